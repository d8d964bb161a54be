"""The clients' screen over a signed job order and a clock that can be set."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from pytestqt.qtbot import QtBot

from desktop.app import App
from desktop.domain.people import Client, Influence, Person
from tests.beginnings import Clock
from tests.ui.conftest import Shown
from tests.ui.keys import Keys
from tests.ui.tracking_desk import signed
from ui.bridge import Bridge
from ui.client_tabs import make_clients
from ui.screens.clients import ClientsScreen
from ui.widgets.two_line_list import ROW_ROLE, Heading, Row, TwoLineList


class ClientDesk(Keys):
    """Northwind Foods, with Priya Nair (great influence) and Marc Dubois. `opened` is what was shown elsewhere."""

    def __init__(self, qtbot: QtBot, shown: Shown, app: App, clock: Clock, job: UUID) -> None:
        self.qtbot, self.app, self.clock, self.job = qtbot, app, clock, job
        self.bridge = Bridge(app.notifier)
        self.opened: list[tuple[UUID, str, UUID | None]] = []
        self.window = shown(lambda window: make_clients(app, self.bridge, window.commands, self._open))
        found = self.window.screen_of("screen")
        assert isinstance(found, ClientsScreen)
        self.screen = found

    def _open(self, job_order_id: UUID, tab: str = "", promise_id: UUID | None = None) -> None:
        self.opened.append((job_order_id, tab, promise_id))

    @property
    def client(self) -> Client:
        return self.app.clients.get(self.app.job_orders.get(self.job).client_id)

    def person(self, name: str) -> Person:
        return next(p for p in self.app.clients.people(self.client.id) if p.name == name)

    @property
    def head(self) -> str:
        """What the head says of how it goes."""
        return self.screen.header._status.text()

    @property
    def told(self) -> str:
        return self.window.messages.toast.text

    def turn(self, tab: str) -> None:
        """Bring a tab to the front, with the focus in it."""
        self.screen.tabs.open(tab)
        self.screen.tabs.focus_screen()

    def at(self, shown: TwoLineList, title: str) -> None:
        """Make a row current."""
        row = next(row for row in rows(shown) if row.title == title)
        assert shown.select(row.id)
        shown.setFocus()


def rows(shown: TwoLineList) -> list[Row]:
    """Those of a list that are no headings."""
    return [row for row in _all(shown) if isinstance(row, Row)]


def headings(shown: TwoLineList) -> list[str]:
    return [row.text for row in _all(shown) if isinstance(row, Heading)]


def _all(shown: TwoLineList) -> Iterator[Row | Heading]:
    model = shown.model()
    for number in range(model.rowCount()):
        yield model.index(number, 0).data(ROW_ROLE)


@contextmanager
def client_desk(qtbot: QtBot, shown: Shown, folder: Path) -> Iterator[ClientDesk]:
    with signed(folder) as (app, clock, job):
        client_id = app.job_orders.get(job).client_id
        for person in app.clients.people(client_id):
            if person.name == "Priya Nair":
                app.clients.save_person(replace(person, influence=Influence.GREAT, email="priya@example.com"))
        desk = ClientDesk(qtbot, shown, app, clock, job)
        yield desk
        desk.bridge.close()
