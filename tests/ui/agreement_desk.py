"""The Agreement tab in its window, and hands for the dialogs of the system."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.agreement import Agreement, SignMethod, SignOff
from desktop.domain.job_order import Involvement
from desktop.domain.roles import Role
from tests.ui.conftest import Founded, Shown
from ui.main_window import MainWindow
from ui.screens.agreement import AgreementScreen
from ui.screens.agreement.record import RecordSheet

W = TypeVar("W", bound=QWidget)
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@dataclass(frozen=True)
class Desk:
    """The tab in its window, over a job order whose every step both sides agree with."""

    founded: Founded
    window: MainWindow
    screen: AgreementScreen
    qtbot: QtBot
    letters: list[UUID]

    @property
    def newest(self) -> Agreement:
        return self.founded.app.agreements.newest(self.founded.job.id)

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = CTRL) -> None:
        self.window.activateWindow()
        self.qtbot.waitUntil(lambda: QApplication.activeWindow() is self.window)
        focused = QApplication.focusWidget() or self.screen
        self.qtbot.keyClick(focused, key, modifiers)

    @property
    def chosen_id(self) -> UUID:
        """The id of the version shown."""
        assert self.screen._view is not None
        return self.screen._view.chosen.id

    def page(self) -> bytes:
        """The bytes shown, once they are those of the version as it is."""
        agreements = self.founded.app.agreements
        wanted = agreements.pdf(self.chosen_id, self.screen.page.paper.value())
        self.qtbot.waitUntil(lambda: self.screen.page.pdf == wanted)
        return wanted

    def sheet(self, kind: type[W]) -> W:
        """The sheet that is open."""
        self.qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), kind))
        found = QApplication.activeWindow()
        assert isinstance(found, kind)
        return found

    def agree(self) -> Agreement:
        self.key(Qt.Key.Key_G)
        return self.newest

    def sign_all(self) -> Agreement:
        """Signatures by e-mail, recorded behind the screen's back."""
        agreement = self.newest
        for role in agreement.missing():
            agreement = self.founded.app.agreements.sign_off(agreement.id, by_email(role))
        self.screen.refresh()
        return agreement


def choose_method(sheet: RecordSheet, method: SignMethod) -> None:
    """Click on the way it was signed."""
    sheet._group.button(list(SignMethod).index(method)).click()


def by_email(role: Role) -> SignOff:
    now = datetime.now().astimezone()
    return SignOff(
        role=role,
        name="Priya Nair",
        method=SignMethod.EMAIL,
        signed_on=now.date(),
        recorded_at=now,
        email_reference="Re: our agreement",
    )


def when_asked(kind: type[QDialog], act: Callable[[QDialog], object]) -> None:
    """Call `act` with the dialog that is about to run its own loop."""
    timer = QTimer(QApplication.instance())
    timer.setInterval(5)

    def look() -> None:
        found = QApplication.activeModalWidget()
        if isinstance(found, kind):
            timer.stop()
            timer.deleteLater()
            act(found)

    timer.timeout.connect(look)
    timer.start()


def choose(file: Path) -> Callable[[QDialog], None]:
    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, QFileDialog)
        dialog.selectFile(str(file))
        dialog.accept()

    return act


def sit_down(founded: Founded, shown: Shown, qtbot: QtBot) -> Desk:
    """A desk whose job order has a recruiter, every step agreed with and the focus on its page."""
    app = founded.app
    involved = (*founded.job.involved, Involvement(role=Role.RECRUITER, person_id=app.agencies.get().me))
    app.job_orders.save(replace(founded.job, involved=involved))
    app.processes.agree_the_rest(founded.job.id)
    screens: list[AgreementScreen] = []
    letters: list[UUID] = []

    def make(window: MainWindow) -> AgreementScreen:
        screens.append(AgreementScreen(app, founded.bridge, window.commands, letters.append))
        return screens[0]

    window = shown(make)
    screens[0].show_target(founded.job.id)
    screens[0].page.preview.pages.setFocus()
    return Desk(founded, window, screens[0], qtbot, letters)


def texts(widget: QWidget) -> list[str]:
    """Every word shown in `widget`."""
    labels = [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]
    return labels + [button.text() for button in widget.findChildren(QAbstractButton) if button.isVisible()]
