"""How it goes, from 1 (poor) to 5 (very good): five keys in a row, none of them pressed at first."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from desktop.i18n import N_, _
from ui.theme import label, theme
from ui.widgets.buttons import Button

MOST = 5
WORDS = (N_("poor"), N_("not so good"), N_("so-so"), N_("good"), N_("very good"))


def dots(pulse: int) -> str:
    """As in "3 ●●●○○": the number for who hears it."""
    return f"{pulse} {'●' * pulse}{'○' * (MOST - pulse)}"


class PulseKeys(QWidget):
    """One of five, or none: a digit chooses it, the same digit or Delete takes it back; arrows go along."""

    changed = Signal()

    def __init__(self, title: str, *, needed: bool = False) -> None:
        super().__init__()
        self._needed = needed
        self._problem = label("", "late", wrap=True)
        self._problem.hide()
        self._said = label("", "text2")
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        row = QHBoxLayout()
        row.setSpacing(theme().px(6))
        self.keys = [_Key(self, number, title) for number in range(1, MOST + 1)]
        for number, key in enumerate(self.keys, 1):
            self._group.addButton(key, number)
            row.addWidget(key)
        row.addSpacing(theme().px(6))
        row.addWidget(self._said)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(4))
        column.addWidget(label(title, "text2"))
        column.addLayout(row)
        column.addWidget(self._problem)
        self._group.idClicked.connect(self._clicked)

    @property
    def value(self) -> int | None:
        """From 1 to 5; None where nothing is chosen."""
        return next((number for number, key in enumerate(self.keys, 1) if key.isChecked()), None)

    def choose(self, value: int | None) -> None:
        """Show `value`."""
        for number, key in enumerate(self.keys, 1):
            key.setChecked(number == value)
            key.set_primary(number == value)
        self._said.setText(_(WORDS[value - 1]) if value else "")
        self._problem.hide()
        self.changed.emit()

    def toggle(self, value: int) -> None:
        """Choose it; chosen already, choose nothing where that may be."""
        self.choose(None if value == self.value and not self._needed else value)

    def set_problem(self, sentence: str) -> None:
        """Say what is wrong with it."""
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))
        self.keys[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _clicked(self, number: int) -> None:
        self.choose(number if self.keys[number - 1].isChecked() or self._needed else None)


class _Key(Button):
    def __init__(self, row: PulseKeys, number: int, title: str) -> None:
        super().__init__(str(number))
        self._row, self._number = row, number
        self.setCheckable(True)
        self.setAutoDefault(False)
        words = _("{title}: {n}, {words}").format(title=title, n=number, words=_(WORDS[number - 1]))
        self.setAccessibleName(words)
        self.setToolTip(_(WORDS[number - 1]))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if event.text().isdigit() and 1 <= int(event.text()) <= MOST:
            self._row.toggle(int(event.text()))
            self._row.keys[int(event.text()) - 1].setFocus(Qt.FocusReason.OtherFocusReason)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.isChecked():
            event.ignore()  # chosen already: it means the whole sheet
        elif key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self._row.choose(None)
        elif key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            ahead = (key == Qt.Key.Key_Right) == (self.layoutDirection() == Qt.LayoutDirection.LeftToRight)
            there = min(MOST, max(1, self._number + (1 if ahead else -1)))
            self._row.keys[there - 1].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)
