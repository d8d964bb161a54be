"""Who does it by when, as a line of notes names it. A wrong guess is put right in the line, or in the item's sheet."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from desktop.domain.roles import Side

_ISO = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b")
_DAY_MONTH = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?\.?\s*(?:of\s+)?([^\W\d_]{3,})\.?(?:,?\s+(\d{4})\b)?")
_MONTH_DAY = re.compile(r"\b([^\W\d_]{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?\b(?:,?\s+(\d{4})\b)?")
_NUMBERS = re.compile(
    r"(?<![\d/.])(\d{1,2})(?:/(\d{1,2})(?:/(\d{4}|\d{2}))?|\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})?)(?![\d/])"
)
"""3/12, 3/12/2026, 3.12., 3.12.2026; but no 1.5 and no 24/7."""
_AMOUNT = re.compile(r"(?<![\w.,/])(\d{1,3})\s*((?:[^\W\d_]+)(?:\s+[^\W\d_]+)?)")
_ALWAYS = ("24", "7")
_TIME = r"(?P<time>,?\s+(?:[^\W\d_]+\s+)?\d{1,2}(?:[:.]\d{2}(?:\s*[ap]\.?m\b)?|\s*[ap]\.?m\b))"
_ENDS = re.compile(rf"{_TIME}|\s*(?:$|[,;.:!?)–—-])")


@dataclass(frozen=True)
class Names:
    """What words of notes can mean, in the language of the screen: days, months, and who is there."""

    weekdays: Sequence[str]
    """From Monday."""
    months: Sequence[str]
    today: Sequence[str]
    tomorrow: Sequence[str]
    owners: Mapping[str, Side | None]
    """Names and roles as they may be typed, with their side."""
    days: Sequence[str] = ("day", "days", "d")
    weeks: Sequence[str] = ("week", "weeks", "w")
    working: Sequence[str] = ("working", "business")
    """What stands before "days" that are counted without those nobody works on."""
    before_day: Sequence[str] = ("by", "on", "until", "till", "before", "this", "next")
    before_amount: Sequence[str] = ("in", "within")
    after_amount: Sequence[str] = ("from", "time")
    """As in "2 weeks from now"."""
    needs_day: Sequence[str] = ("for", "of", "from", "to", "since", "after", "every", "each", "the", "a", "and", "or")
    """A day after one of these is part of what is to be done."""
    worked: frozenset[int] = frozenset(range(5))
    """The weekdays we work on; Monday is 0."""
    day_first: bool = True
    """Whether 3/12 is the third of December."""


def owners_of(
    there: Iterable[tuple[str, Side | None]], others: Iterable[tuple[str, Side | None]]
) -> dict[str, Side | None]:
    """How people can be named: in full, or by the first name where only one has it. Who is `there` comes first."""
    found: dict[str, Side | None] = {}
    for people in (list(there), list(others)):
        full = {" ".join(name.split()): side for name, side in people}
        first = [name.split(" ")[0] for name in full if name]
        for name, side in full.items():
            found.setdefault(name, side)
            if name and first.count(name.split(" ")[0]) == 1:
                found.setdefault(name.split(" ")[0], side)
    found.pop("", None)
    return found


def owner_in(text: str, names: Names) -> str:
    """The person or role that `text` begins with; empty for nobody known."""
    return max((name for name in names.owners if _begins(text, name)), key=len, default="")


def due_in(text: str, names: Names, today: date) -> date | None:
    """The day that `text` names: a date, a weekday (the next one to come), today, tomorrow, or in so many days."""
    owner = owner_in(text, names)
    said = _folded(text)[len(_folded(owner)) :]  # who is called May, or Jan, names no day
    if iso := _ISO.search(said):
        return _date(int(iso[1]), int(iso[2]), int(iso[3]))
    for day, month, year in (*_with_month(said, names), *_in_numbers(said, names)):
        found = _date(year or today.year, month, day)
        if found is not None:
            return found if year or found >= today else _date(found.year + 1, month, day)
    if (days := _days_from_now(said, names, today)) is not None:
        return today + timedelta(days=days)
    ahead = (_days_ahead(word, names, today) for word in reversed(re.findall(r"[^\W\d_]+", said)))
    days = next((days for days in ahead if days is not None), None)
    return None if days is None else today + timedelta(days=days)


class DueCut:
    """Leaves the day out of the end of what is to be done, for lists that show that day beside it."""

    def __init__(self, names: Names) -> None:
        self._names, self._ending = names, _ending(names)
        self._needs_day = {word.casefold() for word in names.needs_day}

    def __call__(self, text: str, today: date) -> str:
        """`text` without its day; a time of day stays. As it is where it has no or several days, or is all day."""
        far = max(0, len(text) - _LONGEST_ENDING)
        found = self._ending.search(text, far)
        if found is None or due_in(text, self._names, today) is None:
            return text
        rest = text[: found.start()]
        words = rest.split()
        if not words or words[-1].casefold() in self._needs_day or due_in(rest, self._names, today):
            return text
        return f"{rest}{found['time'] or ''}{found['asks']}"


_LONGEST_ENDING = 80  # characters


def _ending(names: Names) -> re.Pattern[str]:
    """A day at the end of a text, with what leads to it."""
    weekdays, months = _any(_cut(names.weekdays)), _any(_cut(names.months))
    near, units, working = (
        _any(words) for words in ((*names.today, *names.tomorrow), (*names.days, *names.weeks), names.working)
    )
    before_day, before_amount = _any(names.before_day), _any(names.before_amount)
    nth, year = r"\d{1,2}(?:st|nd|rd|th)?", r"(?:,?\s+\d{4})?"
    date = "|".join(
        (
            r"\d{4}-\d{1,2}-\d{1,2}",
            rf"{nth}\.?\s*(?:of\s+)?(?:{months})(?!\w)\.?{year}",
            rf"(?:{months})\.?\s+{nth}(?!\w){year}",
            r"\d{1,2}/\d{1,2}(?:/\d{2,4})?",
            r"\d{1,2}\.\s?\d{1,2}\.\s?(?:\d{4}|\d{2})?",
        )
    )
    day = rf"(?:(?:{before_day})\s+){{0,2}}(?:{near}|{date}|(?:{weekdays})(?!\w)\.?(?:,?\s+(?:{date}))?)"
    amount = rf"(?:{before_amount})\s+\d{{1,3}}\s*(?:(?:{working})\s+)?(?:{units})"
    return re.compile(rf"[\s,;:(–—-]+(?:{day}|{amount})(?!\w){_TIME}?[\s.,;:!)]*(?P<asks>\??)\s*$", re.IGNORECASE)


def _cut(names: Sequence[str]) -> list[str]:
    """Each name, whole or cut to three letters or more."""
    return [name[:end] for name in names for end in range(min(3, len(name)), len(name) + 1)]


def _any(words: Iterable[str]) -> str:
    """A pattern for each of `words`; the longest first, as the first that fits is taken."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _with_month(said: str, names: Names) -> Iterator[tuple[int, int, int]]:
    """Days and months in words, in the order of the text: (day, month, year or 0)."""
    found = [(one.start(), one[1], one[2], one[3]) for one in _DAY_MONTH.finditer(said)]
    found += [(one.start(), one[2], one[1], one[3]) for one in _MONTH_DAY.finditer(said)]
    for _at, day, word, year in sorted(found):
        if (month := _place(word, names.months)) is not None:
            yield int(day), month + 1, int(year or 0)


def _in_numbers(said: str, names: Names) -> Iterator[tuple[int, int, int]]:
    for one in _NUMBERS.finditer(said):
        first, second, year = one[1], one[2] or one[4], one[3] or one[5]
        before = (*names.before_day, *map(_folded, _cut(names.weekdays)))
        is_plain = bool(year or one[4]) or _stands_out(said, one.start(), one.end(), before)
        if is_plain and (first, second) != _ALWAYS:
            day, month = (first, second) if names.day_first or one[4] else (second, first)
            yield int(day), int(month), _full_year(int(year or 0))


def _days_from_now(said: str, names: Names, today: date) -> int | None:
    """As in "5 days", "2d", "2 weeks", "3 working days"."""
    for one in _AMOUNT.finditer(said):
        amount, words = int(one[1]), one[2].split()
        is_working = len(words) > 1 and words[0] in names.working
        unit = words[is_working]
        end = one.end() if is_working else one.start(2) + len(unit)
        if not _stands_out(said, one.start(), end, names.before_amount, names.after_amount):
            continue
        if unit in names.days:
            return _working_days(amount, names, today) if is_working else amount
        if unit in names.weeks:
            return amount * 7
    return None


def _stands_out(said: str, begin: int, end: int, before: Sequence[str], after: Sequence[str] = ()) -> bool:
    """Whether what could be a fraction or a rate is a day: a word leads to it, or a word, a time or an end follows.

    So no 1/2 day, 2/3 of the panel, 3 days a week.
    """
    leads = any(word.rstrip(",.") in before for word in said[:begin].split()[-1:])
    return leads or any(word in after for word in said[end:].split()[:1]) or _ENDS.match(said, end) is not None


def _working_days(amount: int, names: Names, today: date) -> int:
    """How many days it takes until so many worked ones are over."""
    ahead = 0
    while amount and names.worked:
        ahead += 1
        amount -= (today.weekday() + ahead) % 7 in names.worked
    return ahead


def _days_ahead(word: str, names: Names, today: date) -> int | None:
    if word in map(str.casefold, names.today):
        return 0
    if word in map(str.casefold, names.tomorrow):  # whole: Tom is somebody
        return 1
    weekday = _place(word, names.weekdays)
    return None if weekday is None else (weekday - today.weekday() - 1) % 7 + 1


def _begins(text: str, name: str) -> bool:
    """Whether `text` begins with the whole of `name`. Scripts that write no spaces need none after it."""
    said, known = _folded(text), _folded(name)
    if not known or not said.startswith(known):
        return False
    after = said[len(known) :][:1]
    wide = unicodedata.east_asian_width(known[-1]) in {"W", "F"}
    return wide or not after or not (after.isalnum() or after in "-'’_" or unicodedata.combining(after))


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()


def _place(word: str, names: Sequence[str]) -> int | None:
    """Which of `names` this is, whole or cut to three letters or more."""
    for place, name in enumerate(names):
        known = name.casefold()
        if word == known or (len(word) >= 3 and known.startswith(word)):
            return place
    return None


def _full_year(year: int) -> int:
    return 2000 + year if 0 < year < 100 else year


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
