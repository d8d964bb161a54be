"""What stands above the steps: that a version is signed and frozen, or over, or that the job order was passed."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.domain.agreement import AgreementState
from desktop.domain.canonical import short
from desktop.formats import format_date
from desktop.i18n import _
from ui.commands import key_text
from ui.icons import pixmap
from ui.messages import announce
from ui.screens.agreement.view import View, state_look, state_words
from ui.theme import label, set_role, theme
from ui.widgets.buttons import Button
from ui.widgets.wrap import Wrap


class StatusCard(QFrame):
    """The state of the version in words, its fingerprint, and what follows from it."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._icon, self._title = QLabel(), label("", "strong", wrap=True)
        self._look = ("muted", "history")
        self._words = label("", "text2", wrap=True)
        self._fingerprint = label("", "strong")
        self._fingerprint_title = label(_("Fingerprint"), "text2")
        self._code = ""
        self.copy = Button("", "copy", quiet=True)
        self.copy.setAccessibleName(_("Copy the fingerprint"))
        self.copy.setToolTip(_("Copy the fingerprint"))
        self.copy.clicked.connect(self._copy)
        self.amend = Button("", "square-pen")
        self.amend.setToolTip(key_text("Ctrl+M"))
        self.open_search = Button(_("Open the search"), "search", primary=True)
        self.letter = Button(_("The letter…"), "mail", key_text("Ctrl+L"), primary=True)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(*[theme().px(12)] * 4)
        column.setSpacing(theme().px(8))
        top = QHBoxLayout()
        top.setSpacing(theme().px(8))
        top.addWidget(self._icon)
        top.addWidget(self._title, stretch=1)
        column.addLayout(top)
        column.addWidget(self._words)
        code = QHBoxLayout(with_copy := QWidget())
        code.setContentsMargins(0, 0, 0, 0)
        code.addWidget(self._fingerprint)
        code.addWidget(self.copy)
        self._code_row = Wrap(self._fingerprint_title, with_copy)
        column.addWidget(self._code_row)
        for button in (self.open_search, self.amend, self.letter):
            column.addWidget(button, alignment=Qt.AlignmentFlag.AlignLeading)
        theme().changed.connect(self._tint)

    def show_view(self, view: View) -> None:
        """Say where the version stands."""
        agreement = view.chosen
        tone, icon = state_look(agreement)
        title, words = self._words_for(view)
        if view.is_passed:
            tone, icon = "soon", "circle-slash"
        self._look = (tone, icon)
        self._title.setText(title)
        set_role(self._title, tone if tone in {"ok", "soon"} else "strong")
        self._words.setText(words)
        self._words.setVisible(bool(words))
        self._code = short(agreement.content.fingerprint) if agreement.content else ""
        self._fingerprint.setText(self._code)
        self._code_row.setVisible(bool(self._code))
        self.amend.setText(_("Amend: begin version {number}").format(number=view.next_number))
        self.amend.setVisible(view.may_amend)
        self.open_search.setVisible(view.may_open_search)
        self.letter.setVisible(view.is_passed)
        self.setVisible(view.is_passed or not view.is_unfixed)
        self._tint()

    def _words_for(self, view: View) -> tuple[str, str]:
        agreement = view.chosen
        if view.is_passed:
            return _("This job order was passed."), _("The letter says so courteously, as a PDF or an e-mail draft.")
        match agreement.state:
            case AgreementState.SIGNED:
                since = agreement.effective_from
                words = _("In force from {date}.").format(date=format_date(since)) if since else ""
                return _("Version {number} is signed and frozen.").format(number=agreement.number), words
            case AgreementState.AGREED:
                words = _("Both sides sign these words; signatures are recorded below.")
                return _("Version {number} is agreed and fixed.").format(number=agreement.number), words
            case AgreementState.REPLACED | AgreementState.WITHDRAWN:
                return state_words(agreement), _(
                    "Kept as it was. It can be saved and printed."
                ) if view.has_page else ""
            case _:
                return "", ""

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._code)
        announce(self, _("Copied"))

    def _tint(self) -> None:
        self._icon.setPixmap(pixmap(self._look[1], color=self._look[0]))
