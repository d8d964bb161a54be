"""Beginning or changing a pilot: which step, from what to what, on which job orders, how long, against what."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.limits import Within
from desktop.domain.lines import JobOrderLine
from desktop.domain.partnership import Pilot
from desktop.errors import InvalidInputError, UserError
from desktop.i18n import _
from ui.fields import Field, choice, date_field, line, text
from ui.theme import label, theme
from ui.widgets.dialog import Dialog
from ui.widgets.step_words import parse_within, within_words


class PilotSheet(Dialog):
    """`pilot` as it begins, or as it is kept. `do(pilot)` keeps it, and may raise UserError."""

    def __init__(
        self,
        parent: QWidget,
        pilot: Pilot,
        steps: Mapping[str, Within | None],
        job_orders: Sequence[JobOrderLine],
        do: Callable[[Pilot], object],
    ) -> None:
        super().__init__(
            parent,
            title=_("Change the pilot") if pilot.revision else _("New pilot"),
            primary=_("Keep") if pilot.revision else _("Begin the pilot"),
            text=_("One change, on some job orders, for a while. Then both sides judge it by the real figures."),
        )
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._begun = replace(pilot, job_orders=tuple(sorted(pilot.job_orders)))
        self._steps, self._do = steps, do
        self._make_fields()
        self.boxes = {one.id: _box(one, checked=one.id in pilot.job_orders) for one in job_orders}
        self._lay_out()
        self.step.left.connect(self._show_limit)
        self.accepted_now.connect(self._go)
        self.setMinimumWidth(theme().px(560))

    def changed(self) -> bool:
        try:
            return self._pilot() != self._begun
        except InvalidInputError:
            return True

    def _make_fields(self) -> None:
        self.step: Field = choice("step", _("Step"), [(title, title) for title in self._steps])
        self.before: Field = line("before", _("Within, until now"), show=within_words, parse=parse_within)
        self.after: Field = line(
            "after", _("Within, in the pilot"), placeholder=_("as before"), show=within_words, parse=parse_within
        )
        self.change: Field = text("change", _("What else changes"), rows=2)
        self.first: Field = date_field("first", _("From"))
        self.last: Field = date_field("last", _("Until"))
        self.baseline: Field = date_field("baseline_from", _("Compare with the time since"))
        self._fields = (self.step, self.before, self.after, self.change, self.first, self.last, self.baseline)
        for field in self._fields:
            field.write(getattr(self._begun, field.name))

    def _lay_out(self) -> None:
        self._orders = label(_("Tried on"), "text2")
        self._orders_wrong = label("", "late", wrap=True)
        self._orders_wrong.hide()
        column = QVBoxLayout(self.body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(10))
        column.addWidget(self.step)
        _side_by_side(column, self.before, self.after)
        column.addWidget(self.change)
        column.addWidget(self._orders)
        for box in self.boxes.values():
            column.addWidget(box)
        column.addWidget(self._orders_wrong)
        _side_by_side(column, self.first, self.last, self.baseline)
        column.addStretch(1)

    def _show_limit(self) -> None:
        self.before.write(self._steps.get(self.step.read()))

    def _pilot(self) -> Pilot:
        """As it stands in the sheet. Raises InvalidInputError."""
        read, problems = {}, {}
        for field in self._fields:
            try:
                read[field.name] = field.read()
            except UserError as error:
                problems[field.name] = str(error)
        for name in ("first", "last", "baseline_from"):
            if read.get(name) is None:
                problems[name] = _("Please give the day.")
        if problems:
            raise InvalidInputError(problems)
        chosen = tuple(sorted(id for id, box in self.boxes.items() if box.isChecked()))
        return replace(self._begun, job_orders=chosen, **{**read, "step": read["step"] or ""})

    def _go(self) -> None:
        try:
            self._do(self._pilot())
        except InvalidInputError as error:
            self._say(error.problems)
        except UserError as error:
            self.fail(error)
        else:
            self.finish()

    def _say(self, problems: Mapping[str, str]) -> None:
        for field in self._fields:
            field.set_problem(problems.get(field.name, ""))
        sentence = problems.get("job_orders", "")
        self._orders_wrong.setText(sentence)
        self._orders_wrong.setVisible(bool(sentence))
        wrong = next((field for field in self._fields if field.problem), None)
        target = wrong.editor if wrong else next(iter(self.boxes.values()), None)
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)


def _box(one: JobOrderLine, *, checked: bool) -> QCheckBox:
    words = _("{reference} · {title}").format(reference=one.reference, title=one.title)
    box = QCheckBox(words.replace("&", "&&"))
    box.setChecked(checked)
    return box


def _side_by_side(column: QVBoxLayout, *fields: Field) -> None:
    row = QHBoxLayout()
    row.setSpacing(theme().px(10))
    for field in fields:
        row.addWidget(field, stretch=1)
    column.addLayout(row)
