"""The only wiring: a data folder becomes an `App` with all services."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.changes import Notifier
from desktop.errors import DatabaseError
from desktop.services.agencies import Agencies
from desktop.services.agreements import Agreements
from desktop.services.base import Context
from desktop.services.clients import Clients
from desktop.services.history import UndoStack
from desktop.services.job_orders import JobOrders
from desktop.services.keeping_up import begin_all
from desktop.services.overview import Overview
from desktop.services.processes import Processes
from desktop.services.promises import Promises
from desktop.services.templates import Templates
from desktop.storage import schema
from desktop.storage.store import Store

if TYPE_CHECKING:
    from desktop.services.agendas import Agendas
    from desktop.services.importing import Importing
    from desktop.services.letters import Letters
    from desktop.services.meetings import Meetings
    from desktop.services.partnership import Partnership
    from desktop.services.relationship import Relationship
    from desktop.services.reminders import Reminders
    from desktop.services.reports import Reports
    from desktop.services.reviews import Reviews
    from desktop.services.sharing import Sharing
    from desktop.services.verification import Verification
    from desktop.services.wins import Wins

DATABASE = schema.DATABASE


def now() -> datetime:
    """The wall clock, read only where no other is passed in."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class App:
    """Everything a window or a command needs. `close` it when done.

    Services that the first window does without are imported when they are first asked for: that saves memory and time.
    """

    folder: Path
    clock: Callable[[], datetime]
    notifier: Notifier
    undo: UndoStack
    agencies: Agencies
    clients: Clients
    job_orders: JobOrders
    processes: Processes
    agreements: Agreements
    promises: Promises
    templates: Templates
    overview: Overview
    backup: Callable[[Path], None]
    """Copies the whole database to a file. Raises DatabaseError."""
    changed_elsewhere: Callable[[], bool]
    """Whether another window or program committed since this was asked last. Raises DatabaseError."""
    close: Callable[[], None]
    context: Context

    @cached_property
    def agendas(self) -> "Agendas":
        from desktop.services.agendas import Agendas

        return Agendas(self.context)

    @cached_property
    def meetings(self) -> "Meetings":
        from desktop.services.meetings import Meetings

        return Meetings(self.context)

    @cached_property
    def partnership(self) -> "Partnership":
        from desktop.services.partnership import Partnership

        return Partnership(self.context)

    @cached_property
    def relationship(self) -> "Relationship":
        from desktop.services.relationship import Relationship

        return Relationship(self.context)

    @cached_property
    def wins(self) -> "Wins":
        from desktop.services.wins import Wins

        return Wins(self.context)

    @cached_property
    def sharing(self) -> "Sharing":
        from desktop.services.sharing import Sharing

        return Sharing(self.context)

    @cached_property
    def reminders(self) -> "Reminders":
        from desktop.services.reminders import Reminders

        return Reminders(self.context)

    @cached_property
    def reports(self) -> "Reports":
        from desktop.services.reports import Reports

        return Reports(self.context)

    @cached_property
    def reviews(self) -> "Reviews":
        from desktop.services.reviews import Reviews

        return Reviews(self.context)

    @cached_property
    def letters(self) -> "Letters":
        from desktop.services.letters import Letters

        return Letters(self.context)

    @cached_property
    def importing(self) -> "Importing":
        from desktop.services.importing import Importing

        return Importing(self.context)

    @cached_property
    def verification(self) -> "Verification":
        from desktop.services.verification import Verification

        return Verification(self.context)


def open_app(folder: Path, *, clock: Callable[[], datetime] = now, notifier: Notifier | None = None) -> App:
    """Open (or make) the database in `folder`. Raises DatabaseError, in words.

    A `notifier` that is given had its listeners before there was a database.
    """
    file = folder / DATABASE
    notifier = notifier or Notifier()
    engine = schema.open_database(file)
    store = Store(engine, file, notifier)
    context = Context(store, clock, UndoStack())
    if schema.is_migrated(engine):
        with suppress(DatabaseError):  # what is left begins when it is next touched
            begin_all(context)
    return App(
        folder=folder,
        clock=clock,
        notifier=notifier,
        undo=context.undo,
        agencies=Agencies(context),
        clients=Clients(context),
        job_orders=JobOrders(context),
        processes=Processes(context),
        agreements=Agreements(context),
        promises=Promises(context),
        templates=Templates(context),
        overview=Overview(context),
        backup=store.backup,
        changed_elsewhere=store.changed_elsewhere,
        close=store.close,
        context=context,
    )
