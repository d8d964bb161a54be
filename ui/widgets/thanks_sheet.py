"""The thank-you note: whom it goes to and what it says, to be changed before it is saved as an e-mail draft."""

from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.app import App
from desktop.domain.thanks import ThankYou
from desktop.errors import UserError
from desktop.formats import format_list
from desktop.i18n import _
from desktop.services.wins import save_eml
from ui.fields import Field, line, text
from ui.messages import Messages, messages_of
from ui.theme import label, theme
from ui.widgets.dialog import Dialog
from ui.widgets.file_choice import ask_where_to_save, portable_name


def open_thanks(parent: QWidget, app: App, job_order_id: UUID) -> None:
    """Show the note for a job order that is filled, or say why not."""
    messages = messages_of(parent)
    try:
        note = app.wins.thanks(job_order_id)
    except UserError as error:
        messages.error(error)
    else:
        ThanksSheet(parent, note, messages).open()


class ThanksSheet(Dialog):
    """Saves a draft that any mail program opens. Nothing is sent from here."""

    def __init__(self, parent: QWidget, note: ThankYou, messages: Messages) -> None:
        super().__init__(parent, title=_("Thank everybody"), primary=_("Save as .eml…"), icon="save")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._note, self._messages = note, messages
        self.subject: Field = line("subject", _("Subject"))
        self.words: Field = text("body", _("Message"), rows=14)
        self.subject.write(note.subject)
        self.words.write(note.body)
        column = QVBoxLayout(self.body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(10))
        for sentence in _receivers(note):
            column.addWidget(label(sentence, "text2", wrap=True))
        column.addWidget(self.subject)
        column.addWidget(self.words)
        column.addStretch(1)
        self.setMinimumWidth(theme().px(620))
        self.accepted_now.connect(self._save)

    def changed(self) -> bool:
        return self.note != self._note

    @property
    def note(self) -> ThankYou:
        """As it stands in the sheet."""
        return replace(self._note, subject=self.subject.read(), body=self.words.read())

    def _save(self) -> None:
        note = self.note
        file = ask_where_to_save(
            self, _("Save the e-mail draft"), portable_name(note.subject, ".eml"), _("E-mail draft")
        )
        if file is None:
            return
        try:
            save_eml(note, file)
        except UserError as error:
            self.fail(error)
            return
        self._note = note
        self._messages.done(_("The thank-you note is there. Open it in your mail program to send it."))
        self.finish()


def _receivers(note: ThankYou) -> list[str]:
    known = [one.name for one in note.to if one.email]
    unknown = [one.name for one in note.to if not one.email]
    found = []
    if known:
        found.append(_("To {people}").format(people=format_list(known)))
    if unknown:
        words = _("No e-mail address is known of {people}. They are named in the text.")
        found.append(words.format(people=format_list(unknown)))
    return found or [_("Nobody is named on this job order. Add the receivers in your mail program.")]
