"""A choice of two views of the same thing, side by side; the one in front is framed and ticked."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from ui.theme import theme
from ui.widgets.buttons import Button


class Switch(QWidget):
    """`chosen(place)` when the user chose; Left and Right go from one to the other."""

    chosen = Signal(int)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(4))
        for place in range(2):
            button = _Choice()
            self._group.addButton(button, place)
            row.addWidget(button)
        self._group.idClicked.connect(self.chosen)

    @property
    def buttons(self) -> list[Button]:
        """In order."""
        return [button for button in self._group.buttons() if isinstance(button, Button)]

    def set_words(self, *words: str) -> None:
        """What the choices are called."""
        for button, text in zip(self.buttons, words, strict=True):
            button.setText(text.replace("&", "&&"))

    def choose(self, place: int) -> None:
        """Show that this one is in front."""
        for number, button in enumerate(self.buttons):
            button.setChecked(number == place)
            button.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()), 0)
        if not step:
            super().keyPressEvent(event)
            return
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            step = -step
        place = min(max(self._group.checkedId() + step, 0), len(self.buttons) - 1)
        self.buttons[place].setFocus(Qt.FocusReason.OtherFocusReason)
        self.buttons[place].click()


class _Choice(Button):
    def __init__(self) -> None:
        super().__init__("", "check")
        self.setCheckable(True)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._icon, self._quiet = ("check" if self.isChecked() else "minus"), not self.isChecked()
        super().paintEvent(event)
