"""A PDF as it is on paper, with its page number and zoom."""

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.errors import UnreadableFileError
from desktop.i18n import _
from ui.commands import key_text
from ui.theme import ElidedLabel, label, theme
from ui.widgets.buttons import Button
from ui.widgets.pdf_pages import PdfPages


class PdfPreview(QWidget):
    """`show_pdf(bytes)` and `show_picture`; `say` puts words in place of the page. `name` is for screen readers."""

    def __init__(self, name: str, *tools: QWidget) -> None:
        super().__init__()
        self._name, self._told = name, (-1, -1)
        self.pages = PdfPages()
        self._place = ElidedLabel("", "text2")
        self._words = label("", "text2", wrap=True)
        self._words.setContentsMargins(*[theme().px(16)] * 4)
        self._words.hide()
        row = QHBoxLayout()
        row.setSpacing(theme().px(4))
        for tool in tools:
            row.addWidget(tool)
        row.addWidget(self._place)
        row.addStretch(1)
        for icon, words, key, act in (
            ("minus", _("Smaller page"), "Ctrl+-", lambda: self.pages.zoom_by(-1)),
            ("plus", _("Larger page"), "Ctrl++", lambda: self.pages.zoom_by(1)),
            ("move-horizontal", _("Fit the width"), "Ctrl+0", self.pages.fit_width),
        ):
            button = Button("", icon, quiet=True)
            button.setAccessibleName(words)
            button.setToolTip(_("{command} ({key}, with the page focused)").format(command=words, key=key_text(key)))
            button.clicked.connect(act)
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(6))
        column.addLayout(row)
        column.addWidget(self._words)
        column.addWidget(self.pages, stretch=1)
        self.pages.moved.connect(self._tell_place)
        self._tell_place()

    def show_pdf(self, data: bytes) -> None:
        """Show these bytes; where they are no PDF, say so in their place."""
        try:
            self.pages.show_pdf(data)
        except UnreadableFileError as error:
            self.say(str(error))
        else:
            self._words.hide()

    def show_picture(self, picture: QImage) -> None:
        """Show a picture as the only page."""
        self._words.hide()
        self.pages.show_picture(picture)

    def say(self, words: str) -> None:
        """Show these words and no page."""
        self.pages.clear()
        self._words.setText(words)
        self._words.setVisible(bool(words))

    def _tell_place(self) -> None:
        page, count = self.pages.current_page, self.pages.page_count
        if (page, count) == self._told:
            return
        self._told = (page, count)
        self._place.setText(_("{page} / {count}").format(page=page, count=count) if count else "")
        words = _("{name}, page {page} of {count}").format(name=self._name, page=page, count=count)
        self.pages.setAccessibleName(words if count else self._name)
        self.pages.setAccessibleDescription(self.pages.page_text())
