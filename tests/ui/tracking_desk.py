"""The Process tab over a signed job order and a clock that can be set, and hands on the keyboard."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from uuid import UUID

from pytestqt.qtbot import QtBot

from desktop.app import App, open_app
from desktop.domain.job_order import Involvement, JobOrder
from desktop.domain.people import Client, Person
from desktop.domain.promises import Promise
from desktop.domain.roles import Role
from desktop.services.promises import Tracked
from tests.beginnings import Clock, begin, permanent, sign
from tests.ui.conftest import Shown
from tests.ui.keys import Keys
from ui.bridge import Bridge
from ui.fields import Field
from ui.main_window import MainWindow
from ui.screens.process import ProcessTab, Sheets
from ui.widgets.inputs import LineEdit


@contextmanager
def signed(folder: Path) -> Iterator[tuple[App, Clock, UUID]]:
    """A job order from the permanent template, received on the Monday and signed on the Tuesday."""
    job = begin(_sign, folder)
    clock = Clock()
    with closing(open_app(folder, clock=clock)) as app:
        yield app, clock, job


def _sign(folder: Path) -> UUID:
    with closing(open_app(folder, clock=Clock())) as app:
        app.agencies.found("Ashby Search", "Tom Ashby")
        client = app.clients.save(Client(name="Northwind Foods"))
        hr = app.clients.save_person(Person(client_id=client.id, name="Priya Nair", role=Role.CLIENT_HR))
        manager = app.clients.save_person(Person(client_id=client.id, name="Marc Dubois", role=Role.HIRING_MANAGER))
        people = {Role.CLIENT_HR: hr.id, Role.HIRING_MANAGER: manager.id, Role.RECRUITER: app.agencies.get().me}
        order = JobOrder(
            client_id=client.id,
            title="Senior Accountant",
            received_on=date(2026, 11, 2),
            involved=tuple(Involvement(role=role, person_id=id) for role, id in people.items()),
        )
        job = app.job_orders.create(order, permanent(app))
        sign(app, job.id)
        return job.id


def type_into(field: Field, text: str) -> None:
    """Instead of what is there."""
    assert isinstance(field.editor, LineEdit)
    field.editor.setText(text)


def typed(field: Field) -> str:
    """What stands in it."""
    assert isinstance(field.editor, LineEdit)
    return field.editor.text()


class Desk(Keys):
    """The tab in a window. `reminded` are the promises that a reminder was asked for, `asked` what else was."""

    def __init__(self, qtbot: QtBot, shown: Shown, app: App, clock: Clock, job: UUID) -> None:
        self.qtbot, self.app, self.clock, self.job = qtbot, app, clock, job
        self.bridge = Bridge(app.notifier)
        self.reminded: list[UUID] = []
        self.asked: list[str] = []
        self.window = shown(self._make)
        found = self.window.screen_of("screen")
        assert isinstance(found, ProcessTab)
        self.tab, self.view, self.table = found, found.tracking, found.tracking.table
        self.tab.show_target(job)
        self.table.setFocus()

    def _make(self, window: MainWindow) -> ProcessTab:
        return ProcessTab(
            self.app,
            self.bridge,
            window.commands,
            lambda _id: None,
            Sheets(
                lambda _job, promise: self.reminded.append(promise),
                lambda _job: self.asked.append("page"),
            ),
        )

    @property
    def tracked(self) -> Tracked:
        found = self.app.promises.tracked(self.job)
        assert found is not None
        return found

    def promise(self, title: str, reference: str = "") -> Promise:
        """The newest promise of a step, of a candidate where a reference is given."""
        for line in reversed(self.tracked.lines):
            is_of = not reference or (line.candidate is not None and line.candidate.reference == reference)
            if line.promise is not None and line.promise.title == title and is_of:
                return line.promise
        raise AssertionError(title)

    def at(self, title: str, reference: str = "") -> None:
        """Make the row of a promise current."""
        assert self.table.select_promise(self.promise(title, reference).id)
        self.table.setFocus()

    def cell(self, title: str) -> tuple[str, str]:
        """What is delivered, and when, as the table shows it."""
        row = next(row for row in self.table.rows if row.title == title)
        return row.delivered, row.when

    def editor_is_visible(self) -> bool:
        return self.tab.editor.isVisible()

    @property
    def banner(self) -> tuple[str, str]:
        return self.view.banner._title.text(), self.view.banner._text.text()


@contextmanager
def sit_down(qtbot: QtBot, shown: Shown, folder: Path) -> Iterator[Desk]:
    """At a job order signed a moment ago."""
    with signed(folder) as (app, clock, job):
        desk = Desk(qtbot, shown, app, clock, job)
        yield desk
        desk.bridge.close()
