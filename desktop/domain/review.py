"""The partnership review: what both sides look at together after a quarter, and what we propose next.

Nothing private comes this far: no health, mentors, private notes or private lines of meetings, no grade, no ranking of
named people. Who said something is named as they signed their words, in the order in which they said them.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from desktop.domain.letterhead import Headed
from desktop.domain.measures import PromisesKept, Ratio, StepKept
from desktop.domain.partnership import Feedback, MarketNote, Pilot
from desktop.domain.text import PARAGRAPH, Problems, problem
from desktop.errors import InvalidInputError
from desktop.i18n import _

MOST_PROPOSALS: Final = 12
_QUARTER: Final = re.compile(r"(\d{4})\s*-?\s*[Qq]([1-4])")


@dataclass(frozen=True, order=True)
class Quarter:
    """A quarter of a calendar year; `number` from 1 to 4."""

    year: int
    number: int

    @classmethod
    def holding(cls, day: date) -> "Quarter":
        return cls(day.year, (day.month + 2) // 3)

    @classmethod
    def ended_before(cls, day: date) -> "Quarter":
        """The one that ended last before `day`."""
        return cls.holding(cls.holding(day).first - timedelta(days=1))

    @classmethod
    def read(cls, text: str) -> "Quarter":
        """As in "2026Q3". Raises InvalidInputError (field `quarter`)."""
        match = _QUARTER.fullmatch(text.strip())
        if match is None or int(match[1]) < 2000:
            raise InvalidInputError({"quarter": _("Please write the quarter as in 2026Q3.")})
        return cls(int(match[1]), int(match[2]))

    @property
    def first(self) -> date:
        return date(self.year, self.number * 3 - 2, 1)

    @property
    def last(self) -> date:
        return (self.first + timedelta(days=93)).replace(day=1) - timedelta(days=1)

    @property
    def before(self) -> "Quarter":
        return Quarter.ended_before(self.first)

    @property
    def after(self) -> "Quarter":
        return Quarter.holding(self.last + timedelta(days=1))

    def __str__(self) -> str:
        return f"{self.year}Q{self.number}"


@dataclass(frozen=True, kw_only=True)
class PilotReviewed:
    """A pilot with both numbers: the step before, and with the change; None where there was nothing to count."""

    pilot: Pilot
    jobs: tuple[tuple[str, str], ...] = ()
    """References and titles of the job orders that it was tried on."""
    before: StepKept | None = None
    tried: StepKept | None = None
    before_within: Ratio
    """How many took no longer than the limit that was tried, whatever was promised."""
    tried_within: Ratio


@dataclass(frozen=True, kw_only=True)
class Win:
    """A job order that was filled."""

    on: date
    reference: str
    title: str
    openings: int = 1
    days: int | None = None
    """Calendar days from receiving it."""


@dataclass(frozen=True, kw_only=True)
class Decided:
    """A decision, with the meeting it was taken in."""

    on: date
    meeting: str
    job: str = ""
    """Title of the job order that the meeting was about; empty where it was about working together."""
    reference: str = ""
    text: str


@dataclass(frozen=True, kw_only=True)
class Said:
    """Feedback on a job order."""

    feedback: Feedback
    job: str
    """Title of the job order."""
    reference: str


@dataclass(frozen=True, kw_only=True)
class PartnershipReview(Headed):
    """All that the pages say. All lists: the oldest first."""

    dated: date
    first: date
    last: date
    kept: PromisesKept
    pilots: tuple[PilotReviewed, ...] = ()
    market: tuple[MarketNote, ...] = ()
    wins: tuple[Win, ...] = ()
    decisions: tuple[Decided, ...] = ()
    feedback: tuple[Said, ...] = ()
    proposals: tuple[str, ...] = ()

    @property
    def quarter(self) -> Quarter | None:
        """The quarter it is about; None for another time."""
        quarter = Quarter.holding(self.first)
        return quarter if (quarter.first, quarter.last) == (self.first, self.last) else None


def review_problems(first: date, last: date, proposals: tuple[str, ...]) -> Problems:
    """What keeps a review of this time with these proposals from being made."""
    found = Problems()
    if last < first:
        found.add("last", _("The time ends before it begins. Please correct one of the two dates."))
    if len(proposals) > MOST_PROPOSALS:
        found.add("proposals", _("Please propose at most {most} things: fewer get done.").format(most=MOST_PROPOSALS))
    for proposal in proposals:
        found.add("proposals", problem(proposal, longest=PARAGRAPH, required=True, lines=True))
    return found
