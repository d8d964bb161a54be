"""How a process stands, in words: state, what is agreed, what is open, and what can be done next."""

from dataclasses import dataclass
from uuid import UUID

from desktop.domain.agreement import Agreement, AgreementState
from desktop.domain.job_order import JobState
from desktop.domain.plan import lay_out
from desktop.domain.process import Process
from desktop.i18n import _, ngettext
from ui.widgets.step_words import difference


@dataclass(frozen=True)
class OpenPoint:
    """Something that keeps the process from being agreed: where it is (None: no step yet), and in a sentence."""

    step_id: UUID | None
    sentence: str


@dataclass(frozen=True)
class Standing:
    """A process with its newest version, as shown in the banner."""

    process: Process
    newest: Agreement
    hours_a_day: float
    job_state: JobState

    @property
    def is_fixed(self) -> bool:
        """Whether the steps stand still: until a next version is begun, or the job order is taken up again."""
        return self.newest.state.is_fixed or self.job_state.is_closed

    @property
    def title(self) -> str:
        """As in "Draft v1 · 7 of 10 agreed"."""
        if self.job_state.is_closed:
            return _(self.job_state.label)
        facts = {"state": _(self.newest.state.label), "number": self.newest.number}
        if self.is_fixed or not self.process.steps:
            return _("{state} v{number}").format(**facts)
        total = len(self.process.steps)
        agreed = total - len(self.process.open_steps)
        return _("{state} v{number} · {agreed} of {total} agreed").format(**facts, agreed=agreed, total=total)

    @property
    def text(self) -> str:
        """What to know besides: how long it takes in all, or why nothing can be changed."""
        if self.job_state.is_closed:
            return _("Take the job order up again to change a step.")
        if self.is_fixed:
            return {
                AgreementState.AGREED: _("Waits for signatures. Reopen it to change a step."),
                AgreementState.SIGNED: _("Fixed for good. Amend it to change a step."),
            }.get(self.newest.state, _("The signed version is in force. Amend it to make the next one."))
        if not self.process.steps:
            return _("There is no step yet.")
        days = lay_out(self.process.steps, hours_a_day=self.hours_a_day).total_days
        total = ngettext("Total {n} working day", "Total {n} working days", days).format(n=days)
        found = sum(difference(step) is not None for step in self.process.steps)
        if not found:
            return total
        differences = ngettext("{n} open difference", "{n} open differences", found).format(n=found)
        return _("{total} · {differences}").format(total=total, differences=differences)

    @property
    def tone(self) -> str:
        """The token of its colour."""
        if self.newest.state == AgreementState.SIGNED:
            return "ok"
        if any(difference(step) for step in self.process.steps) and not self.is_fixed:
            return "soon"
        return "us" if not self.process.steps or self.process.open_steps or self.gaps else "ok"

    @property
    def gaps(self) -> tuple[OpenPoint, ...]:
        """What the steps still lack, apart from positions."""
        return tuple(
            OpenPoint(step.id, _("{n} {title}: {gap}").format(n=n, title=step.title, gap=gap))
            for n, step in enumerate(self.process.steps, 1)
            for gap in step.gaps()
        )

    @property
    def open_points(self) -> tuple[OpenPoint, ...]:
        """All that is in the way, in the order of the steps: gaps, differences, what is not answered."""
        points: list[OpenPoint] = list(self.gaps)
        for n, step in enumerate(self.process.steps, 1):
            if found := difference(step):
                points.append(
                    OpenPoint(step.id, _("{n} {title}: {gap}").format(n=n, title=step.title, gap=found.sentence))
                )
            elif not step.is_agreed:
                words = _("Not both sides agree yet.")
                points.append(OpenPoint(step.id, _("{n} {title}: {gap}").format(n=n, title=step.title, gap=words)))
        places = {step.id: n for n, step in enumerate(self.process.steps)}
        return tuple(sorted(points, key=lambda point: places[point.step_id] if point.step_id else -1))
