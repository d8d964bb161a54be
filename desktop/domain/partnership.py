"""What both sides learn together: pilots, market notes, feedback, mentors. Beside promises, never instead of them."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID, uuid4

from desktop.domain.limits import Within
from desktop.domain.roles import Side
from desktop.domain.text import LINE, NOTES, PARAGRAPH, Problems, problem
from desktop.i18n import N_, _

LONGEST_PILOT = 366  # days: what runs longer is no pilot any more
MARKET_NOTES_OFFERED = 3
"""How many of the newest market notes every check-in brings."""


class Verdict(StrEnum):
    """How a pilot ends."""

    ADOPT = "adopt"
    CHANGE = "change"
    DROP = "drop"

    @property
    def label(self) -> str:
        return {"adopt": N_("Adopt it"), "change": N_("Change it"), "drop": N_("Drop it")}[self]


class PilotMeasure(StrEnum):
    """The figure that a pilot is to change. The others are shown beside it."""

    WITHIN = "within"
    """How often the step took no longer than the limit that is tried, whatever was promised."""
    ON_TIME = "on_time"
    TAKEN = "taken"

    @property
    def label(self) -> str:
        return _MEASURES[self]


_MEASURES = {
    PilotMeasure.WITHIN: N_("Kept within the limit that is tried"),
    PilotMeasure.ON_TIME: N_("Kept on time"),
    PilotMeasure.TAKEN: N_("Working time taken"),
}


def usual_measure(tried: Within | None) -> PilotMeasure:
    """What a pilot is measured by where nobody chose: the limit that is tried, if there is one to count by."""
    return PilotMeasure.WITHIN if tried and tried.unit.is_duration else PilotMeasure.ON_TIME


@dataclass(frozen=True, kw_only=True)
class Pilot:
    """One change to the process, tried on some job orders for a while, and then judged together.

    It is measured by what was chosen, against the same step before and elsewhere.
    """

    id: UUID = field(default_factory=uuid4)
    client_id: UUID
    step: str
    """The title of the step that changes."""
    before: Within | None = None
    after: Within | None = None
    """None: the limit stays as it is."""
    change: str = ""
    """What else changes, in words."""
    job_orders: tuple[UUID, ...] = ()
    first: date
    last: date
    baseline_from: date
    """Since when the same step counts for the comparison; until the day before the pilot."""
    measure: PilotMeasure = PilotMeasure.ON_TIME
    verdict: Verdict | None = None
    because: str = ""
    judged_on: date | None = None
    revision: int = 0

    def problems(self) -> Problems:
        found = Problems()
        found.add("step", problem(self.step, required=True))
        found.add("change", problem(self.change, longest=PARAGRAPH, lines=True))
        found.add("because", problem(self.because, longest=PARAGRAPH, lines=True, required=self.verdict is not None))
        for name, limit in (("before", self.before), ("after", self.after)):
            if limit:
                found.add(name, limit.problem())
        if self.after in {None, self.before} and not self.change.strip():
            found.add("after", _("Please say what changes: another limit, or in words."))
        if not self.job_orders:
            found.add("job_orders", _("Please choose at least one job order to try it on."))
        if self.last < self.first:
            found.add("last", _("The pilot ends before it begins. Please correct one of the two dates."))
        elif (self.last - self.first).days > LONGEST_PILOT:
            found.add("last", _("A pilot lasts a year at most: judge it, then begin another."))
        if self.baseline_from >= self.first:
            found.add("baseline_from", _("The time to compare with must begin before the pilot does."))
        if self.measure == PilotMeasure.WITHIN != usual_measure(self.after):
            words = _("No limit in hours or days is tried. Please give one, or measure the pilot by something else.")
            found.add("measure", words)
        return found


@dataclass(frozen=True, kw_only=True)
class MarketNote:
    """News of the local job market, with where it comes from."""

    id: UUID = field(default_factory=uuid4)
    on: date
    text: str
    source: str
    client_id: UUID | None = None
    """For one client's market only; None for all."""
    revision: int = 0

    def problems(self, *, today: date) -> Problems:
        found = Problems()
        found.add("text", problem(self.text, longest=PARAGRAPH, required=True, lines=True))
        found.add("source", problem(self.source, longest=LINE, required=True))
        if self.on > today:
            found.add("on", _("This day has not come yet. Please give the day that the news is from."))
        return found


@dataclass(frozen=True, kw_only=True)
class Feedback:
    """What somebody says after a job order: 1 (poor) to 5 (very good), and why."""

    id: UUID = field(default_factory=uuid4)
    job_order_id: UUID
    side: Side
    name: str
    on: date
    rating: int
    words: str = ""
    revision: int = 0

    def problems(self, *, today: date) -> Problems:
        found = Problems()
        found.add("name", problem(self.name, required=True))
        found.add("words", problem(self.words, longest=PARAGRAPH, lines=True))
        found.add("rating", rating_problem(self.rating))
        if self.on > today:
            found.add("on", _("This day has not come yet. Please give the day of the feedback."))
        return found


@dataclass(frozen=True, kw_only=True)
class Mentoring:
    """A contact who mentors us: what we asked, what we learned, when last. Private."""

    person_id: UUID
    asked: str = ""
    learned: str = ""
    last_on: date | None = None
    revision: int = 0

    def problems(self, *, today: date) -> Problems:
        found = Problems()
        found.add("asked", problem(self.asked, longest=NOTES, lines=True))
        found.add("learned", problem(self.learned, longest=NOTES, lines=True))
        if self.last_on and self.last_on > today:
            found.add("last_on", _("This day has not come yet."))
        return found


def rating_problem(rating: int | None) -> str | None:
    """A sentence where it is no grade from 1 to 5."""
    if rating is not None and not 1 <= rating <= 5:
        return _("Please give a grade from 1 (poor) to 5 (very good).")
    return None
