"""The logo: shown as it is kept, dropped or chosen, taken away; refused in words beside it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.errors import UserError
from desktop.i18n import _
from desktop.services import files
from ui import background
from ui.messages import MessageBar
from ui.theme import label, theme
from ui.widgets.buttons import Button
from ui.widgets.file_choice import ask_for_file
from ui.widgets.file_drop import FileDrop

HEIGHT, MARGIN = 40, 4  # pixels of the preview and the paper around it, for text of normal size


class LogoEditor(QWidget):
    """`keep(bytes, file name)` and `remove()` may raise UserError."""

    def __init__(self, keep: Callable[[bytes, str], object], remove: Callable[[], object]) -> None:
        super().__init__()
        self._keep, self._remove, self._logo = keep, remove, b""
        self._picture = QLabel()
        self._picture.setAccessibleName(_("Logo"))
        self.drop = FileDrop(_("Drop a logo here: PNG or JPEG"), _("Choose…"))
        self.remove = Button("", "trash-2")
        self.remove.setAccessibleName(_("Remove the logo"))
        self.remove.setToolTip(_("Remove the logo"))
        self.bar = MessageBar()
        self.drop.chosen.connect(self.take)
        self.drop.asked.connect(self._ask)
        self.remove.clicked.connect(self._take_away)
        row = QHBoxLayout()
        row.addWidget(self._picture)
        row.addWidget(self.drop, stretch=1)
        row.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(4))
        column.addWidget(label(_("Logo, for paper"), "text2"))
        column.addLayout(row)
        column.addWidget(self.bar)
        column.addStretch(1)
        theme().changed.connect(self._draw)
        self.show_logo(b"")

    def show_logo(self, logo: bytes) -> None:
        """Show what is kept; nothing for none."""
        self._logo = logo
        self._picture.setVisible(bool(logo))
        self.remove.setVisible(bool(logo))
        self._draw()

    def take(self, file: Path) -> None:
        """Look at a file in a worker and keep it as the logo; what speaks against it is said here."""
        self.bar.hide()
        background.run(self, lambda: files.read_logo(file), lambda logo: self._try(logo, file.name), self._refuse)

    def _try(self, logo: bytes, name: str) -> None:
        try:
            self._keep(logo, name)
        except UserError as error:
            self._refuse(error)

    def _refuse(self, error: UserError) -> None:
        self.bar.say(str(error), "late")

    def _ask(self) -> None:
        file = ask_for_file(self, _("Choose a logo"), _("Pictures"), (".png", ".jpg", ".jpeg"))
        if file is not None:
            self.take(file)

    def _take_away(self) -> None:
        try:
            self._remove()
        except UserError as error:
            self._refuse(error)

    def _draw(self) -> None:
        picture = QPixmap()
        if self._logo and picture.loadFromData(self._logo):
            look, ratio = theme(), self.devicePixelRatioF()
            room = look.px(HEIGHT) * ratio
            keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            shown = picture.scaled(round(room * 3), round(room), keep, smooth)
            self._picture.setPixmap(_on_paper(shown, round(look.px(MARGIN) * ratio), ratio))


def _on_paper(logo: QPixmap, margin: int, ratio: float) -> QPixmap:
    """White and with an edge in every theme: a dark logo on a dark window, or a white one, could not be seen."""
    paper = QPixmap(logo.width() + 2 * margin, logo.height() + 2 * margin)
    paper.fill(Qt.GlobalColor.white)
    painter = QPainter(paper)
    painter.drawPixmap(margin, margin, logo)
    painter.setPen(theme().color("border"))
    painter.drawRect(paper.rect().adjusted(0, 0, -1, -1))
    painter.end()
    paper.setDevicePixelRatio(ratio)
    return paper
