"""Us: the agency whose database this is."""

from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID, uuid4

from desktop.domain.calendars import USUAL_WEEK, DayOff, WorkingWeek, days_off_problem
from desktop.domain.text import NOTES, Problems, problem


class PaperSize(StrEnum):
    A4 = "a4"
    LETTER = "letter"

    @property
    def label(self) -> str:
        return {"a4": "A4", "letter": "Letter"}[self]


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
    week: WorkingWeek = USUAL_WEEK
    days_off: tuple[DayOff, ...] = ()
    """Our own, beside public holidays."""
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
        for name, sentence in self.week.problems().items():
            found.add(f"week.{name}", sentence)
        found.add("days_off", days_off_problem(self.days_off))
        return found
