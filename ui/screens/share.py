"""The sheet that shares a meeting: exactly what leaves, and the ways for it to leave."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QStackedWidget, QTabBar, QWidget

from desktop.app import App
from desktop.domain.invitation import private_topics
from desktop.domain.meetings import Meeting
from desktop.domain.minutes import Minutes
from desktop.errors import UserError
from desktop.formats import format_date, format_number
from desktop.i18n import _, ngettext
from desktop.services.files import save
from ui.background import run
from ui.commands import key_sequence, key_text
from ui.messages import Messages
from ui.theme import label, theme
from ui.widgets.buttons import Button
from ui.widgets.dialog import Dialog
from ui.widgets.file_choice import ask_where_to_save, portable_name
from ui.widgets.inputs import LineEdit
from ui.widgets.pdf_preview import PdfPreview
from ui.widgets.wrap import Wrap

TURN = "F8"


def open_share(parent: QWidget, app: App, meeting_id: UUID, messages: Messages) -> None:
    """Show the sheet, or say why there is none. What is typed has to be saved before."""
    try:
        sheet = ShareSheet(parent, app, meeting_id, messages)
    except UserError as error:
        messages.error(error)
    else:
        sheet.open()


class ShareSheet(Dialog):
    """The minutes as they leave; what is private is counted and not there. Raises NotFoundError."""

    def __init__(self, parent: QWidget, app: App, meeting_id: UUID, messages: Messages) -> None:
        self._app, self._id, self._messages = app, meeting_id, messages
        self._meeting = app.meetings.get(meeting_id)
        minutes = app.sharing.minutes(meeting_id)
        super().__init__(
            parent,
            title=_("Share {meeting}").format(meeting=self._meeting.heading),
            primary=_("Save minutes as PDF…"),
            icon="download",
            cancel=False,
        )
        self._stem = f"{minutes.reference or minutes.client_short} {minutes.begins.date().isoformat()}"
        self._pdf = b""
        self.left_out = label(_left_out(minutes, self._meeting), "text2", wrap=True)
        self.preview = PdfPreview(_("Minutes"))
        self.ways, self.words, self._front = QTabBar(), QPlainTextEdit(), QStackedWidget()
        self.confirmed = label("", "text2", wrap=True)
        self.by = LineEdit()
        self.confirm = Button(_("Note it"), "check", key_text("Ctrl+K"))
        self._lay_out()
        self._add_ways()
        self._show_confirmed(self._meeting)
        self.resize(theme().px(760), min(theme().px(640), parent.window().height() - theme().px(16)))
        self.primary.setEnabled(False)
        self._draw()
        self.preview.pages.setFocus()

    def changed(self) -> bool:
        return bool(self.by.text().strip())

    # -- the ways out -----------------------------------------------------------------------------------------------

    def save_pdf(self) -> None:
        """The very bytes that are shown."""
        if self._pdf:
            self._save(_("Save the minutes"), _("{meeting} minutes"), ".pdf", _("PDF"), lambda: self._pdf)

    def save_email(self) -> None:
        """The minutes as a draft that any mail program opens, to the others who took part."""
        make = partial(self._app.sharing.minutes_eml, self._id)
        self._save(_("Save the e-mail draft"), _("{meeting} minutes"), ".eml", _("E-mail draft"), make)

    def save_invitation(self) -> None:
        """For a calendar; saved again after a change it updates the same event."""
        make = partial(self._app.sharing.invitation, self._id)
        self._save(_("Save the invitation"), _("{meeting} invitation"), ".ics", _("Calendar file"), make)

    def email_invitation(self) -> None:
        """The invitation as a draft to the others who take part."""
        make = partial(self._app.sharing.invitation_eml, self._id)
        self._save(_("Save the e-mail draft"), _("{meeting} invitation"), ".eml", _("E-mail draft"), make)

    def save_due_dates(self) -> None:
        """The job order's promises and the actions that have a day, for a calendar."""
        if (job := self._meeting.job_order_id) is not None:
            make = partial(self._app.sharing.due_dates_ics, job)
            self._save(_("Save the due dates"), _("{meeting} due dates"), ".ics", _("Calendar file"), make)

    def note_confirmed(self) -> None:
        """The client confirmed what was said: it is on the minutes from now on."""
        if not self.by.text().strip():
            self.by.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        try:
            saved = self._app.meetings.confirm(self._id, self.by.text())
        except UserError as error:
            self.fail(error)
            return
        self.by.clear()
        self._show_confirmed(saved)
        self._draw()
        self._turn(self.ways.currentIndex())
        self._messages.done(_("Noted that {name} confirmed the minutes.").format(name=saved.confirmed_by))

    def _save(self, title: str, name: str, ending: str, kind: str, make: Callable[[], bytes]) -> None:
        file = ask_where_to_save(self, title, portable_name(name.format(meeting=self._stem), ending), kind)
        if file is not None:
            told = _("Saved as {name}.").format(name=file.name)
            run(self, lambda: save(file, make()), lambda _none: self.bar.say(told, "ok"), self.fail)

    # -- what is shown ----------------------------------------------------------------------------------------------

    def _draw(self) -> None:
        render = partial(self._app.sharing.minutes_pdf, self._id)
        run(self, render, self._show, lambda error: self.preview.say(str(error)))

    def turn(self) -> None:
        """From the paper to the text of the e-mail, to that of the invitation, and back."""
        self.ways.setCurrentIndex((self.ways.currentIndex() + 1) % self.ways.count())
        (self.words if self._front.currentIndex() else self.preview.pages).setFocus()

    def _turn(self, place: int) -> None:
        self._front.setCurrentIndex(int(place > 0))
        if place:
            make = (self._app.sharing.minutes_email, self._app.sharing.invitation_email)[place - 1]
            run(self, partial(make, self._id), partial(self._show_words, place), self.fail)

    def _show_words(self, place: int, words: str) -> None:
        if place == self.ways.currentIndex():
            self.words.setPlainText(words)

    def _show(self, pdf: bytes) -> None:
        self._pdf = pdf
        self.primary.setEnabled(True)
        self.preview.show_pdf(pdf)

    def _show_confirmed(self, meeting: Meeting) -> None:
        said = _("Not confirmed by the client yet.")
        if meeting.confirmed_on:
            said = _("Confirmed by {name} on {date}.").format(
                name=meeting.confirmed_by, date=format_date(meeting.confirmed_on)
            )
        self.confirmed.setText(said)

    # -- building ---------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.by.setAccessibleName(_("Confirmed by"))
        self.by.setPlaceholderText(_("Confirmed by"))
        self.by.returnPressed.connect(self.note_confirmed)
        self.confirm.setAutoDefault(False)
        self.confirm.clicked.connect(self.note_confirmed)
        row = QHBoxLayout()
        row.setSpacing(theme().px(8))
        row.addWidget(self.confirmed, stretch=1)
        row.addWidget(self.by)
        row.addWidget(self.confirm)
        column = self.column
        column.setSpacing(theme().px(8))
        column.addWidget(self.left_out)
        invitation = _("Cancellation") if self._meeting.cancelled_at else _("Invitation")
        for words in (_("Paper"), _("E-mail"), invitation):
            self.ways.addTab(words)
        self.ways.setAccessibleName(_("What leaves"))
        self.ways.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.ways.setElideMode(Qt.TextElideMode.ElideNone)
        self.ways.setToolTip(TURN)
        self.ways.currentChanged.connect(self._turn)
        self.words.setReadOnly(True)
        self.words.setTabChangesFocus(True)
        self.words.setAccessibleName(_("What leaves"))
        for part in (self.preview, self.words):
            self._front.addWidget(part)
        column.addWidget(self.ways)
        column.addWidget(self._front, stretch=1)
        column.addLayout(row)

    def _add_ways(self) -> None:
        self.email = Button(_("E-mail draft…"), "mail", key_text("Ctrl+E"))
        off = self._meeting.cancelled_at is not None
        file = _("Cancellation (.ics)…") if off else _("Invitation (.ics)…")
        email = _("Cancellation as e-mail…") if off else _("Invitation as e-mail…")
        self.invite = Button(file, "calendar", key_text("Ctrl+I"))
        self.invite_by_email = Button(email, "mail", key_text("Ctrl+M"))
        self.due = Button(_("Due dates (.ics)…"), "calendar", key_text("Ctrl+D"))
        if self._meeting.job_order_id is None:
            self.due.hide()
        close = Button(_("Close"))
        for button, do, key in (
            (close, self.reject, ""),
            (self.email, self.save_email, "Ctrl+E"),
            (self.invite, self.save_invitation, "Ctrl+I"),
            (self.invite_by_email, self.email_invitation, "Ctrl+M"),
            (self.due, self.save_due_dates, "Ctrl+D"),
        ):
            button.setAutoDefault(False)
            button.clicked.connect(do)
            if key:
                QShortcut(QKeySequence(key), self, do)
        self.column.addWidget(Wrap(self.invite, self.invite_by_email, self.due))
        self.buttons.insertWidget(0, close)
        self.buttons.insertWidget(self.buttons.count() - 1, self.email)
        self.primary.setToolTip(key_text("Ctrl+S"))
        for key in (TURN, "Ctrl+Tab"):
            QShortcut(key_sequence(key), self, self.turn)
        QShortcut(QKeySequence("Ctrl+S"), self, self.save_pdf)
        QShortcut(QKeySequence("Ctrl+K"), self, self.note_confirmed)
        self.accepted_now.connect(self.save_pdf)


def _left_out(minutes: Minutes, meeting: Meeting) -> str:
    """How much stays private: of the notes, which is not on the paper shown, and of the agenda in an invitation."""
    n, topics = minutes.left_out, private_topics(meeting)
    said = [_("This is what leaves. No line of the notes is private.")]
    if n:
        said = [
            ngettext(
                "This is what leaves. {n} private line is left out.",
                "This is what leaves. {n} private lines are left out.",
                n,
            ).format(n=format_number(n))
        ]
    if topics:
        words = ngettext(
            "The invitation leaves out {n} private topic of the agenda.",
            "The invitation leaves out {n} private topics of the agenda.",
            topics,
        )
        said.append(words.format(n=format_number(topics)))
    return "\n".join(said)
