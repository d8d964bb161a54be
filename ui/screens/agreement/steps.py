"""The numbered steps beside the preview: check, save or print, record sign-off. Each shows a `View`."""

from collections.abc import Iterable

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from desktop.domain.agreement import SignOff
from desktop.domain.roles import Role
from desktop.formats import format_date
from desktop.i18n import _
from ui.commands import key_text
from ui.icons import paint_icon, pixmap
from ui.screens.agreement.view import View, agreed_words, signed_icon, signed_words
from ui.theme import ElidedLabel, label, set_role, theme
from ui.widgets.buttons import Button
from ui.widgets.side_mark import SideMark
from ui.widgets.wrap import Wrap


class _Number(QWidget):
    """The step's number in a disc; a tick once it is done."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number, self._done = number, False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_done(self, done: bool) -> None:
        self._done = done
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(24), theme().px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = look.px(22)
        disc = QRectF(1, (self.height() - side) / 2, side, side)
        painter.setPen(QPen(look.color("ok" if self._done else "accent"), 1.5))
        painter.setBrush(look.tint("ok" if self._done else "us"))
        painter.drawEllipse(disc)
        if self._done:
            inset = side * 0.2
            paint_icon(painter, "check", disc.adjusted(inset, inset, -inset, -inset), "ok")
        else:
            painter.setFont(look.font(weight=600))
            painter.setPen(look.color("accent"))
            painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(self._number))


class StepBox(QFrame):
    """A numbered step: its title, how far it is, and below what there is to do."""

    def __init__(self, number: int, title: str) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self.setAccessibleName(_("Step {number}: {title}").format(number=number, title=title))
        self._number, self._side = _Number(number), ElidedLabel("", "text2")
        self._head = QHBoxLayout()
        self._head.addWidget(self._number)
        self._head.addWidget(label(title, "heading"))
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._top.addLayout(self._head)
        self._top.addStretch(1)
        self._top.addWidget(self._side)
        for row in (self._head, self._top):
            row.setSpacing(theme().px(8))
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(*[theme().px(12)] * 4)
        self.column.setSpacing(theme().px(8))
        self.column.addLayout(self._top)

    def say(self, words: str, *, done: bool) -> None:
        """How far it is."""
        self._side.setText(words)
        set_role(self._side, "ok" if done else "text2")
        self._number.set_done(done)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()
        super().resizeEvent(event)

    def _arrange(self) -> None:
        """How far it is stands beside the title where there is room for both, else below."""
        wanted = self._head.sizeHint().width() + self._side.sizeHint().width() + theme().px(40)
        beside = wanted <= self.width()
        self._top.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)


class CheckStep(StepBox):
    """Whether all is agreed, and fixing it."""

    def __init__(self) -> None:
        super().__init__(1, _("Check"))
        self._gaps = QVBoxLayout()
        self._gaps.setSpacing(theme().px(4))
        self._gap_rows: list[_Gap] = []
        self._shown: tuple[str, ...] = ()
        self._fixed = label("", "text2", wrap=True)
        self.agree = Button(_("Agree and fix the content"), "handshake")
        self.propose = Button(_("Propose to client"), "message-square-text", key_text("Ctrl+E"))
        self.reopen = Button(_("Reopen…"), "square-pen", key_text("Ctrl+U"))
        self.withdraw = Button(_("Withdraw the amendment…"), "undo-2")
        self.agree.setToolTip(key_text("Ctrl+G"))
        self.withdraw.setToolTip(key_text("Ctrl+Shift+W"))
        self.column.addLayout(self._gaps)
        self.column.addWidget(self._fixed)
        for button in (self.agree, self.propose, self.reopen, self.withdraw):
            self.column.addWidget(button, alignment=Qt.AlignmentFlag.AlignLeading)

    def show_view(self, view: View) -> None:
        """Show how far the version is agreed."""
        self.setVisible(view.has_page)
        agreed, steps = view.steps
        self.say(agreed_words(agreed, steps), done=not view.is_unfixed)
        self._show_gaps(view.gaps if view.is_unfixed else ())
        content = view.chosen.content
        self._fixed.setVisible(content is not None or (view.is_unfixed and not view.gaps))
        if content is not None:
            self._fixed.setText(_("Fixed as of {date}.").format(date=format_date(content.dated)))
        else:
            self._fixed.setText(_("Nothing is open. Fix the content, so that both sides sign the same words."))
        self.agree.setVisible(view.is_unfixed and not view.is_passed)
        self.agree.setEnabled(view.may_agree)
        self.agree.set_primary(view.may_agree)
        self.propose.setVisible(view.may_propose)
        self.reopen.setVisible(view.may_reopen)
        self.withdraw.setVisible(view.may_withdraw)

    def _show_gaps(self, gaps: tuple[str, ...]) -> None:
        if gaps == self._shown:
            return
        self._shown = gaps
        for _more in gaps[len(self._gap_rows) :]:
            self._gap_rows.append(_Gap())
            self._gaps.addWidget(self._gap_rows[-1])
        for place, row in enumerate(self._gap_rows):
            row.say(gaps[place] if place < len(gaps) else "")


class _Gap(QWidget):
    """One thing that keeps the version from being agreed. Made once and used again: making widgets takes long."""

    def __init__(self) -> None:
        super().__init__()
        self._icon, self._sentence = QLabel(), label("", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(6))
        row.addWidget(self._icon, alignment=Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._sentence, stretch=1)
        theme().changed.connect(self._tint)
        self._tint()

    def say(self, sentence: str) -> None:
        """Show this; without words nothing."""
        self._sentence.setText(sentence)
        self.setVisible(bool(sentence))

    def _tint(self) -> None:
        self._icon.setPixmap(pixmap("circle-alert", color="soon"))


class PaperStep(StepBox):
    """The page itself: saved or printed."""

    def __init__(self) -> None:
        super().__init__(2, _("Save or print"))
        self._words = label("", "text2", wrap=True)
        self.save = Button(_("Save PDF…"), "download", key_text("Ctrl+S"))
        self.print = Button(_("Print…"), "printer", key_text("Ctrl+P"))
        self.column.addWidget(self._words)
        self.column.addWidget(Wrap(self.save, self.print))

    def show_view(self, view: View) -> None:
        """Say whether it is a draft that is saved."""
        self.setVisible(view.has_page)
        self._words.setText(_("DRAFT stands across the page until the content is fixed.") if view.is_unfixed else "")
        self._words.setVisible(view.is_unfixed)


class _SignerRow(QWidget):
    """One who has to sign: whose side, who, and whether they did."""

    def __init__(self, role: Role) -> None:
        super().__init__()
        self.role = role
        self.sign_off: SignOff | None = None
        self._icon, self._name = QLabel(), label("", "strong", wrap=True)
        self._state = label("", "text2", wrap=True)
        self._icon_look = ("clock", "muted")
        title = _(role.label)
        self.record = Button(_("Record…"), "file-signature")
        self.scan = Button(_("View scan"), "eye")
        self.back = Button(_("Take back…"), "undo-2", quiet=True)
        self.record.setAccessibleName(_("Record the sign-off of {role}").format(role=title))
        self.scan.setAccessibleName(_("View the scan signed by {role}").format(role=title))
        self.back.setAccessibleName(_("Take back the sign-off of {role}").format(role=title))
        state = QHBoxLayout()
        state.setSpacing(theme().px(6))
        state.addWidget(self._icon, alignment=Qt.AlignmentFlag.AlignTop)
        state.addWidget(self._state, stretch=1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme().px(4), 0, theme().px(4))
        column.setSpacing(theme().px(3))
        column.addWidget(SideMark("agency" if role.side == "agency" else "client", title))
        column.addWidget(self._name)
        column.addLayout(state)
        column.addWidget(Wrap(self.record, self.scan, self.back))
        theme().changed.connect(self._tint)

    def show_view(self, view: View, *, is_next: bool) -> None:
        self.sign_off = done = view.sign_off(self.role)
        name = view.signer(self.role)
        self._name.setText(name)
        self._name.setVisible(bool(name))
        waiting = _("Did not sign") if view.chosen.state.is_over else _("Waiting for the signature")
        self._state.setText(signed_words(done) if done else waiting)
        set_role(self._state, "ok" if done else "text2")
        self._icon_look = (signed_icon(done), "ok") if done else ("clock", "muted")
        self.record.setVisible(view.may_sign and done is None)
        self.record.set_primary(is_next)
        self.record.setToolTip(key_text("Ctrl+R") if is_next else "")
        self.scan.setVisible(done is not None and done.scan is not None)
        self.back.setVisible(view.may_sign and done is not None)
        self._tint()

    def _tint(self) -> None:
        self._icon.setPixmap(pixmap(self._icon_look[0], color=self._icon_look[1]))


class SignStep(StepBox):
    """Who has to sign, and recording that they did."""

    record_asked = Signal(object)  # Role
    scan_asked = Signal(object)  # SignOff
    take_back_asked = Signal(object)  # SignOff

    def __init__(self) -> None:
        super().__init__(3, _("Record sign-off"))
        self._rows: list[_SignerRow] = []
        self._list, self._words = QVBoxLayout(), label("", "text2", wrap=True)
        self.column.addLayout(self._list)
        self.column.addWidget(self._words)

    def show_view(self, view: View) -> None:
        """Show who signed and who has yet to."""
        self.setVisible(view.has_page)
        self._make_rows(view.signers)
        waiting = [role for role in view.signers if view.sign_off(role) is None]
        done = len(view.signers) - len(waiting)
        self.say(_("{done} of {n} signed").format(done=done, n=len(view.signers)), done=not waiting)
        for row in self._rows:
            row.show_view(view, is_next=waiting[:1] == [row.role])
        self._words.setVisible(view.is_unfixed or view.may_sign)
        self._words.setText(
            _("Comes after step 1.")
            if view.is_unfixed
            else _("Version {number} is frozen with the last signature. Changes make version {next}.").format(
                number=view.chosen.number, next=view.chosen.number + 1
            )
        )

    def _make_rows(self, roles: Iterable[Role]) -> None:
        """A row for each role; rows that stand stay, and keep the focus."""
        if [row.role for row in self._rows] == list(roles):
            return
        for row in self._rows:
            row.deleteLater()
        self._rows = [_SignerRow(role) for role in roles]
        for row in self._rows:
            self._list.addWidget(row)
            row.record.clicked.connect(lambda _=False, row=row: self.record_asked.emit(row.role))
            row.scan.clicked.connect(lambda _=False, row=row: self.scan_asked.emit(row.sign_off))
            row.back.clicked.connect(lambda _=False, row=row: self.take_back_asked.emit(row.sign_off))

    def record_buttons(self) -> list[Button]:
        """The buttons that open the sheet, one for each who has to sign."""
        return [row.record for row in self._rows]
