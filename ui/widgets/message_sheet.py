"""A sheet with a message: whom it goes to and what it says, then on to the mail program, the clipboard or a file."""

from collections.abc import Callable
from pathlib import Path
from tempfile import mkdtemp

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from desktop.errors import UserError
from desktop.i18n import _
from desktop.services.drafts import Message, mailto, save_eml
from desktop.services.reminders import Way
from ui.commands import key_text
from ui.fields import Field, line, text
from ui.theme import label, theme
from ui.widgets.buttons import Button
from ui.widgets.dialog import Dialog
from ui.widgets.file_choice import ask_where_to_save, portable_name

Opener = Callable[[QUrl], bool]
"""Hands an address to the system; False where nothing there takes it."""


class MessageSheet(Dialog):
    """Enter opens the message in the mail program, or copies it where no address is known. Nothing is sent from here.

    Subclasses fill `column`, `show_message`, give the `message` as it stands in the sheet, and are told of `sent`.
    """

    def __init__(self, parent: QWidget, *, title: str, open_url: Opener) -> None:
        super().__init__(parent, title=title, primary=_("Open in mail program"), icon="mail")
        self._open_url = open_url
        self.to = label("", wrap=True)
        self.to.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.subject: Field = line("subject", _("Subject"))
        self.words: Field = text("body", _("Message"), rows=13)
        self._add_ways()
        self.setMinimumWidth(theme().px(620))

    @property
    def message(self) -> Message:
        """What would be sent now."""
        raise NotImplementedError

    def sent(self, way: Way) -> None:
        """It left this program."""
        raise NotImplementedError

    def show_message(self, message: Message, to: str) -> None:
        """Write it into the sheet; `to` says who gets it."""
        self.to.setText(to)
        self.primary.setVisible(bool(message.receivers))
        self.subject.write(message.subject)
        self.words.write(message.body)
        (self.primary if message.receivers else self.copy).setDefault(True)

    def open_mail(self) -> None:
        """In the mail program; by way of a draft where it is too long for a link, or no link is taken."""
        message = self.message
        if not message.receivers:
            self.copy_text()
            return
        link = mailto(message)
        if link and self._open_url(QUrl.fromEncoded(link.encode(), QUrl.ParsingMode.StrictMode)):
            self.sent(Way.MAIL)
            return
        try:
            folder = Path(mkdtemp(prefix="countersign-"))  # of its own: a draft that is still open is not replaced
            file = folder / portable_name(message.subject, ".eml")
            save_eml(message, file)
        except (OSError, UserError) as error:
            self.fail(error)
            return
        if self._open_url(QUrl.fromLocalFile(str(file))):
            self.sent(Way.FILE)
        else:
            self.fail(_("No mail program answers on this computer. Copy the message, or save it as a file."))

    def copy_text(self) -> None:
        """On the clipboard, with its subject."""
        QGuiApplication.clipboard().setText(f"{self.message.subject}\n\n{self.message.body}")
        self.sent(Way.COPIED)

    def save_file(self) -> None:
        """As a draft that any mail program opens."""
        message = self.message
        file = ask_where_to_save(
            self, _("Save the e-mail draft"), portable_name(message.subject, ".eml"), _("E-mail draft")
        )
        if file is None:
            return
        try:
            save_eml(message, file)
        except UserError as error:
            self.fail(error)
        else:
            self.sent(Way.FILE)

    def _add_ways(self) -> None:
        self.copy = Button(_("Copy"), "copy", key_text("Ctrl+Shift+C"))
        self.save = Button(_("Save as .eml…"), "save", key_text("Ctrl+S"))
        for button, do, key in (
            (self.save, self.save_file, "Ctrl+S"),
            (self.copy, self.copy_text, "Ctrl+Shift+C"),
        ):
            button.setAutoDefault(False)
            button.clicked.connect(do)
            self.buttons.insertWidget(0, button)
            QShortcut(QKeySequence(key), self, do)
        self.accepted_now.connect(self.open_mail)
