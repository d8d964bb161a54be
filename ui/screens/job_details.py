"""The details of a job order: what is to be filled, on which terms, and who takes part on both sides."""

from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop.app import App
from desktop.changes import Changes
from desktop.domain.job_order import JobOrder, JobState, JobType, PayPeriod, Priority
from desktop.domain.people import Person
from desktop.domain.roles import Role, Side
from desktop.errors import InvalidInputError, NotFoundError
from desktop.i18n import _
from ui.amounts import parse_amount, parse_whole, show_number
from ui.bridge import Bridge
from ui.fields import Field
from ui.form import Form
from ui.icons import pixmap
from ui.messages import messages_of
from ui.paths import get_path
from ui.screen import Screen
from ui.theme import label, theme
from ui.widgets.grade_chip import GradeChip
from ui.widgets.names import told_apart
from ui.widgets.people_grid import PeopleGrid
from ui.widgets.type_ahead import TypeAhead, type_ahead_field
from ui.widgets.wrap import Wrap

_NUMBERS = (
    "pay.lowest",
    "pay.highest",
    "pay.currency",
    "terms_of_business.fee_percent",
    "terms_of_business.payment_days",
    "terms_of_business.ownership_months",
    "terms_of_business.exclusivity_days",
)


class DetailsScreen(Screen):
    """A tab; its target is a job order's id. `saved_at` tells when something was kept."""

    saved_at = Signal(object)

    def __init__(self, app: App, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._app = app
        self._client_view, self._clients_known = False, False
        self.form: Form | None = None
        self.people = PeopleGrid(self._create_person)
        self.grade = GradeChip()
        self._closed = _Note("lock")
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setAccessibleName(_("Details"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(8))
        column.addWidget(self._closed)
        column.addWidget(self._area, stretch=1)

    # -- what a screen is asked -------------------------------------------------------------------------------------

    def show_target(self, target: object) -> None:
        if not isinstance(target, UUID):
            return
        try:
            job = self._app.job_orders.get(target)
        except NotFoundError as error:
            messages_of(self).error(error)
            return
        if self.form is None:
            self._build(job)
        self._offer(job)
        if self.form is not None:
            self.form.load(job)
        self.people.show_problems({})
        self._area.verticalScrollBar().setValue(0)
        self._show_state(job)
        self._show_grade(job)

    def refresh(self) -> None:
        if self.form is None:
            return
        try:
            job = self._app.job_orders.get(self.form.saved.id)
        except NotFoundError:
            return
        self._offer(job)
        self.form.show_value(job)
        self._show_state(job)
        self._show_grade(job)

    def concerns(self, changes: Changes) -> bool:
        if self.form is None:
            return False
        self._clients_known = self._clients_known and not changes.has("client")
        id = self.form.saved.id
        own = changes.has("job_order", id) or changes.has("agreement")
        return own or changes.has("client") or changes.has("person")

    def flush(self) -> bool:
        if self.form is None:
            return True
        self.people.take_typed()
        return self.form.flush()

    def set_client_view(self, on: bool) -> None:
        self._clients_known = self._clients_known and on == self._client_view
        self._client_view = on
        for part in self._private:
            part.setVisible(not on)
        if self.form is not None:
            self._offer(self.form.saved)

    # -- keeping ----------------------------------------------------------------------------------------------------

    def _save(self, draft: JobOrder) -> JobOrder:
        """Another client has other people: those of the one before are left out."""
        if self.form is not None and draft.client_id != self.form.saved.client_id:
            ours = tuple(one for one in draft.involved if one.role.side == Side.AGENCY)
            draft = replace(draft, involved=ours)
        try:
            saved = self._app.job_orders.save(draft)
        except InvalidInputError as error:
            self.people.show_problems(error.problems)
            left = {name: words for name, words in error.problems.items() if not name.startswith("involved.")}
            raise InvalidInputError(left or {"involved": _("Please correct what is marked above.")}) from error
        self.people.show_problems({})
        if self.form is not None and saved.client_id != self.form.saved.client_id:
            self._offer(saved)
        return saved

    def _create_person(self, role: Role, name: str) -> Person:
        client_id = None
        if role.side == Side.CLIENT and self.form is not None:
            client_id = self.form.saved.client_id
        person = self._app.clients.save_person(Person(client_id=client_id, name=name, role=role))
        messages_of(self).done(_("{name} was added to the people.").format(name=person.name))
        return person

    # -- what is shown ----------------------------------------------------------------------------------------------

    def _show_numbers(self) -> None:
        """What was typed as 45k is shown as 45,000 from now on."""
        if self.form is None:
            return
        for name in _NUMBERS:
            field = self.form.field(name)
            if not field.editor.hasFocus():
                field.write(get_path(self.form.saved, name))

    def _offer(self, job: JobOrder) -> None:
        clients = self._app.clients
        self.people.offer(clients.people(None), clients.people(job.client_id))
        if self.form is not None and not self._clients_known:
            self._clients_known = True
            chooser = self.form.field("client_id").editor
            if isinstance(chooser, TypeAhead):
                lines = clients.lines()  # other clients' names are nothing for this one to see
                shown = [line for line in lines if line.id == job.client_id or not self._client_view]
                chooser.set_choices(told_apart([(line.id, line.name) for line in shown]))

    def _show_state(self, job: JobOrder) -> None:
        over = job.state in {JobState.PASSED, JobState.FILLED, JobState.LOST}
        if self.form is not None:
            self.form.set_read_only(over)
        words = {
            JobState.FILLED: _("This job order is filled. Take it up again to change it."),
            JobState.LOST: _("This job order is lost. Take it up again to change it."),
            JobState.PASSED: _("This job order was passed on. Take it up again to change it."),
        }
        self._closed.say(words.get(job.state, ""))

    def _show_grade(self, job: JobOrder) -> None:
        self.grade.set_grade(self._app.reports.grade(job.id))

    # -- building ---------------------------------------------------------------------------------------------------

    _private: tuple[QWidget, ...] = ()

    def _build(self, job: JobOrder) -> None:
        form = self.form = Form(job, self._save)
        form.saved_at.connect(self.saved_at)
        form.saved_at.connect(self._show_numbers)
        ready = self._add_grade(form)
        self._add_job(form)
        self._add_pay(form)
        self._add_people(form)
        self._add_terms(form)
        form.heading(_("Brief"))
        form.add(form.text("brief", _("What is looked for, and why"), rows=6))
        private = _Note("lock")
        notes = form.text("private_notes", _("Private notes"), rows=4)
        form.add(private)
        private.say(_("Private: printed nowhere, not shown in client view."))
        form.add(notes)
        form.stretch()
        self._private = (private, notes, form.field("priority"), ready)
        self.set_client_view(self._client_view)
        look, inside = theme(), QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(look.px(2), look.px(4), look.px(12), look.px(16))
        column.addWidget(form)
        self._area.setWidget(inside)
        inside.show()  # a scroll area on the screen already leaves that to us

    def _add_grade(self, form: Form) -> QWidget:
        """The grade and the facts that it rests on beside the agreement, in one panel."""
        panel = QFrame()
        panel.setProperty("role", "panel")
        row = QVBoxLayout(panel)
        row.setContentsMargins(*[theme().px(8)] * 4)
        row.addWidget(
            Wrap(
                self.grade,
                form.check("pay_confirmed", _("Pay range confirmed")),
                form.check("slots_booked", _("Interview slots booked")),
                form.check("manager_access", _("Direct access to the hiring manager")),
            )
        )
        form.add(panel)
        return panel

    def _add_job(self, form: Form) -> None:
        form.add(form.line("title", _("Job title")))
        client = form.bind(type_ahead_field("client_id", _("Client"), sentence=_no_such_client))
        form.add(client, form.line("location", _("Location")))
        form.add(
            form.choice("job_type", _("Type"), [(kind, _(kind.label)) for kind in JobType]),
            form.number("openings", _("Openings")),
            form.choice("priority", _("Priority"), [(priority, _(priority.label)) for priority in Priority]),
        )
        form.add(form.line("work_pattern", _("Work pattern"), placeholder=_("Full time, two days from home")))
        form.add(
            form.date("received_on", _("Received")),
            form.date("start_on", _("Start")),
            form.date("end_on", _("End, if there is one")),
        )

    def _add_pay(self, form: Form) -> None:
        form.heading(_("Pay"))
        form.add(
            form.line("pay.lowest", _("Lowest"), show=show_number, parse=parse_amount),
            form.line("pay.highest", _("Highest"), show=show_number, parse=parse_amount),
            form.line("pay.currency", _("Currency"), placeholder="EUR", parse=_currency),
            form.choice("pay.period", _("Paid"), [(period, _(period.label)) for period in PayPeriod]),
        )

    def _add_people(self, form: Form) -> None:
        form.heading(_("People"))
        form.add(label(_("Type a name that is not there yet to add the person."), "small"))
        field = Field("involved", _("People"), self.people, self.people.read, self.people.write, titled=False)
        self.people.left.connect(field.left)
        form.add(form.bind(field))

    def _add_terms(self, form: Form) -> None:
        name = "terms_of_business.{}".format
        form.heading(_("Terms of business"))
        form.add(label(_("Only referred to: the agreement changes nothing in them."), "small"))
        form.add(form.line(name("reference"), _("Reference")), form.date(name("dated"), _("Date")))
        form.add(
            form.line(name("fee_percent"), _("Fee, %"), show=show_number, parse=parse_amount),
            form.line(name("payment_days"), _("Payment, days"), show=show_number, parse=parse_whole),
        )
        form.add(
            form.line(name("ownership_months"), _("Ownership, months"), show=show_number, parse=parse_whole),
            form.line(name("exclusivity_days"), _("Exclusivity, days"), show=show_number, parse=parse_whole),
        )
        form.add(form.line(name("rebate"), _("Rebate"), placeholder=_("75, 50, 25 % by month")))


class _Note(QFrame):
    """A quiet line with an icon; hidden while it says nothing."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self._name, self._icon, self._words = icon, QLabel(), label("", "text2", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(*[theme().px(8)] * 4)
        row.addWidget(self._icon)
        row.addWidget(self._words, stretch=1)
        self.hide()
        theme().changed.connect(self._tint)
        self._tint()

    def say(self, words: str) -> None:
        self._words.setText(words)
        self.setVisible(bool(words))

    def _tint(self) -> None:
        self._icon.setPixmap(pixmap(self._name))


def _currency(text: str) -> str:
    return text.strip().upper()


def _no_such_client() -> str:
    return _("There is no such client. Choose one of the list, or add it under Clients first.")
