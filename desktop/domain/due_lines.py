"""What is late or due, one line each: as a value, as a sentence, and as a record for other programs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from desktop.domain.limits import Within
from desktop.domain.roles import Role, Side
from desktop.formats import format_list, format_weekday_moment
from desktop.i18n import _


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
            "what": what,
            "who": format_list([_(role.label) for role in self.does]),
            "due": format_weekday_moment(self.due_at),
            "late": self.how_late,
        }
        if self.is_late:
            return _("{reference}, {client}: {what}. {who}, due {due}, {late}").format(**facts)
        return _("{reference}, {client}: {what}. {who}, due {due}").format(**facts)


def due_records(lines: Sequence[DueLine]) -> list[dict[str, Any]]:
    """For JSON: but for `how_late` the same in every language; instants in ISO 8601."""
    return [
        {
            "reference": line.reference,
            "job_order": line.job,
            "client": line.client,
            "step": line.step,
            "candidate": line.candidate,
            "side": line.side.value if line.side else "both",
            "does": [role.value for role in line.does],
            "within": {"amount": line.within.amount, "unit": line.within.unit.value},
            "due_at": line.due_at.isoformat(),
            "zone": line.zone,
            "is_late": line.is_late,
            "seconds_late": line.seconds_late,
            "how_late": line.how_late,
        }
        for line in lines
    ]
