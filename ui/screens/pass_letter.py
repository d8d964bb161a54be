"""The letter that goes with a pass: as it will be read, to be saved as a PDF or as an e-mail draft."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from desktop.i18n import _
from desktop.services.files import save
from desktop.services.letters import Letters
from ui.background import run
from ui.commands import key_text
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.dialog import Dialog
from ui.widgets.file_choice import ask_where_to_save, portable_name
from ui.widgets.pdf_preview import PdfPreview


class PassLetterSheet(Dialog):
    """The letter of a passed job order. Raises NotReadyError where it is not passed."""

    def __init__(self, parent: QWidget, letters: Letters, job_order_id: UUID) -> None:
        letter = letters.letter(job_order_id)
        super().__init__(
            parent,
            title=_("Letter to {client}").format(client=letter.client),
            primary=_("Save PDF…"),
            icon="download",
            cancel=False,
        )
        self._letters, self._id = letters, job_order_id
        self._stem = _("{reference} {title} letter").format(
            reference=letter.reference, title=portable_name(letter.job, "")[:80]
        )
        self.primary.setToolTip(key_text("Ctrl+S"))
        self.email = Button(_("Save e-mail draft (.eml)…"), "mail", key_text("Ctrl+E"))
        close = Button(_("Close"))
        for place, button in enumerate((close, self.email)):
            button.setAutoDefault(False)
            self.buttons.insertWidget(self.buttons.count() - 1 if place else 0, button)
        close.clicked.connect(self.reject)
        self.email.clicked.connect(self.save_email)
        self.accepted_now.connect(self.save_pdf)
        QShortcut(QKeySequence("Ctrl+S"), self, self.save_pdf)
        QShortcut(QKeySequence("Ctrl+E"), self, self.save_email)
        self.preview = PdfPreview(_("Letter"))
        column = self.column
        column.addWidget(self.preview)
        self.resize(theme().px(640), min(theme().px(620), parent.window().height() - theme().px(16)))
        self._pdf = b""
        self.primary.setEnabled(False)
        run(self, partial(letters.pdf, job_order_id), self._show, lambda error: self.preview.say(str(error)))
        self.preview.pages.setFocus()

    def save_pdf(self) -> None:
        """Save the very bytes that are shown."""
        if self._pdf:
            self._save(_("Save the letter"), ".pdf", _("PDF"), lambda: self._pdf)

    def save_email(self) -> None:
        """Save a draft that any mail program opens, with the PDF attached."""
        self._save(_("Save the e-mail draft"), ".eml", _("E-mail draft"), partial(self._letters.eml, self._id))

    def _show(self, pdf: bytes) -> None:
        self._pdf = pdf
        self.primary.setEnabled(True)
        self.preview.show_pdf(pdf)

    def _save(self, title: str, ending: str, kind: str, make: Callable[[], bytes]) -> None:
        file = ask_where_to_save(self, title, portable_name(self._stem, ending), kind)
        if file is None:
            return

        def told(_result: None) -> None:
            self.bar.say(_("Saved as {name}.").format(name=file.name), "ok")

        run(self, lambda: save(file, make()), told, self.fail)


def show_letter(parent: QWidget, letters: Letters, job_order_id: UUID) -> None:
    """Open the sheet; where there is no letter yet, raises NotReadyError."""
    PassLetterSheet(parent, letters, job_order_id).open()
