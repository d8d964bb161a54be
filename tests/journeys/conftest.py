"""The real window over a real data folder, and hands that press its keys."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QKeyCombination, QThreadPool
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QFileDialog, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.app import App, open_app
from desktop.domain.agreement import Agreement, AgreementState
from desktop.domain.job_order import Involvement, JobOrder
from desktop.domain.people import Client, Influence, Person
from desktop.domain.process import Process
from desktop.domain.roles import Role
from desktop.domain.steps import Step
from tests.beginnings import begin, permanent
from ui.app import Desk
from ui.main_window import MainWindow
from ui.screen import Screen
from ui.screens.job_orders import JobOrdersScreen
from ui.theme import theme

D = TypeVar("D", bound=QDialog)
S = TypeVar("S", bound=Screen)
PRIVATE = "Confidential"
"""Stands in everything of `worked` that the client must not see."""


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    return ["countersign", "-style", "Fusion"]


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> Iterator[None]:
    theme().apply("light", 100)
    yield
    QThreadPool.globalInstance().waitForDone()
    for left in QApplication.topLevelWidgets():
        left.deleteLater()  # what no window took in would be dressed again and again
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


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
    desks: list[Desk] = []

    def open_desk(folder: Path) -> Hands:
        desk = Desk(folder)
        desks.append(desk)
        with qtbot.waitSignal(desk.ready, timeout=20_000):
            desk.show()
        hands = Hands(qtbot, desk)
        hands.focused()
        return hands

    yield open_desk
    for desk in desks:
        desk.window.close()
        desk.window.deleteLater()
        desk.deleteLater()


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


@pytest.fixture
def choose(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Answers the system's file dialog, which is no part of this program, with a file."""

    def answer(file: Path) -> None:
        def selected(_dialog: QFileDialog) -> Sequence[str]:
            return [str(file)]

        monkeypatch.setattr(QFileDialog, "exec", lambda _dialog: QDialog.DialogCode.Accepted)
        monkeypatch.setattr(QFileDialog, "selectedFiles", selected)

    return answer
