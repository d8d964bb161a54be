"""Us: the agency whose database this is, and how a working day is meant on paper."""

from dataclasses import dataclass, field
from datetime import time
from enum import StrEnum
from uuid import UUID, uuid4

from desktop.domain.people import time_zone_problem
from desktop.domain.text import NOTES, Problems, problem
from desktop.i18n import _


class PaperSize(StrEnum):
    A4 = "a4"
    LETTER = "letter"

    @property
    def label(self) -> str:
        return {"a4": "A4", "letter": "Letter"}[self]


@dataclass(frozen=True, kw_only=True)
class WorkingWeek:
    """What "a working day" means: weekdays (Monday is 0), opening hours and whose public holidays."""

    days: tuple[int, ...] = (0, 1, 2, 3, 4)
    opens: time = time(9)
    closes: time = time(17, 30)
    time_zone: str = "Europe/London"
    country: str = "GB"
    region: str = "ENG"

    @property
    def hours_a_day(self) -> float:
        return max(0.25, (self.closes.hour * 60 + self.closes.minute - self.opens.hour * 60 - self.opens.minute) / 60)


@dataclass(frozen=True, kw_only=True)
class Agency:
    """The agency profile, one per database."""

    id: UUID = field(default_factory=uuid4)
    name: str = ""
    legal_name: str = ""
    address: str = ""
    logo: bytes = b""
    """PNG or JPEG as given; empty for none."""
    paper_size: PaperSize = PaperSize.A4
    language: str = "en"
    """Of the paper, a BCP 47 tag."""
    week: WorkingWeek = WorkingWeek()
    me: UUID | None = None
    """The agency's person who works on this computer: named in the history, and recruiter of new job orders."""
    is_sample: bool = False
    revision: int = 0

    @property
    def formal_name(self) -> str:
        return self.legal_name or self.name

    def problems(self) -> Problems:
        found = Problems()
        found.add("name", problem(self.name, required=True))
        found.add("legal_name", problem(self.legal_name))
        found.add("address", problem(self.address, longest=NOTES, lines=True))
        found.add("week.time_zone", time_zone_problem(self.week.time_zone))
        if not self.week.days:
            found.add("week.days", _("Please choose at least one working day."))
        if self.week.closes <= self.week.opens:
            found.add("week.closes", _("Closing time must be after opening time."))
        return found
