"""Widgets without a screen, dressed as in the application."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.app import App, open_app
from desktop.domain.job_order import Involvement, JobOrder
from desktop.domain.people import Client, Person
from desktop.domain.roles import Role
from tests.beginnings import begin, permanent
from tests.windows import choose, dressed, qapp_args  # noqa: F401 - fixtures of every test here
from ui.bridge import Bridge
from ui.main_window import MainWindow, Section
from ui.preferences import Preferences
from ui.screen import Screen


@dataclass(frozen=True)
class Founded:
    """An agency with one client, its HR, and one job order begun from the permanent template."""

    app: App
    bridge: Bridge
    client: Client
    hr: Person
    job: JobOrder

    def another(self, title: str, client: Client | None = None) -> JobOrder:
        """One more job order, without steps."""
        return self.app.job_orders.create(JobOrder(client_id=(client or self.client).id, title=title))


@pytest.fixture
def founded(tmp_path: Path) -> Iterator[Founded]:
    client, hr, job = begin(_found, tmp_path)
    app = open_app(tmp_path)
    bridge = Bridge(app.notifier)
    yield Founded(app, bridge, client, hr, job)
    bridge.close()
    app.close()


def _found(folder: Path) -> tuple[Client, Person, JobOrder]:
    with closing(open_app(folder)) as app:
        app.agencies.found("Ashby Search", "Tom Ashby")
        client = app.clients.save(Client(name="Northwind Foods"))
        hr = app.clients.save_person(Person(client_id=client.id, name="Priya Nair", role=Role.CLIENT_HR))
        involved = (Involvement(role=Role.CLIENT_HR, person_id=hr.id),)
        order = JobOrder(client_id=client.id, title="Senior Accountant", involved=involved)
        return client, hr, app.job_orders.create(order, permanent(app))


Shown = Callable[[Callable[[MainWindow], Screen]], MainWindow]


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    """A window with one section, `screen`, built by what is given; shown and active."""

    def show(make: Callable[[MainWindow], Screen]) -> MainWindow:
        windows: list[MainWindow] = []
        blank = Section("blank", "Blank", "inbox", Screen)
        section = Section("screen", "Screen", "inbox", lambda: make(windows[0]))
        window = MainWindow([blank, section], lambda _text: [], Preferences(section="blank"), lambda _kept: None)
        windows.append(window)
        qtbot.addWidget(window)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
        window.open("screen")
        return window

    return show
