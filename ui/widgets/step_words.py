"""A step in words for the screen, and limits as they are typed."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from desktop.domain import wording
from desktop.domain.limits import CandidateEvent, CountedFrom, Origin, Unit, Within
from desktop.domain.positions import Outcome, Position, Settlement, Stance
from desktop.domain.roles import Role, Side
from desktop.domain.steps import Step
from desktop.errors import UserError
from desktop.formats import format_date
from desktop.i18n import N_, _, screen
from ui.widgets.side_mark import SIDE_WORDS

SIDES = (Side.CLIENT, Side.AGENCY)
"""In the order in which differences are settled."""
USUAL_LIMITS = (
    *(Within(n, Unit.WORKING_HOURS) for n in (4, 8)),
    *(Within(n) for n in (1, 2, 3, 5, 10)),
    Within(1, Unit.WEEKS_APART),
    Within(0, Unit.BEFORE_SIGNING),
    Within(0, Unit.BEFORE_SEARCH),
)
"""What is offered while a limit is typed."""

_TYPED = re.compile(r"(every\b)?\s*(\d{1,6})?\s*([a-z ]*?)\s*")
_ENDINGS = {
    "h": Unit.WORKING_HOURS,
    "wh": Unit.WORKING_HOURS,
    "hour": Unit.WORKING_HOURS,
    "working hour": Unit.WORKING_HOURS,
    "": Unit.WORKING_DAYS,
    "d": Unit.WORKING_DAYS,
    "wd": Unit.WORKING_DAYS,
    "day": Unit.WORKING_DAYS,
    "working day": Unit.WORKING_DAYS,
    "c": Unit.CALENDAR_DAYS,
    "cd": Unit.CALENDAR_DAYS,
    "cal": Unit.CALENDAR_DAYS,
    "calendar": Unit.CALENDAR_DAYS,
    "calendar day": Unit.CALENDAR_DAYS,
}
_WEEK = {"w", "week", "wk"}


class LimitError(UserError):
    message = N_("“{typed}” is not a limit. Please type one such as 3d, 8h, 2w, 5 cd or “every week”.")


def parse_within(typed: str) -> Within | None:
    """The limit that was typed; None for nothing.

    "3", "3d" and "3 days" are working days, "2w" ten of them, "8h" working hours, "5 cd" calendar days, "every week" a
    rhythm; the words of the screen's language are understood too.

    Raises LimitError.
    """
    words = " ".join(typed.split()).casefold()
    if not words:
        return None
    if known := _in_the_words_of_the_screen(words):
        return known
    found = _TYPED.fullmatch(words)
    if found is None:
        raise LimitError(typed=typed.strip())
    every, digits, ending = found.groups()
    ending = ending.removesuffix("s") if len(ending) > 1 else ending
    amount = int(digits or 1)
    if ending in _WEEK and (digits or every):
        return Within(amount, Unit.WEEKS_APART) if every else Within(amount * 5)
    if every or digits is None or ending not in _ENDINGS:
        raise LimitError(typed=typed.strip())
    return Within(amount, _ENDINGS[ending])


def _in_the_words_of_the_screen(words: str) -> Within | None:
    digits = re.search(r"\d{1,6}", words)
    amount = int(digits.group()) if digits else 1
    for unit in Unit:
        limit = Within(amount if unit.most else 0, unit)
        if wording.within(limit, screen()).casefold() == words:
            return limit
    return None


def within_words(limit: Within | None) -> str:
    """As in "3 days"; empty for none."""
    return wording.within(limit, screen()) if limit else ""


def numbers_of(steps: Sequence[Step]) -> dict[UUID, int]:
    """The place of each step, from 1."""
    return {step.id: number for number, step in enumerate(steps, 1)}


def counted_words(counted: CountedFrom, numbers: Mapping[UUID, int]) -> str:
    """As in "job order received", "step 3", "3 Nov 2026"."""
    if counted.is_incomplete:
        return _("not said yet")
    date = format_date(counted.on) if counted.on else ""
    return wording.counted_from(counted, numbers, screen(), date=date)


def counted_choices(step: Step | None, steps: Sequence[Step]) -> list[tuple[CountedFrom, str]]:
    """What `step` can be counted from. The date itself is asked for beside it."""
    numbers = numbers_of(steps)
    fixed = [CountedFrom(Origin.JOB_ORDER_RECEIVED), CountedFrom(Origin.AGREEMENT_SIGNED)]
    choices = [(counted, counted_words(counted, numbers)) for counted in fixed]
    for other in steps:
        if step is None or other.id != step.id:
            words = _("step {n}: {title}").format(n=numbers[other.id], title=other.title)
            choices.append((CountedFrom.step(other.id), words))
    events = [CountedFrom.each(event) for event in CandidateEvent]
    choices += [(counted, counted_words(counted, numbers)) for counted in events]
    return [*choices, (CountedFrom(Origin.DATE), _("a date"))]


def who_words(step: Step) -> str:
    """Who does it, short: "Client HR", "Both", "Recruiter and 1 more"; a dash for nobody."""
    if not step.does:
        return "–"
    if len(step.does) == 1:
        return _(step.does[0].label)
    if len(step.sides) == 2:
        return _("Both")
    return _("{role} and {n} more").format(role=_(step.does[0].label), n=len(step.does) - 1)


def who_in_full(step: Step) -> str:
    """Every role's part, a line each."""
    lines = (
        (_("Does it: {roles}"), step.does),
        (_("Agrees: {roles}"), (step.answers,) if step.answers else ()),
        (_("Is asked: {roles}"), step.asked),
        (_("Is told: {roles}"), step.told),
    )
    return "\n".join(words.format(roles=", ".join(_(role.label) for role in roles)) for words, roles in lines if roles)


def role_letters() -> dict[Role, str]:
    """One letter for each role, from its name."""
    letters: dict[Role, str] = {}
    for role in Role:
        free = (c.upper() for c in _(role.label) if c.isalpha() and c.upper() not in letters.values())
        letters[role] = next(free, "")
    return letters


@dataclass(frozen=True)
class Difference:
    """What is open on a step: a side asks for a change or refuses."""

    side: Side
    position: Position
    step: Step

    @property
    def can_be_accepted(self) -> bool:
        return self.position.stance == Stance.ASKS

    @property
    def sentence(self) -> str:
        """As in "Client asks for 3 days."."""
        return position_words(self.side, self.position)

    @property
    def why(self) -> str:
        """The reason given, as a phrase; empty for none."""
        return _("Because: {why}").format(why=self.position.why) if self.position.why else ""

    @property
    def accept_words(self) -> str:
        """Short, as it has to fit beside the others; `accept_tip` says the rest."""
        limit, done_when = within_words(self.position.within), self.position.done_when
        if limit and done_when:
            return _("Accept both")
        if done_when:
            return _("Accept “done when”")
        return _("Accept {limit}").format(limit=limit) if limit else _("Accept")

    @property
    def accept_tip(self) -> str:
        """All that accepting changes, where the button does not say it; empty for nothing."""
        limit, done_when = within_words(self.position.within), self.position.done_when
        if limit and done_when:
            return _("Accept {limit} and the new “done when”: {words}").format(limit=limit, words=done_when)
        return _("Accept the new “done when”: {words}").format(words=done_when) if done_when else ""

    @property
    def keep_words(self) -> str:
        limit = self.step.within if self.position.within and not self.position.done_when else None
        return _("Keep {limit}").format(limit=within_words(limit)) if limit else _("Keep as it is")


def difference(step: Step) -> Difference | None:
    """The open difference of `step` that is settled next."""
    for side in SIDES:
        if step.position(side).stance in {Stance.ASKS, Stance.REFUSES}:
            return Difference(side, step.position(side), step)
    return None


def position_words(side: Side, position: Position) -> str:
    """What `side` says, in sentences."""
    name = _(SIDE_WORDS[side.value])
    if position.stance != Stance.ASKS:
        words = {
            Stance.SILENT: _("{side} has not said anything yet."),
            Stance.AGREES: _("{side} agrees."),
            Stance.REFUSES: _("{side} refuses."),
        }[position.stance]
        return words.format(side=name)
    asked = (
        (_("{side} asks for {words}."), within_words(position.within)),
        (_("{side} asks that it is done when: “{words}”"), position.done_when),
        (_("{side} asks: “{words}”"), position.what),
    )
    return " ".join(sentence.format(side=name, words=words) for sentence, words in asked if words)


def settlement_words(settlement: Settlement) -> str:
    """What was asked, how it ended, and who gave way."""
    words = {
        Outcome.ACCEPTED: _("{asked} It was accepted: {side} gave way."),
        Outcome.KEPT: _("{asked} It stayed as it was: {side} gave way."),
        Outcome.WITHDRAWN: _("{asked} It was taken back: {side} gave way."),
    }[settlement.outcome]
    asked = position_words(settlement.asked_by, settlement.asked)
    return words.format(asked=asked, side=_(SIDE_WORDS[settlement.gave_way.value]))
