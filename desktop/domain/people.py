"""Clients and people."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID, uuid4

from desktop.domain.calendars import (
    USUAL_HOURS,
    DayOff,
    OfficeHours,
    WorkingWeek,
    days_off_problem,
    time_zone_problem,
)
from desktop.domain.roles import Role
from desktop.domain.text import NOTES, Problems, problem
from desktop.i18n import N_, _


class Influence(StrEnum):
    """How much a person's word counts with the client. Private."""

    UNKNOWN = "unknown"
    SOME = "some"
    GREAT = "great"

    @property
    def label(self) -> str:
        return _INFLUENCE[self]


_INFLUENCE = {Influence.UNKNOWN: N_("Not known yet"), Influence.SOME: N_("Some"), Influence.GREAT: N_("Great")}


@dataclass(frozen=True, kw_only=True)
class Client:
    """A company that job orders come from."""

    id: UUID = field(default_factory=uuid4)
    name: str
    legal_name: str = ""
    country: str = ""
    """ISO 3166-1 alpha-2; decides which public holidays count. Empty: the agency's."""
    region: str = ""
    """The subdivision's code as the `holidays` library has it, where holidays differ by region."""
    time_zone: str = ""
    """IANA name; empty: the agency's."""
    hours: OfficeHours = USUAL_HOURS
    days_off: tuple[DayOff, ...] = ()
    """Their own, beside public holidays."""
    notes: str = ""
    """Private."""
    revision: int = 0

    def problems(self) -> Problems:
        found = Problems()
        found.add("name", problem(self.name, required=True))
        found.add("legal_name", problem(self.legal_name))
        found.add("notes", problem(self.notes, longest=NOTES, lines=True))
        if self.time_zone:
            found.add("time_zone", time_zone_problem(self.time_zone))
        for name, sentence in self.hours.problems().items():
            found.add(f"hours.{name}", sentence)
        found.add("days_off", days_off_problem(self.days_off))
        return found

    def week(self, default: WorkingWeek) -> WorkingWeek:
        """Their hours on their clock. What they do not say of the place is the agency's, `default`."""
        country, region = (self.country, self.region) if self.country else (default.country, default.region)
        return WorkingWeek(
            days=self.hours.days,
            opens=self.hours.opens,
            closes=self.hours.closes,
            exceptions=self.hours.exceptions,
            time_zone=self.time_zone or default.time_zone,
            country=country,
            region=region,
        )

    @property
    def formal_name(self) -> str:
        """The name for paper."""
        return self.legal_name or self.name


@dataclass(frozen=True, kw_only=True)
class Person:
    """Someone on either side. `client_id` None is the agency's own."""

    id: UUID = field(default_factory=uuid4)
    client_id: UUID | None
    name: str
    role: Role
    title: str = ""
    email: str = ""
    phone: str = ""
    influence: Influence = Influence.UNKNOWN
    signs: bool = False
    """Whether this person may sign a process agreement for their side."""
    authority: str = ""
    """What the right to sign rests on ("Head of HR", "by delegation of ..."), printed beside the signature."""
    away_from: date | None = None
    away_until: date | None = None
    """The last day of an absence; meanwhile the deputy is shown and the clock runs on."""
    revision: int = 0

    def is_away(self, on: date) -> bool:
        """Whether this person is absent on that day."""
        return bool(self.away_from and self.away_from <= on <= (self.away_until or on))

    def problems(self) -> Problems:
        found = Problems()
        found.add("name", problem(self.name, required=True))
        for name in ("title", "phone", "authority"):
            found.add(name, problem(getattr(self, name)))
        found.add("email", problem(self.email) or _email_problem(self.email))
        if self.away_until and (self.away_from is None or self.away_until < self.away_from):
            found.add("away_until", _("The last day of the absence is before its first. Please correct one of them."))
        if (self.role.side == "agency") != (self.client_id is None):
            found.add("role", _("This role belongs to the other side. Please choose another."))
        return found


def _email_problem(email: str) -> str | None:
    name, at, domain = email.partition("@")
    if email and (not at or not name or "." not in domain or any(c in ' <>,;"()' for c in email) or "@" in domain):
        return _("This does not look like an e-mail address. Please write it as name@company.com.")
    return None
