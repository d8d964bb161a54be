"""What matters most on a screen, in the colour of whom or what it concerns: who holds the ball, or what is missing."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.icons import pixmap
from ui.theme import ElidedLabel, set_role, theme


class Banner(QWidget):
    """A strong line, a quiet line and buttons, on the tint of `tone` (us, client, ok, soon, late)."""

    def __init__(self, *buttons: QWidget) -> None:
        super().__init__()
        self._tone, self._icon_name = "us", ""
        self._icon, self._title, self._text = QLabel(), ElidedLabel(), ElidedLabel("", "text2")
        words = QVBoxLayout()
        words.setSpacing(0)
        for words_line in (self._title, self._text):  # aligned: unaligned, the narrower would limit both
            words.addWidget(words_line, alignment=Qt.AlignmentFlag.AlignLeading)
        self._outer = QHBoxLayout(self)
        self._row = QHBoxLayout()
        self._row.addWidget(self._icon, alignment=Qt.AlignmentFlag.AlignVCenter)
        self._row.addLayout(words)
        self._row.addStretch(1)
        self._outer.addLayout(self._row, stretch=1)
        self._buttons = QHBoxLayout()
        self._buttons.addStretch(1)
        for button in buttons:
            self._buttons.addWidget(button)
        self._outer.addLayout(self._buttons)
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
        self._title.updateGeometry()
        self._tint()
        self.setVisible(bool(title))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()
        super().resizeEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # other words or buttons than before
            self._arrange()
        return super().event(event)

    def _arrange(self) -> None:
        wanted = self._title.sizeHint().width() + self._buttons.sizeHint().width() + theme().px(60)
        way = QBoxLayout.Direction.LeftToRight if wanted <= self.width() else QBoxLayout.Direction.TopToBottom
        if way != self._outer.direction():
            self._outer.setDirection(way)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.tint(self._tone))
        painter.drawRoundedRect(self.rect(), look.px(8), look.px(8))

    def _dress(self) -> None:
        look = theme()
        self._outer.setContentsMargins(look.px(13), look.px(8), look.px(9), look.px(8))
        for layout in (self._outer, self._row, self._buttons):
            layout.setSpacing(look.px(7))
        self.setMinimumHeight(look.px(54))
        self._tint()

    def _tint(self) -> None:
        if self._icon_name:
            self._icon.setPixmap(pixmap(self._icon_name, color=self._tone))
        self.update()
