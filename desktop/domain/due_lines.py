"""What is late or due, one line each: as a value, as a sentence, and as a record for other programs.

The same as Today lists as late and due today: promises, and actions of meetings. A check-in that is missed is told
there as quiet for too long, and not here.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from desktop.domain.limits import Within
from desktop.domain.meetings import is_whole_side
from desktop.domain.roles import Role, Side
from desktop.domain.today import ActionLine, midnight_after
from desktop.formats import format_list, format_weekday, format_weekday_moment
from desktop.i18n import _, ngettext


@dataclass(frozen=True, kw_only=True)
class DueLine:
    """A promise that is late or due. Instants are in UTC; `zone` is on whose wall clock it was reckoned."""

    job_order_id: UUID
    promise_id: UUID
    reference: str
    job: str
    client: str
    step: str
    candidate: str
    side: Side | None
    """Who holds the ball; None for both."""
    does: tuple[Role, ...]
    within: Within
    due_at: datetime
    zone: str
    seconds_late: int
    """Working time of that side since it was due; 0 where it is not late."""
    how_late: str
    """In words of the screen; empty where it is not late."""
    is_late: bool

    @property
    def sentence(self) -> str:
        """As in "JO-0142, Northwind: Feedback on every CV, C-03. Client HR, due Thu 19 Nov 16:00, 2 days late"."""
        what = format_list([part for part in (self.step, self.candidate) if part], last_and=False)
        facts = {
            "reference": self.reference,
            "client": self.client,
            "what": what.rstrip("."),
            "who": format_list([_(role.label) for role in self.does]),
            "due": format_weekday_moment(self.due_at),
            "late": self.how_late,
        }
        if self.is_late:
            return _("{reference}, {client}: {what}. {who}, due {due}, {late}").format(**facts)
        return _("{reference}, {client}: {what}. {who}, due {due}").format(**facts)

    @property
    def record(self) -> dict[str, Any]:
        """For JSON: but for `how_late` the same in every language; instants in ISO 8601."""
        return {
            "kind": "promise",
            "reference": self.reference,
            "job_order": self.job,
            "client": self.client,
            "step": self.step,
            "candidate": self.candidate,
            "side": self.side.value if self.side else "both",
            "does": [role.value for role in self.does],
            "within": {"amount": self.within.amount, "unit": self.within.unit.value},
            "due_at": self.due_at.isoformat(),
            "zone": self.zone,
            "is_late": self.is_late,
            "seconds_late": self.seconds_late,
            "how_late": self.how_late,
        }


@dataclass(frozen=True)
class DueAction:
    """An action or question of a meeting that is late or due: at the end of its day, on this computer's clock."""

    line: ActionLine
    due: date
    days_late: int
    """0 where it is not late."""

    @property
    def is_late(self) -> bool:
        return self.days_late > 0

    @property
    def due_at(self) -> datetime:
        """The end of its day."""
        return midnight_after(datetime(self.due.year, self.due.month, self.due.day).astimezone()).astimezone(UTC)

    @property
    def how_late(self) -> str:
        """In words of the screen; empty where it is not late."""
        words = ngettext("{n} day late", "{n} days late", self.days_late)
        return words.format(n=self.days_late) if self.is_late else ""

    @property
    def sentence(self) -> str:
        """As in "Northwind, Accountant: we send the survey. Agency, due Thu 19 Nov, 2 days late"."""
        line = self.line
        usual = {Side.AGENCY: _("Agency"), Side.CLIENT: _("Client"), None: _("Both")}
        who = usual[line.side] if not line.owner or is_whole_side(line.owner) else line.owner
        about = format_list([part for part in (line.client, line.job) if part], last_and=False)
        what, due = line.text.rstrip("."), format_weekday(self.due)
        facts = {"about": about, "what": what, "who": who, "due": due, "late": self.how_late}
        if self.is_late:
            return _("{about}: {what}. {who}, due {due}, {late}").format(**facts)
        return _("{about}: {what}. {who}, due {due}").format(**facts)

    @property
    def record(self) -> dict[str, Any]:
        """For JSON: but for `how_late` the same in every language; `due_at` in ISO 8601."""
        line = self.line
        return {
            "kind": "question" if line.is_question else "action",
            "job_order": line.job,
            "client": line.client,
            "text": line.text,
            "owner": line.owner,
            "side": line.side.value if line.side else "both",
            "due_at": self.due_at.isoformat(),
            "is_late": self.is_late,
            "days_late": self.days_late,
            "how_late": self.how_late,
        }
