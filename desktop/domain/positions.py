"""What each side says of a step, and how a difference was settled."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid4

from desktop.domain.limits import Within
from desktop.domain.roles import Side
from desktop.domain.text import PARAGRAPH, Problems, is_blank, problem
from desktop.i18n import N_, _


class Stance(StrEnum):
    """A side's answer to a step as it stands."""

    SILENT = "silent"
    AGREES = "agrees"
    ASKS = "asks"
    REFUSES = "refuses"

    @property
    def label(self) -> str:
        return _STANCES[self]


_STANCES = {
    Stance.SILENT: N_("Not said yet"),
    Stance.AGREES: N_("Agrees"),
    Stance.ASKS: N_("Asks for a change"),
    Stance.REFUSES: N_("Refuses"),
}


@dataclass(frozen=True, kw_only=True)
class Position:
    """One side's position. A change asked for is another limit, another *done when*, or `what` in own words."""

    stance: Stance = Stance.SILENT
    within: Within | None = None
    done_when: str = ""
    what: str = ""
    why: str = ""

    def problems(self) -> Problems:
        found = Problems()
        for name in ("done_when", "what", "why"):
            found.add(name, problem(getattr(self, name), longest=PARAGRAPH, lines=True))
        if self.within:
            found.add("within", self.within.problem())
        if self.stance == Stance.ASKS and not self.within and is_blank(self.done_when + self.what):
            found.add("what", _("Please say what should change: the limit, when it is done, or in your own words."))
        if self.stance == Stance.REFUSES and is_blank(self.why):
            found.add("why", _("Please say why, so that both sides can look for another way."))
        return found


SILENT = Position()
AGREES = Position(stance=Stance.AGREES)


class Outcome(StrEnum):
    """How an open difference ended."""

    ACCEPTED = "accepted"
    KEPT = "kept"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, kw_only=True)
class Settlement:
    """A difference that is over: what was asked by whom, and which side gave way."""

    id: UUID = field(default_factory=uuid4)
    at: datetime
    outcome: Outcome
    asked_by: Side
    gave_way: Side
    asked: Position
