"""The thank-you note: whom it goes to and what it says, to be changed before it leaves."""

from dataclasses import replace
from uuid import UUID

from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from desktop.app import App
from desktop.domain.thanks import ThankYou
from desktop.errors import UserError
from desktop.formats import format_list
from desktop.i18n import _
from desktop.services.reminders import Way
from ui.messages import Messages, messages_of
from ui.widgets.message_sheet import MessageSheet, Opener


def open_thanks(parent: QWidget, app: App, job_order_id: UUID) -> None:
    """Show the note for a job order that is filled, or say why not."""
    messages = messages_of(parent)
    try:
        note = app.wins.thanks(job_order_id)
    except UserError as error:
        messages.error(error)
    else:
        ThanksSheet(parent, note, messages).open()


class ThanksSheet(MessageSheet):
    """Opened in the mail program, copied, or saved as a draft."""

    def __init__(
        self, parent: QWidget, note: ThankYou, messages: Messages, *, open_url: Opener = QDesktopServices.openUrl
    ) -> None:
        super().__init__(parent, title=_("Thank everybody"), open_url=open_url)
        self._note, self._messages = note, messages
        for part in (self.to, self.subject, self.words):
            self.column.addWidget(part)
        self.column.addStretch(1)
        self.show_message(note, "\n".join(_receivers(note)))

    def changed(self) -> bool:
        return self.message != self._note

    @property
    def message(self) -> ThankYou:
        return replace(self._note, subject=self.subject.read(), body=self.words.read())

    def sent(self, way: Way) -> None:
        told = {
            Way.MAIL: _("The thank-you note is open in your mail program."),
            Way.COPIED: _("The thank-you note is copied."),
            Way.FILE: _("The thank-you note is there. Open it in your mail program to send it."),
        }
        self._note = self.message
        self._messages.done(told[way])
        self.finish()


def _receivers(note: ThankYou) -> list[str]:
    known = [one.name for one in note.to if one.email]
    unknown = [one.name for one in note.to if not one.email]
    found = []
    if known:
        found.append(_("To {people}").format(people=format_list(known)))
    if unknown:
        words = _("No e-mail address is known of {people}. They are named in the text.")
        found.append(words.format(people=format_list(unknown).rstrip(".")))
    return found or [_("Nobody is named on this job order. Add the receivers in your mail program.")]
