"""Where decisions were taken into the process: said of each while it is so, whatever becomes of the steps."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.domain.history import Deed
from desktop.domain.process import Process
from desktop.i18n import _
from desktop.services.versions import newest_version
from desktop.storage.rows import EventRow


@dataclass(frozen=True)
class Said:
    """What is said of an item instead of `old`; empty: it is not taken in."""

    meeting_id: UUID
    item_id: UUID
    old: str
    new: str

    @property
    def back(self) -> "Said":
        return replace(self, old=self.new, new=self.old)


def where(process: Process, step_id: UUID, number: int) -> str:
    """The step in version `number`, in words."""
    return _("Step {n} of version {number}").format(n=process.place(step_id), number=number)


def say(s: Session, said: Iterable[Said]) -> list[Said]:
    """Note where decisions are now, unless a line is gone or says something else by now. Gives back what was noted."""
    from desktop.storage.meeting_records import MEETINGS  # the first window does without

    noted = []
    for one in said:
        meeting = MEETINGS.find(s, one.meeting_id)
        item = meeting.item(one.item_id) if meeting else None
        if meeting is not None and item is not None and item.outcome == one.old:
            MEETINGS.save(s, meeting.with_item(replace(item, outcome=one.new)))
            noted.append(one)
    return noted


def said_otherwise(s: Session, before: Process, after: Process) -> list[Said]:
    """What is no longer so of the decisions in the newest version, as steps were removed or moved.

    What an older version holds of them stays so.
    """
    old, new = [step.id for step in before.steps], {step.id for step in after.steps}
    if old == [step.id for step in after.steps]:
        return []
    number = newest_version(s, before.job_order_id).number
    deeds = select(EventRow.facts).where(
        EventRow.job_order_id == before.job_order_id, EventRow.deed == Deed.DECISION_TAKEN_IN
    )
    found = []
    for facts in map(dict, s.scalars(deeds.order_by(EventRow.at))):
        step_id = UUID(facts["step"]) if "step" in facts else None
        if step_id in old and facts["number"] == str(number):
            now = where(after, step_id, number) if step_id in new else ""
            one = Said(UUID(facts["meeting"]), UUID(facts["item"]), where(before, step_id, number), now)
            found.append(one)
    return [one for one in found if one.old != one.new]
