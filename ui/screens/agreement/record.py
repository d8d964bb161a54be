"""The sheet that records one signature: who, when and how, with its evidence."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QStackedWidget, QVBoxLayout, QWidget

from desktop.domain.agreement import Agreement, SignMethod, SignOff
from desktop.domain.roles import Role
from desktop.errors import InvalidInputError, UserError
from desktop.i18n import N_, _
from desktop.services.files import read_scan
from ui.background import run
from ui.fields import Field, date_field, line, text
from ui.screens.agreement.view import View
from ui.theme import label, theme
from ui.widgets.buttons import Button
from ui.widgets.dialog import Dialog
from ui.widgets.file_choice import ask_for_file
from ui.widgets.file_drop import FileDrop
from ui.widgets.side_mark import SideMark
from ui.widgets.signature_pad import SignaturePad
from ui.widgets.wrap import Wrap

SCAN_ENDINGS = (".pdf", ".png", ".jpg", ".jpeg")
_DROP = N_("Drop the scan of the signed page here: PDF, PNG or JPEG.")
_METHODS = {
    SignMethod.INK: N_("In ink, with scan"),
    SignMethod.ON_SCREEN: N_("On screen"),
    SignMethod.EMAIL: N_("By e-mail"),
}


def _nothing(_value: object) -> None:
    """Evidence comes from the user alone: nothing is ever written into its field."""


Scanned = tuple[str, bytes]


@dataclass(frozen=True)
class Recorder:
    """What the sheet needs from outside: `record` keeps the signature, `clock` gives the present."""

    record: Callable[[SignOff, Scanned | None], Agreement]
    clock: Callable[[], datetime]
    recorded: Callable[[Agreement], object]

    def today(self) -> date:
        return self.clock().astimezone().date()


class RecordSheet(Dialog):
    """Records the sign-off of `role` on the version of `view`."""

    def __init__(self, parent: QWidget, view: View, role: Role, recorder: Recorder) -> None:
        super().__init__(
            parent,
            title=_("Record sign-off of version {number}").format(number=view.chosen.number),
            primary=_("Record"),
            icon="file-signature",
        )
        self._role, self._recorder = role, recorder
        self._scan: Scanned | None = None
        named = view.chosen.content.participant(role) if view.chosen.content else None
        agency, client = view.party_names
        self.name, self.job_title = line("name", _("Name")), line("title", _("Title"))
        self.authority, self.signed_on = line("authority", _("Authority to sign")), date_field("signed_on", _("Date"))
        self.drop = FileDrop(_(_DROP), _("Choose file…"))
        self.pad = SignaturePad()
        self.scan = Field("scan", _("Scan"), self.drop, lambda: self._scan, _nothing, titled=False)
        self.drawing = Field("drawing", _("Signature"), self.pad, lambda: self.pad.strokes, _nothing, titled=False)
        self.email = text("email_reference", _("Which message: sender, date and subject"), rows=3)
        self.fields = {
            f.name: f
            for f in (
                self.name, self.job_title, self.authority, self.signed_on, self.scan, self.drawing, self.email
            )
        }  # fmt: skip
        for field, value in (
            (self.name, named.name if named else ""),
            (self.job_title, named.title if named else ""),
            (self.authority, named.authority if named else ""),
            (self.signed_on, recorder.today()),
        ):
            field.write(value)
        party = agency if role.side == "agency" else client
        side = SideMark(
            "agency" if role.side == "agency" else "client",
            _("For {party} · {role}").format(party=party, role=_(role.label)),
        )
        self._lay_out(side)
        self._began_with = self._typed()
        self.accepted_now.connect(self._record)
        self.drop.chosen.connect(self.take_file)
        self.drop.asked.connect(self._choose_file)
        self.name.editor.setFocus()

    @property
    def method(self) -> SignMethod:
        """How it was signed, as chosen."""
        return list(SignMethod)[self._group.checkedId()]

    def changed(self) -> bool:
        return self._typed() != self._began_with

    def take_file(self, file: Path) -> None:
        """Look at a dropped or chosen file, and hold it if it is a scan."""
        self.primary.setEnabled(False)
        self.drop.say(_("Looking at {name}…").format(name=file.name))
        run(self, partial(read_scan, file), self._hold, self._refuse)

    def showEvent(self, event: QShowEvent) -> None:
        """Tab goes to the way that is chosen, from the first time on; Qt sees to it from the second."""
        super().showEvent(event)
        for button in self._group.buttons():
            if not button.isChecked():
                button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    # -- inside -----------------------------------------------------------------------------------------------------

    def _lay_out(self, side: SideMark) -> None:
        look = theme()
        column = self.column
        column.setSpacing(look.px(8))
        column.addWidget(side)
        for pair in ((self.name, self.job_title), (self.authority, self.signed_on)):
            row = QHBoxLayout()
            row.setSpacing(look.px(12))
            for field in pair:
                row.addWidget(field, stretch=1)
            column.addLayout(row)
        column.addWidget(label(_("How"), "text2"))
        radios: list[QRadioButton] = []
        self._group, self._pages = QButtonGroup(self), QStackedWidget()
        evidence = (self.scan, self._with_clear(), self.email)
        for place, (method, page) in enumerate(zip(SignMethod, evidence, strict=True)):
            button = QRadioButton(_(_METHODS[method]))
            button.setAccessibleName(_("Signed: {how}").format(how=_(_METHODS[method])))
            self._group.addButton(button, place)
            radios.append(button)
            self._pages.addWidget(page)
        self._group.idClicked.connect(self._pages.setCurrentIndex)
        self._group.button(0).setChecked(True)
        column.addWidget(Wrap(*radios))
        column.addWidget(self._pages)
        column.addStretch(1)
        self.setMinimumWidth(look.px(580))

    def _with_clear(self) -> QWidget:
        """The box to sign in, a button to wipe it, and what to do without a mouse."""
        whole = QWidget()
        clear = Button(_("Clear"), "x")
        clear.setAutoDefault(False)
        clear.setAccessibleName(_("Clear the signature box"))
        clear.clicked.connect(self.pad.clear)
        below = QHBoxLayout()
        below.setSpacing(theme().px(12))
        below.addWidget(clear)
        below.addWidget(
            label(_("Without mouse, pen or touch: choose “In ink, with scan” or “By e-mail”."), "small", wrap=True),
            stretch=1,
        )
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(6))
        column.addWidget(self.drawing)
        column.addLayout(below)
        return whole

    def _typed(self) -> tuple[object, ...]:
        return (*(field.read() for field in self.fields.values()), self.method)

    def _choose_file(self) -> None:
        file = ask_for_file(self, _("Choose the scan"), _("Scans"), SCAN_ENDINGS)
        if file is not None:
            self.take_file(file)

    def _hold(self, scan: Scanned) -> None:
        self._scan = scan
        size = -(-len(scan[1]) // 1024)
        self.drop.say(_("{name}, {size} KB").format(name=scan[0], size=size), "file-check")
        self.scan.set_problem("")
        self.primary.setEnabled(True)

    def _refuse(self, error: UserError) -> None:
        self._scan = None
        self.drop.say(_(_DROP))
        self.scan.set_problem(str(error))
        self.primary.setEnabled(True)

    def _record(self) -> None:
        signed_on = self.signed_on.read()
        if signed_on is None:
            self._show_problems({"signed_on": _("Please give the day of the signature.")})
            return
        method = self.method
        sign_off = SignOff(
            role=self._role,
            name=self.name.read(),
            title=self.job_title.read(),
            authority=self.authority.read(),
            method=method,
            signed_on=signed_on,
            recorded_at=self._recorder.clock(),
            drawing=self.pad.strokes if method == SignMethod.ON_SCREEN else (),
            email_reference=self.email.read() if method == SignMethod.EMAIL else "",
        )
        self.primary.setEnabled(False)
        self.drop.setEnabled(False)  # no other file is asked for by a sheet that is about to go
        scan = self._scan if method == SignMethod.INK else None
        run(self, partial(self._recorder.record, sign_off, scan), self._done, self._failed)

    def _done(self, agreement: Agreement) -> None:
        self.finish()
        self._recorder.recorded(agreement)

    def _failed(self, error: UserError) -> None:
        self.primary.setEnabled(True)
        self.drop.setEnabled(True)
        if isinstance(error, InvalidInputError):
            self._show_problems(error.problems)
        else:
            self._show_problems({})
            self.fail(error)

    def _show_problems(self, problems: dict[str, str]) -> None:
        for name, field in self.fields.items():
            field.set_problem(problems.get(name, ""))
        wrong = [field for field in self.fields.values() if field.problem]
        if wrong:
            wrong[0].editor.setFocus()
        if left := [sentence for name, sentence in problems.items() if name not in self.fields]:
            self.fail("\n".join(left))
