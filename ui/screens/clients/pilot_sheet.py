"""Beginning or changing a pilot: which step, from what to what, where, how long, measured by what, against what."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from desktop.domain.limits import Within
from desktop.domain.lines import JobOrderLine
from desktop.domain.partnership import Pilot, PilotMeasure, usual_measure
from desktop.errors import UserError
from desktop.i18n import _
from ui.fields import Field, choice, date_field, line, text
from ui.screens.clients.fields_sheet import FieldsSheet
from ui.theme import label, theme
from ui.widgets.step_words import parse_within, within_words


class PilotSheet(FieldsSheet[Pilot]):
    """`steps` to choose from, each with its limit until now; `job_orders` to try it on."""

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
            replace(pilot, job_orders=tuple(sorted(pilot.job_orders))),
            do,
            title=_("Change the pilot") if pilot.revision else _("New pilot"),
            primary=_("Keep") if pilot.revision else _("Begin the pilot"),
            text=_("One change, on some job orders, for a while. Then both sides judge it by the real figures."),
        )
        self._steps = steps
        self._make_fields()
        self.boxes = {one.id: _box(one, checked=one.id in pilot.job_orders) for one in job_orders}
        self._lay_out()
        self._is_measure_chosen = pilot.measure not in {usual_measure(pilot.after), PilotMeasure.WITHIN}
        self._suggest_measure()
        self.step.left.connect(self._show_limit)
        self.after.left.connect(self._suggest_measure)
        self.measure.left.connect(self._choose_measure)
        self.setMinimumWidth(theme().px(560))

    def value(self) -> Pilot:
        chosen = {id for id, box in self.boxes.items() if box.isChecked()}
        old = set(self.begun.job_orders) - set(self.boxes)  # too old to be offered
        value = replace(super().value(), job_orders=tuple(sorted(chosen | old)))
        return value if self._is_measure_chosen else replace(value, measure=usual_measure(value.after))

    def say(self, problems: Mapping[str, str]) -> None:
        sentence = problems.get("job_orders", "")
        self._orders_wrong.setText(sentence)
        self._orders_wrong.setVisible(bool(sentence))
        if sentence:
            next(iter(self.boxes.values())).setFocus(Qt.FocusReason.OtherFocusReason)
        super().say(problems)

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
        self.measure: Field = choice("measure", _("Measured by"), [(one, _(one.label)) for one in PilotMeasure])
        days = (self.first, self.last, self.baseline)
        self.hold(self.step, self.before, self.after, self.change, *days, self.measure, days=days)

    def _lay_out(self) -> None:
        self._orders_wrong = label("", "late", wrap=True)
        self._orders_wrong.hide()
        column = self.column
        column.addWidget(self.step)
        column.addLayout(_side_by_side(self.before, self.after))
        column.addWidget(self.change)
        column.addWidget(label(_("Tried on"), "text2"))
        for box in self.boxes.values():
            column.addWidget(box)
        column.addWidget(self._orders_wrong)
        column.addLayout(_side_by_side(self.first, self.last, self.baseline))
        column.addWidget(self.measure)
        column.addStretch(1)

    def _show_limit(self) -> None:
        self.before.write(self._steps.get(self.step.read()))

    def _choose_measure(self) -> None:
        self._is_measure_chosen = True

    def _suggest_measure(self) -> None:
        """The usual one for the limit, until another was chosen."""
        if not self._is_measure_chosen:
            with suppress(UserError):  # said when it is kept
                self.measure.write(usual_measure(self.after.read()))


def _box(one: JobOrderLine, *, checked: bool) -> QCheckBox:
    words = _("{reference} · {title}").format(reference=one.reference, title=one.title)
    box = QCheckBox(words.replace("&", "&&"))
    box.setChecked(checked)
    return box


def _side_by_side(*fields: Field) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme().px(10))
    for field in fields:
        row.addWidget(field, stretch=1)
    return row
