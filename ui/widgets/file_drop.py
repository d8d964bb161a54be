"""A place to drop a file on, with a button for those who use none of the mouse."""

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from ui.icons import pixmap
from ui.theme import label, theme
from ui.widgets.buttons import Button


class FileDrop(QWidget):
    """`chosen(Path)` for a dropped file; `asked()` when the button is pressed. `say` shows what it holds."""

    chosen = Signal(Path)
    asked = Signal()

    def __init__(self, words: str, choose: str) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self._over, self._icon_name = False, "upload"
        self._icon, self._words = QLabel(), label(words, "text2", wrap=True)
        self.button = Button(choose, "folder-open")
        self.button.setAutoDefault(False)
        self.button.clicked.connect(self.asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(*[theme().px(16)] * 4)
        row.setSpacing(theme().px(12))
        row.addWidget(self._icon)
        row.addWidget(self._words, stretch=1)
        row.addWidget(self.button)
        self.setFocusProxy(self.button)
        theme().changed.connect(self._tint)
        self._tint()

    def say(self, words: str, icon: str = "upload") -> None:
        """Say what is to be dropped here, or what was."""
        self._words.setText(words)
        self._icon_name = icon
        self.button.setAccessibleDescription(words)
        self._tint()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _file(event.mimeData()):
            event.acceptProposedAction()
            self._over = True
            self.update()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._over = False
        self.update()

    def dropEvent(self, event: QDropEvent) -> None:
        self._over = False
        self.update()
        file = _file(event.mimeData())
        if file:
            event.acceptProposedAction()
            self.chosen.emit(file)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(look.color("accent" if self._over else "control"), 1.5, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(look.tint("us") if self._over else look.color("window"))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2), look.px(8), look.px(8))

    def _tint(self) -> None:
        self._icon.setPixmap(pixmap(self._icon_name, 24, "accent"))


def _file(data: QMimeData) -> Path | None:
    """The one local file in `data`."""
    urls = data.urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
