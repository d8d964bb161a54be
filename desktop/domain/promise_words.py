"""What makes a sentence a promise, in the language of the screen: a limit, and who keeps it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from desktop.domain.limits import Unit, Within
from desktop.domain.roles import Role, Side
from desktop.formats import day_names
from desktop.i18n import _

_NUMBER = r"\d{1,3}"
_DAY = 24  # hours


@dataclass(frozen=True)
class Limit:
    """A limit, and where it stands in its text."""

    within: Within
    at: int


@dataclass(frozen=True)
class Doer:
    """Who keeps a promise: a role, or just a side."""

    side: Side
    role: Role | None = None

    @property
    def usual(self) -> Role:
        """The role, or the one that usually does it for the side."""
        return self.role or (Role.RECRUITER if self.side == Side.AGENCY else Role.CLIENT_HR)


@dataclass(frozen=True)
class PromiseWords:
    """The words that are looked for. `people` are those who take part, by name."""

    people: tuple[tuple[str, Role], ...] = ()

    @cached_property
    def small(self) -> frozenset[str]:
        """Words that say nothing about which step is meant."""
        return frozenset(_("a an the of on in at to for and or with by from each every all our their").split())

    def says_when(self, text: str) -> bool:
        """Whether `text` names a day of the week, or has a number in it."""
        return self._when.search(text) is not None

    def limit_in(self, text: str) -> Limit | None:
        """The limit that `text` names: the new one after "to" or an arrow, else that after "within", else the first."""
        if self._unit.search(text) is None:
            return None  # most lines end here, at a tenth of the time
        found = [(one, self._within(one)) for one in self._amount.finditer(text)]
        usable = [(one, within) for one, within in found if within and not within.problem()]
        by_lead = (
            [pair for pair in usable if pair[0]["to"]],
            [pair for pair in usable if pair[0]["within"]],
            usable,
        )
        one, within = next((pairs[0] for pairs in by_lead if pairs), (None, None))
        return Limit(within, one.start("unit")) if one and within else None

    def doer_in(self, text: str) -> Doer | None:
        """Who does it: after "by", else where the text, or a part of it, begins."""
        for pattern in (self._by, self._begins):
            if found := pattern.search(text):
                return self._doers[_key(found["who"])]
        return None

    # -- inside -----------------------------------------------------------------------------------------------------

    @cached_property
    def _doers(self) -> Mapping[str, Doer]:
        found = {_("client"): Doer(Side.CLIENT), _("agency"): Doer(Side.AGENCY), _("us"): Doer(Side.AGENCY)}
        roles = {_(role.label): role for role in Role} | {_("HR"): Role.CLIENT_HR} | dict(self.people)
        found |= {name: Doer(role.side, role) for name, role in roles.items()}
        return {_key(name): doer for name, doer in found.items()}

    @cached_property
    def _by(self) -> re.Pattern[str]:
        return re.compile(rf"\b(?:{_any(_('by from'))})\s+{self._who}", re.IGNORECASE)

    @cached_property
    def _begins(self) -> re.Pattern[str]:
        return re.compile(rf"(?:^|[:;,–—]\s*|\s-\s+){self._who}", re.IGNORECASE)

    @property
    def _who(self) -> str:
        names = "|".join(re.escape(name) for name in sorted(self._doers, key=len, reverse=True))
        return rf"(?:{_any(_('the'))}\s+)?(?P<who>{names})(?![\w'’-])"

    @cached_property
    def _units(self) -> Mapping[str, Unit | None]:
        """Every word for a unit; None for a week."""
        words = ((_("hour hours h hrs"), Unit.WORKING_HOURS), (_("day days d"), Unit.WORKING_DAYS),
                 (_("week weeks w"), None))  # fmt: skip
        return {_key(word): unit for listed, unit in words for word in listed.split()}

    @cached_property
    def _numbers(self) -> Mapping[str, int]:
        counted = _("one two three four five six seven eight nine ten").split()
        return {_key(word): n for n, word in enumerate(counted, 1)} | dict.fromkeys(_key(_("a an")).split(), 1)

    @cached_property
    def _when(self) -> re.Pattern[str]:
        """A day may be cut to three letters or more."""
        cut = (
            f"{day[:3]}(?:{'|'.join(re.escape(day[3:end]) for end in range(len(day), 2, -1))})" for day in day_names()
        )
        return re.compile(rf"\d|\b(?:{'|'.join(cut)})\b", re.IGNORECASE)

    @cached_property
    def _unit(self) -> re.Pattern[str]:
        return re.compile(rf"(?<![^\W\d_])(?:{_any(' '.join(self._units))})(?!\w)", re.IGNORECASE)

    @cached_property
    def _amount(self) -> re.Pattern[str]:
        kind, units = _any(_("working business calendar")), _any(" ".join(self._units))
        number = rf"(?<![\w.,/-])(?:{_NUMBER}|{_any(' '.join(self._numbers))})"
        lead = rf"(?P<within>\b(?:{_any(_('within in'))})\s+)?(?P<to>(?:->|→|\b{_any(_('to'))}\b)\s*)?"
        amount = rf"(?:(?P<every>\b{_any(_('every'))})\s+(?P<apart>{number})?|(?P<amount>{number}))"
        new = rf"(?:\s*(?:->|→)\s*(?P<new>{_NUMBER})(?!\w)(?!\s*(?:{kind}|{units})\b))?"
        return re.compile(
            rf"{lead}{amount}\s*(?P<kind>{kind})?\s*(?P<unit>{units})(?!\w){new}",
            re.IGNORECASE,
        )

    def _within(self, found: re.Match[str]) -> Within | None:
        said, unit = (found["new"] or found["amount"] or found["apart"] or "1"), self._units[_key(found["unit"])]
        if _key(said) in _key(_("a an")).split() and not found["within"]:
            return None  # "a day later" is no limit
        amount = self._numbers.get(_key(said)) or int(said)
        if found["every"]:
            return Within(amount, Unit.WEEKS_APART) if unit is None else None
        if unit is None:
            return Within(amount * 5)
        if unit == Unit.WORKING_HOURS and amount % _DAY == 0:
            return Within(amount // _DAY, Unit.CALENDAR_DAYS)
        is_calendar = _key(found["kind"] or "") == _key(_("calendar"))
        return Within(amount, Unit.CALENDAR_DAYS if is_calendar and unit == Unit.WORKING_DAYS else unit)


def _key(words: str) -> str:
    """The same for all that a pattern takes for the same whatever its case: İ and ı are an i for it."""
    return words.replace("İ", "i").replace("ı", "i").casefold()


def _any(words: str) -> str:
    """A pattern for each of `words`; the longest first, as the first that fits is taken."""
    return "|".join(re.escape(word) for word in sorted(words.split(), key=len, reverse=True))
