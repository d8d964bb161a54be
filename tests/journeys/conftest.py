"""The real window over a real data folder, and hands that press its keys."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Timer
from typing import Any, TypeVar
from uuid import UUID

import pytest
from PySide6.QtCore import QCoreApplication, QKeyCombination
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.app import App, open_app
from desktop.domain.agreement import Agreement, AgreementState
from desktop.domain.job_order import Involvement, JobOrder
from desktop.domain.people import Client, Influence, Person
from desktop.domain.process import Process
from desktop.domain.roles import Role
from desktop.domain.steps import Step
from tests.beginnings import begin, permanent
from tests.windows import choose, dressed, in_front, qapp_args  # noqa: F401 - most are fixtures
from ui.app import Desk
from ui.main_window import MainWindow
from ui.screen import Screen
from ui.screens.job_orders import JobOrdersScreen

D = TypeVar("D", bound=QDialog)
S = TypeVar("S", bound=Screen)
ROOT = Path(__file__).parents[2]
PRIVATE = "Confidential"
"""Stands in everything of `worked` that the client must not see."""


class Hands:
    """Presses keys in one window, and looks at what is there."""

    def __init__(self, qtbot: QtBot, desk: Desk) -> None:
        self.qtbot, self.desk, self.pressed = qtbot, desk, 0

    @property
    def app(self) -> App:
        assert self.desk.app is not None
        return self.desk.app

    @property
    def window(self) -> MainWindow:
        return self.desk.window

    def focused(self) -> QWidget:
        """What has the focus, in the sheet where there is one."""
        front = QApplication.activeModalWidget() or self.window
        if QApplication.activeWindow() is not front:  # the offscreen platform gives it to nobody when a sheet closes
            front.activateWindow()
            self.qtbot.waitUntil(lambda: QApplication.activeWindow() is front)
        return QApplication.focusWidget() or front

    def press(self, *keys: str) -> None:
        """Each as in "Ctrl+N"."""
        for each in keys:
            sequence: Any = QKeySequence(each)  # PySide6's stubs do not know that it has items
            combination: QKeyCombination = sequence[0]
            target = QApplication.activePopupWidget() or self.focused()
            self.qtbot.keyClick(target, combination.key(), combination.keyboardModifiers())
            self.pressed += 1
            QCoreApplication.processEvents()  # nobody's hands are quicker than the bridge

    def write(self, text: str) -> None:
        """Over what is selected in the editor that has the focus."""
        self.qtbot.keyClicks(self.focused(), text)
        self.pressed += len(text)

    def paste(self, text: str) -> None:
        """What is too long, or has what no key has."""
        focused = self.focused()
        editor = focused.lineEdit() if isinstance(focused, QComboBox) else focused
        assert isinstance(editor, QLineEdit | QPlainTextEdit)
        QApplication.clipboard().setText(text)
        editor.selectAll()
        editor.paste()

    @property
    def is_free(self) -> bool:
        """No sheet is open."""
        return QApplication.activeModalWidget() is None

    def sheet(self, kind: type[D]) -> D:
        """The sheet in front."""
        found = QApplication.activeModalWidget()
        assert isinstance(found, kind), found
        return found

    def wait(self, until: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(until()), timeout=20_000)

    @property
    def jobs(self) -> JobOrdersScreen:
        found = self.window.screen_of("jobs")
        assert isinstance(found, JobOrdersScreen)
        return found

    def front(self, kind: type[S]) -> S:
        """The tab in front."""
        found = self.jobs.tabs.front
        assert isinstance(found, kind), found
        return found

    # -- the job order shown, as it was saved -----------------------------------------------------------------------

    @property
    def id(self) -> UUID:
        found = self.jobs.job_order_id
        assert found is not None
        return found

    @property
    def job(self) -> JobOrder:
        return self.app.job_orders.get(self.id)

    @property
    def process(self) -> Process:
        return self.app.processes.get(self.id)

    @property
    def newest(self) -> Agreement:
        return self.app.agreements.newest(self.id)

    def state(self) -> AgreementState:
        return self.newest.state

    def step(self, number: int) -> Step:
        return self.process.steps[number - 1]

    @property
    def titles(self) -> list[str]:
        return [step.title for step in self.process.steps]

    @property
    def told(self) -> str:
        """What the toast says."""
        return self.window.messages.toast.text


Opened = Callable[[Path], Hands]


@pytest.fixture
def opened(qtbot: QtBot) -> Iterator[Opened]:
    """Opens the window on a folder and waits until it shows what is there."""
    with ExitStack() as windows:

        def open_desk(folder: Path) -> Hands:
            hands = Hands(qtbot, windows.enter_context(in_front(qtbot, Desk(folder))))
            hands.focused()
            return hands

        yield open_desk


@contextmanager
def at_work(script: str, folder: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that does what `script` says in the window of `folder`. After a minute it is killed, stuck or not."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, str(Path(__file__).with_name(script)), str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        late = Timer(60, process.kill)
        late.start()
        yield process
        late.cancel()


@pytest.fixture
def worked(tmp_path: Path) -> Path:
    """A data folder: an agency, and a job order begun from the permanent template, with private things on it."""
    begin(_work, tmp_path)
    return tmp_path


def _work(folder: Path) -> None:
    app = open_app(folder)
    app.agencies.found("Ashby Search", "Tom Ashby")
    client = app.clients.save(Client(name="Northwind Foods"))
    other = app.clients.save(Client(name=f"{PRIVATE} other client"))
    hr = app.clients.save_person(
        Person(client_id=client.id, name="Priya Nair", role=Role.CLIENT_HR, influence=Influence.GREAT)
    )
    manager = app.clients.save_person(Person(client_id=client.id, name="Marc Dubois", role=Role.HIRING_MANAGER))
    involved = (
        Involvement(role=Role.CLIENT_HR, person_id=hr.id),
        Involvement(role=Role.HIRING_MANAGER, person_id=manager.id),
        Involvement(role=Role.RECRUITER, person_id=app.agencies.get().me),
    )
    app.job_orders.create(JobOrder(client_id=other.id, title=f"{PRIVATE} other job order"), permanent(app))
    notes = f"{PRIVATE} private notes"
    job = app.job_orders.create(
        JobOrder(client_id=client.id, title="Senior Accountant", involved=involved, private_notes=notes), permanent(app)
    )
    first = app.processes.get(job.id).steps[0]
    app.processes.edit_step(job.id, replace(first, note=f"{PRIVATE} step note"))
    app.close()


@pytest.fixture
def at_process(opened: Opened, worked: Path) -> Hands:
    """At the first step of the job order of `worked`."""
    hands = opened(worked)
    hands.press("Ctrl+2", "Return")
    assert hands.job.title == "Senior Accountant"
    return hands
