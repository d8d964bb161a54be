"""The Agreement tab: the page as it will be printed, and beside it check, save or print, and record sign-off."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from desktop.app import App
from desktop.changes import Changes
from desktop.domain.agreement import Agreement, SignOff
from desktop.domain.process import Process
from desktop.domain.roles import Role
from desktop.errors import NotFoundError, UserError
from desktop.i18n import _
from ui.bridge import Bridge
from ui.commands import Command, Commands
from ui.form import Form
from ui.messages import confirm, messages_of
from ui.screen import Screen
from ui.screens.agreement.page import AgreementPage
from ui.screens.agreement.record import Recorder, RecordSheet
from ui.screens.agreement.scans import ScanSheet
from ui.screens.agreement.status import StatusCard
from ui.screens.agreement.steps import CheckStep, PaperStep, SignStep
from ui.screens.agreement.view import View, newest, version_words
from ui.theme import theme
from ui.widgets.ask_sheet import AskSheet
from ui.widgets.inputs import ComboBox
from ui.widgets.wrap import Column, Wrap

_KINDS = ("job_order", "process", "agreement", "client", "person", "agency")


class AgreementScreen(Screen):
    """The target is a job order's id. `saved_at` tells when dates were saved; `show_letter` shows a pass letter."""

    saved_at = Signal(datetime)

    def __init__(self, app: App, bridge: Bridge, commands: Commands, show_letter: Callable[[UUID], object]) -> None:
        super().__init__(bridge)
        self._app, self._show_letter = app, show_letter
        self._job_order_id: UUID | None = None
        self._view: View | None = None
        self._chosen: UUID | None = None  # an older version; None follows the newest
        self.versions, self.page = ComboBox(), AgreementPage(app.agreements)
        self.status, self.check, self.paper, self.sign = StatusCard(), CheckStep(), PaperStep(), SignStep()
        self.dates: Form | None = None
        self._lay_out()
        self._connect(commands)

    # -- what a screen is asked -------------------------------------------------------------------------------------

    def refresh(self) -> None:
        if self._job_order_id is None:
            return
        try:
            self._show(self._ask(self._job_order_id))
        except UserError as error:
            self._view = None
            self.page.say(str(error))

    def concerns(self, changes: Changes) -> bool:
        return any(changes.has(kind) for kind in _KINDS)

    def show_target(self, target: object) -> None:
        if not isinstance(target, UUID) or target == self._job_order_id:
            return
        self.flush()
        self._job_order_id, self._chosen, self._view = target, None, None
        self.page.drop()
        self._side.verticalScrollBar().setValue(0)
        self.mark_stale()

    def panes(self) -> list[QWidget]:
        return [self.page.preview.pages, self._side]

    def flush(self) -> bool:
        return self.dates is None or self.dates.flush()

    # -- showing ----------------------------------------------------------------------------------------------------

    def choose_version(self, id: UUID) -> None:
        """Show that version, older ones too."""
        if self._view is not None:
            self._chosen = None if id == self._view.newest.id else id
            self.refresh()

    def _ask(self, id: UUID) -> View:
        versions = tuple(self._app.agreements.versions(id))
        if not versions:
            raise NotFoundError
        chosen = next((one for one in versions if one.id == self._chosen), newest(versions))
        return View(
            job=self._app.job_orders.get(id),
            versions=versions,
            chosen=chosen,
            process=self._app.processes.get(id),
            gaps=self._app.agreements.gaps(id),
        )

    def _show(self, view: View) -> None:
        self._view = view
        focused = QApplication.focusWidget()
        self.versions.set_choices([(one.id, version_words(one)) for one in view.versions])
        self.versions.choose(view.chosen.id)
        self.versions.setToolTip("" if view.chosen.content is None else view.chosen.content.fingerprint)
        if self.page.paper.value() is None:
            self.page.paper.choose(self._app.agencies.get().paper_size)
        for part in (self.status, self.check, self.paper, self.sign, self.page):
            part.show_view(view)
        self._show_dates(view)
        if focused is not None and self._side.isAncestorOf(focused) and not focused.isVisible():
            self._focus_next_deed()

    def _show_dates(self, view: View) -> None:
        """From when and until when: of a draft only; a fixed version has them on its page."""
        if self.dates is None:
            self.dates = Form(view.process, self._save_dates)
            begins = self.dates.date("effective_from", _("Counts from"))
            self.dates.add(Wrap(begins, self.dates.date("valid_until", _("Valid until"))))
            self.dates.field("effective_from").editor.setToolTip(_("Left out, it counts from the last signature."))
            self.dates.saved_at.connect(self.saved_at)
            self.check.column.addWidget(self.dates)
        if self.dates.saved.job_order_id == view.process.job_order_id:
            self.dates.show_value(view.process)
        else:
            self.dates.load(view.process)
        self.dates.setVisible(view.is_unfixed)

    def _save_dates(self, draft: Process) -> Process:
        return self._app.processes.set_validity(
            draft.job_order_id, valid_until=draft.valid_until, effective_from=draft.effective_from
        )

    def _focus_next_deed(self) -> None:
        """What was focused is gone: go on with what there is to do now."""
        for button in (self.check.agree, *self.sign.record_buttons(), self.status.open_search, self.paper.save):
            if button.isVisible() and button.isEnabled():
                button.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    # -- the page ---------------------------------------------------------------------------------------------------

    def save_pdf(self) -> None:
        """Ask where, and save the very bytes that are shown."""
        if self.flush():
            self.page.save()

    def print_agreement(self) -> None:
        """Ask for a printer, and print the very bytes that are shown."""
        if self.flush():
            self.page.print()

    # -- deeds ------------------------------------------------------------------------------------------------------

    def propose(self) -> None:
        """Note that the draft was put before the client."""
        self._do(self._app.agreements.propose, _("Noted: version {number} was put before the client."))

    def agree(self) -> None:
        """Fix the content."""
        self._do(self._app.agreements.agree, _("Version {number} is agreed and fixed. Now record who signs."))

    def amend(self) -> None:
        """Begin the next version."""
        self._chosen = None
        self._do(self._app.agreements.amend, _("Version {number} has begun. The signed one stays in force until then."))

    def reopen(self) -> None:
        """Make the agreed version a draft again; once somebody signed it, with a reason, under the next number."""
        view = self._view
        if view is None:
            return
        if not view.chosen.sign_offs:
            self._do(self._app.agreements.reopen, _("Version {number} is a draft again."))
            return
        why = _("Somebody signed version {number} already. It is withdrawn, and version {next} begins as a draft.")
        self._ask_reason(
            _("Reopen version {number}").format(number=view.chosen.number),
            _("Reopen"),
            why.format(number=view.chosen.number, next=view.next_number),
            self._app.agreements.reopen,
        )

    def withdraw(self) -> None:
        """Give up the amendment, with a reason."""
        view = self._view
        if view is None or view.in_force is None:
            return
        self._ask_reason(
            _("Withdraw version {number}").format(number=view.chosen.number),
            _("Withdraw"),
            _("The process is again what was signed in version {number}.").format(number=view.in_force.number),
            self._app.agreements.withdraw,
        )

    def open_search(self) -> None:
        """Open the search on a signed agreement."""
        self._do(self._app.job_orders.open_search, _("The search is open."))

    def show_letter(self) -> None:
        """The letter that goes with a pass."""
        if self._view is not None:
            self._show_letter(self._view.job.id)

    def record(self, role: Role | None = None) -> None:
        """The sheet for the signature of `role`, or of the next who has to sign."""
        view = self._view
        if view is None or not view.may_sign:
            return
        role = role or view.chosen.missing()[0]
        keep = partial(self._app.agreements.sign_off, view.chosen.id)
        RecordSheet(self, view, role, Recorder(keep, self._app.clock, self._recorded)).open()

    def _recorded(self, agreement: Agreement) -> None:
        self.refresh()
        if agreement.missing():
            messages_of(self).done(_("The sign-off is recorded."))
        else:
            messages_of(self).done(_("Version {number} is signed and frozen.").format(number=agreement.number))
        self._focus_next_deed()

    def take_back(self, sign_off: SignOff) -> None:
        """Remove a signature that was recorded by mistake."""
        view = self._view
        if view is None or not confirm(
            self,
            _("Take back the sign-off of {name}?").format(name=sign_off.name),
            _("It can be recorded again. The history says that it was taken back."),
            _("Take back"),
        ):
            return
        self._do(
            lambda _id: self._app.agreements.take_back_sign_off(view.chosen.id, sign_off.id),
            _("The sign-off is taken back."),
        )

    def view_scan(self, sign_off: SignOff) -> None:
        """Show a kept scan."""
        if self._view is None or sign_off.scan is None:
            return
        try:
            data = self._app.agreements.scan(self._view.chosen.id, sign_off.scan)
        except UserError as error:
            self._refuse(error)
        else:
            ScanSheet(self, sign_off, data).open()

    def _do(self, act: Callable[[UUID], Any], told: str) -> None:
        if self._view is None or not self.flush():
            return
        try:
            result = act(self._view.job.id)
        except UserError as error:
            self._refuse(error)
            return
        self.refresh()
        messages_of(self).done(told.format(number=getattr(result, "number", "")))

    def _ask_reason(self, title: str, primary: str, why: str, act: Callable[[UUID, str], object]) -> None:
        view = self._view
        if view is None or not self.flush():
            return

        def go(reason: str) -> None:
            act(view.job.id, reason)
            self.refresh()

        AskSheet(self, title=title, explanation=why, field=_("Reason"), primary=primary, do=go).open()

    def _refuse(self, error: UserError) -> None:
        messages_of(self).error(error)

    # -- building ---------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        look = theme()
        self.versions.set_name(_("Version"))
        column = QVBoxLayout(inside := QWidget())
        column.setContentsMargins(look.px(10), 0, look.px(8), 0)
        column.setSpacing(look.px(10))
        for part in (self.versions, self.status, self.check, self.paper, self.sign):
            column.addWidget(part)
        column.addStretch(1)
        self._side = Column(inside, _("Agree, save and sign"))
        split = QSplitter()
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        split.addWidget(self.page)
        split.addWidget(self._side)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        split.setSizes([440, 372])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(split)

    def _connect(self, commands: Commands) -> None:
        self.versions.activated.connect(lambda _row: self.choose_version(self.versions.value()))
        self.sign.record_asked.connect(self.record)
        self.sign.scan_asked.connect(self.view_scan)
        self.sign.take_back_asked.connect(self.take_back)
        group = _("Agreement")

        def add(id: str, words: str, keys: str, icon: str, run: Callable[[], object], may: str = "") -> None:
            def enabled() -> bool:
                return self._view is not None and (not may or bool(getattr(self._view, may)))

            commands.add(Command(id, words, run, tuple(keys.split()), icon, group, enabled), self)

        add(
            "save-agreement",
            _("Save the agreement as PDF…"),
            "Ctrl+S Ctrl+Shift+S",
            "download",
            self.save_pdf,
            "has_page",
        )
        add("print-agreement", _("Print the agreement…"), "Ctrl+P", "printer", self.print_agreement, "has_page")
        add("agree", _("Agree and fix the content"), "Ctrl+G", "handshake", self.agree, "may_agree")
        add("propose", _("Propose to client"), "Ctrl+E", "message-square-text", self.propose, "may_propose")
        add("record", _("Record sign-off…"), "Ctrl+R", "file-signature", self.record, "may_sign")
        add("amend", _("Amend: begin the next version"), "Ctrl+M", "square-pen", self.amend, "may_amend")
        add("reopen", _("Reopen the agreed version…"), "Ctrl+U", "square-pen", self.reopen, "may_reopen")
        add("withdraw", _("Withdraw the amendment…"), "Ctrl+Shift+W", "undo-2", self.withdraw, "may_withdraw")
        add("letter", _("The letter that goes with the pass…"), "Ctrl+L", "mail", self.show_letter, "is_passed")
        for button, run in (
            (self.check.agree, self.agree),
            (self.check.propose, self.propose),
            (self.check.reopen, self.reopen),
            (self.check.withdraw, self.withdraw),
            (self.paper.save, self.save_pdf),
            (self.paper.print, self.print_agreement),
            (self.status.amend, self.amend),
            (self.status.open_search, self.open_search),
            (self.status.letter, self.show_letter),
        ):
            button.clicked.connect(run)
        pages = self.page.preview.pages
        for id, words, key, act in (
            ("page-larger", _("Larger page"), "Ctrl++", lambda: pages.zoom_by(1)),
            ("page-smaller", _("Smaller page"), "Ctrl+-", lambda: pages.zoom_by(-1)),
            ("page-fit", _("Fit the width"), "Ctrl+0", pages.fit_width),
        ):
            commands.add(Command(id, words, act, (key,), group=_("Page")), pages)
