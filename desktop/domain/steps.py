"""A step of a process: what, by whom, within how long, and what happens if it is missed."""

from dataclasses import dataclass, field, replace
from enum import StrEnum
from uuid import UUID, uuid4

from desktop.domain.limits import RECEIVED, CountedFrom, Within
from desktop.domain.positions import AGREES, SILENT, Position, Settlement, Stance
from desktop.domain.roles import Role, Side, sides
from desktop.domain.text import LINE, NOTES, PARAGRAPH, Problems, is_blank, problem
from desktop.i18n import N_, _


class Consequence(StrEnum):
    """What both sides agree happens when a step is missed. None of them is about money (product.md)."""

    NONE = "none"
    DATES_SLIDE = "dates_slide"
    CANDIDATE_RELEASED = "candidate_released"
    PEOPLE_TALK = "people_talk"
    WE_PASS = "we_pass"  # noqa: S105 - to pass on a job order is no password
    OWN_WORDS = "own_words"

    @property
    def label(self) -> str:
        return _CONSEQUENCES[self]


_CONSEQUENCES = {
    Consequence.NONE: N_("Nothing agreed yet"),
    Consequence.DATES_SLIDE: N_("The other side's dates slide by the days taken"),
    Consequence.CANDIDATE_RELEASED: N_("The candidate may be released"),
    Consequence.PEOPLE_TALK: N_("The two named people talk"),
    Consequence.WE_PASS: N_("The agency may pass on the job order"),
    Consequence.OWN_WORDS: N_("In our own words"),
}


@dataclass(frozen=True)
class IfMissed:
    """The agreed consequence; `words` only with OWN_WORDS."""

    consequence: Consequence = Consequence.NONE
    words: str = ""


class Part(StrEnum):
    """A role's part in a step: the responsibility matrix (R, A, C, I) in words."""

    DOES = "does"
    ANSWERS = "answers"
    ASKED = "asked"
    TOLD = "told"

    @property
    def label(self) -> str:
        return {"does": N_("Does it"), "answers": N_("Agrees"), "asked": N_("Is asked"), "told": N_("Is told")}[self]


@dataclass(frozen=True, kw_only=True)
class Step:
    """One agreed step. Who answers for it is one role by construction; it may also be one of those who do it."""

    id: UUID = field(default_factory=uuid4)
    title: str
    done_when: str = ""
    within: Within | None = None
    counted_from: CountedFrom = RECEIVED
    per_candidate: bool = False
    does: tuple[Role, ...] = ()
    answers: Role | None = None
    asked: tuple[Role, ...] = ()
    told: tuple[Role, ...] = ()
    if_missed: IfMissed = IfMissed()
    negotiates_offer: bool = False
    """Whether this is the step done by whoever negotiates the offer (`Terms.offer_negotiator`)."""
    agency: Position = AGREES
    client: Position = SILENT
    settlements: tuple[Settlement, ...] = ()
    note: str = ""
    """Private."""

    @property
    def sides(self) -> frozenset[Side]:
        """Who holds the ball while this step runs."""
        return sides(self.does)

    @property
    def roles(self) -> frozenset[Role]:
        """Every role that takes part in this step."""
        return frozenset({*self.does, *self.asked, *self.told} | ({self.answers} if self.answers else set()))

    @property
    def is_agreed(self) -> bool:
        return self.agency.stance == self.client.stance == Stance.AGREES

    @property
    def is_open(self) -> bool:
        """Whether a side asks for a change or refuses: a difference to settle."""
        return {self.agency.stance, self.client.stance} & {Stance.ASKS, Stance.REFUSES} != set()

    def position(self, side: Side) -> Position:
        return self.agency if side == Side.AGENCY else self.client

    def with_position(self, side: Side, position: Position) -> "Step":
        return replace(self, agency=position) if side == Side.AGENCY else replace(self, client=position)

    def parts(self, role: Role) -> tuple[Part, ...]:
        """The parts of `role` in this step, strongest first."""
        held = {
            Part.DOES: role in self.does,
            Part.ANSWERS: role == self.answers,
            Part.ASKED: role in self.asked,
            Part.TOLD: role in self.told,
        }
        return tuple(part for part, has in held.items() if has)

    @property
    def agreed_terms(self) -> "Step":
        """Only what both sides sign: two steps with equal terms say the same on paper."""
        return replace(self, agency=AGREES, client=AGREES, settlements=(), note="")

    def problems(self) -> Problems:
        """What keeps this step from being saved at all."""
        found = Problems()
        found.add("title", problem(self.title, required=True, longest=LINE))
        found.add("done_when", problem(self.done_when, longest=PARAGRAPH, lines=True))
        found.add("if_missed", problem(self.if_missed.words, longest=PARAGRAPH, lines=True))
        found.add("note", problem(self.note, longest=NOTES, lines=True))
        if self.within:
            found.add("within", self.within.problem())
        return found

    def gaps(self) -> tuple[str, ...]:
        """What this step still lacks before it can be agreed, each as a sentence."""
        missing = (
            (not self.does, _("Nobody does it yet.")),
            (self.answers is None, _("Nobody answers for it yet.")),
            (self.within is None, _("It has no limit yet.")),
            (self.counted_from.is_incomplete, _("It does not say what it is counted from.")),
            (is_blank(self.done_when), _("It does not say when it is done.")),
            (self._has_no_consequence, _("It has no consequence if missed.")),
        )
        return tuple(sentence for lacks, sentence in missing if lacks)

    @property
    def _has_no_consequence(self) -> bool:
        missed = self.if_missed
        return missed.consequence == Consequence.NONE or (
            missed.consequence == Consequence.OWN_WORDS and is_blank(missed.words)
        )
