"""The only wiring: a data folder becomes an `App` with all services."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from desktop.changes import Notifier
from desktop.services.agencies import Agencies
from desktop.services.agreements import Agreements
from desktop.services.base import Context
from desktop.services.clients import Clients
from desktop.services.history import UndoStack
from desktop.services.importing import Importing
from desktop.services.job_orders import JobOrders
from desktop.services.letters import Letters
from desktop.services.meetings import Meetings
from desktop.services.overview import Overview
from desktop.services.partnership import Partnership
from desktop.services.processes import Processes
from desktop.services.promises import Promises
from desktop.services.reminders import Reminders
from desktop.services.reports import Reports
from desktop.services.reviews import Reviews
from desktop.services.templates import Templates
from desktop.services.verification import Verification
from desktop.storage import schema
from desktop.storage.store import Store

DATABASE = schema.DATABASE


def now() -> datetime:
    """The wall clock, read only where no other is passed in."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class App:
    """Everything a window or a command needs. `close` it when done."""

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
    meetings: Meetings
    partnership: Partnership
    reminders: Reminders
    reports: Reports
    reviews: Reviews
    letters: Letters
    importing: Importing
    templates: Templates
    overview: Overview
    verification: Verification
    backup: Callable[[Path], None]
    """Copies the whole database to a file. Raises DatabaseError."""
    changed_elsewhere: Callable[[], bool]
    """Whether another window or program committed since this was asked last. Raises DatabaseError."""
    close: Callable[[], None]


def open_app(folder: Path, *, clock: Callable[[], datetime] = now, notifier: Notifier | None = None) -> App:
    """Open (or make) the database in `folder`. Raises DatabaseError, in words.

    A `notifier` that is given had its listeners before there was a database.
    """
    file = folder / DATABASE
    notifier = notifier or Notifier()
    store = Store(schema.open_database(file), file, notifier)
    context = Context(store, clock, UndoStack())
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
        meetings=Meetings(context),
        partnership=Partnership(context),
        reminders=Reminders(context),
        reports=Reports(context),
        reviews=Reviews(context),
        letters=Letters(context),
        importing=Importing(context),
        templates=Templates(context),
        overview=Overview(context),
        verification=Verification(context),
        backup=store.backup,
        changed_elsewhere=store.changed_elsewhere,
        close=store.close,
    )
