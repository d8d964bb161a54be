"""What matters most on a screen, in the colour of whom or what it concerns: who holds the ball, or what is missing."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.icons import pixmap
from ui.theme import ElidedLabel, set_role, theme


class Banner(QWidget):
    """A strong line, a quiet line and buttons, on the tint of `tone` (us, client, ok, soon, late)."""

    def __init__(self, *buttons: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone, self._icon_name = "us", ""
        self._icon, self._title, self._text = QLabel(), ElidedLabel(), ElidedLabel("", "text2")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._text)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._icon, alignment=Qt.AlignmentFlag.AlignVCenter)
        self._row.addLayout(words)
        self._row.addStretch(1)
        for button in buttons:
            self._row.addWidget(button)
        theme().changed.connect(self._dress)
        self._dress()

    def say(self, title: str, text: str = "", tone: str = "us", icon: str = "") -> None:
        """Show these words; without a title the banner hides."""
        self._tone, self._icon_name = tone, icon
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self._icon.setVisible(bool(icon))
        set_role(self._title, tone)
        self._dress()
        self.setVisible(bool(title))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.tint(self._tone))
        painter.drawRoundedRect(self.rect(), look.px(8), look.px(8))

    def _dress(self) -> None:
        look = theme()
        self._row.setContentsMargins(look.px(13), look.px(8), look.px(9), look.px(8))
        self._row.setSpacing(look.px(7))
        self.setMinimumHeight(look.px(54))
        if self._icon_name:
            self._icon.setPixmap(pixmap(self._icon_name, color=self._tone))
        self.update()
