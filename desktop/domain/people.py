"""Clients and people."""

from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

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
    """ISO 3166-1 alpha-2; decides which public holidays count."""
    region: str = ""
    """The subdivision's code as the `holidays` library has it, where holidays differ by region."""
    time_zone: str = ""
    """IANA name."""
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
        return found

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
    revision: int = 0

    def problems(self) -> Problems:
        found = Problems()
        found.add("name", problem(self.name, required=True))
        for name in ("title", "phone", "authority"):
            found.add(name, problem(getattr(self, name)))
        found.add("email", problem(self.email) or _email_problem(self.email))
        if (self.role.side == "agency") != (self.client_id is None):
            found.add("role", _("This role belongs to the other side. Please choose another."))
        return found


def time_zone_problem(name: str) -> str | None:
    """A sentence where `name` is no time zone that this computer knows."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown, not a name at all, or the name of a folder of zones
        return _("This time zone is not known. Please choose one, such as Europe/London.")
    return None


def _email_problem(email: str) -> str | None:
    name, at, domain = email.partition("@")
    if email and (not at or not name or "." not in domain or any(c in ' <>,;"()' for c in email) or "@" in domain):
        return _("This does not look like an e-mail address. Please write it as name@company.com.")
    return None
