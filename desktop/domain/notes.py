"""Notes that are typed in the room: which lines are decisions, actions, open questions, or private.

Plain text with Markdown. A line that begins with `d ` is a decision, with `a ` an action, with `? ` an open question;
one that begins with `! ` is private and leaves the house in nothing. A list mark or indentation before it is fine.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from difflib import SequenceMatcher

from desktop.domain.meetings import Attendee, Item, ItemKind
from desktop.domain.roles import Side

MARKS = {"d": ItemKind.DECISION, "a": ItemKind.ACTION, "?": ItemKind.QUESTION}
PRIVATE = "!"
ALIKE = 0.6
"""How alike two texts are for one to be the other, edited (difflib's ratio)."""
_LINE = re.compile(r"^[ \t]*(?:[-*+][ \t]+)?(?P<private>![ \t]+)?(?P<mark>[dDaA?])[ \t]+(?P<text>\S.*)$")
_PRIVATE = re.compile(r"^[ \t]*(?:[-*+][ \t]+)?![ \t]")
_IN_DAYS = re.compile(r"\b(?:in\s+)?(\d{1,3})\s*d(?:ays?)?\b", re.IGNORECASE)
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_DAY_MONTH = re.compile(r"\b(\d{1,2})[.\s]\s?([^\W\d_]{3,})\b")


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


def is_private(line: str) -> bool:
    """Whether this line stays in the house."""
    return _PRIVATE.match(line) is not None


def shared(notes: str) -> str:
    """The notes without their private lines."""
    return "\n".join(line for line in notes.split("\n") if not is_private(line))


def found_in(notes: str, names: Names, today: date) -> Iterator[Item]:
    """What the lines of `notes` are, with owner and due date as recognised."""
    for number, line in enumerate(notes.split("\n"), 1):
        match = _LINE.match(line)
        if match is None:
            continue
        kind, text = MARKS[match["mark"].lower()], match["text"].strip()
        item = Item(kind=kind, text=text, line=number, is_private=match["private"] is not None)
        if kind != ItemKind.DECISION:
            owner = owner_in(text, names)
            item = replace(item, owner=owner, side=names.owners.get(owner), due=due_in(text, names, today))
        yield item


def merged(before: Sequence[Item], notes: str, names: Names, today: date) -> tuple[Item, ...]:
    """The items of `notes`, each the one of `before` that it was, so that what is known of it stays.

    A line is the same item if its text is the same, else if it is like it; what was closed stays closed.
    """
    left = list(before)
    result: list[Item] = []
    waiting: list[Item] = []
    for item in found_in(notes, names, today):
        same = next((old for old in left if (old.kind, old.text) == (item.kind, item.text)), None)
        if same is None:
            waiting.append(item)
            continue
        left.remove(same)
        result.append(replace(same, line=item.line, is_private=item.is_private))
    for item in waiting:
        old = _most_alike(item, left)
        if old is None:
            result.append(item)
        else:
            left.remove(old)
            result.append(replace(item, id=old.id, closed_at=old.closed_at, outcome=old.outcome))
    return tuple(result)


def _most_alike(item: Item, known: Sequence[Item]) -> Item | None:
    alike = [(one, _alike(one, item)) for one in known if one.kind == item.kind]
    old, likeness = max(alike, key=lambda pair: pair[1], default=(None, 0.0))
    return old if likeness >= ALIKE else None


def _alike(old: Item, item: Item) -> float:
    if old.line == item.line:
        return 1.0  # edited where it stands
    return SequenceMatcher(None, old.text, item.text, autojunk=False).ratio()


def owner_in(text: str, names: Names) -> str:
    """The person or role that `text` begins with; empty for nobody known."""
    said = f"{text.casefold()} "
    fits = [name for name in names.owners if said.startswith((f"{name.casefold()} ", f"{name.casefold()}:"))]
    return max(fits, key=len, default="")


def due_in(text: str, names: Names, today: date) -> date | None:
    """The day that `text` names: a date, a weekday (the next one to come), today, tomorrow, or in so many days."""
    if iso := _ISO.search(text):
        return _date(int(iso[1]), int(iso[2]), int(iso[3]))
    if (said := _DAY_MONTH.search(text)) and (month := _place(said[2], names.months)) is not None:
        day = _date(today.year, month + 1, int(said[1]))
        return day if day is None or day >= today else _date(today.year + 1, month + 1, int(said[1]))
    if count := _IN_DAYS.search(text):
        return today + timedelta(days=int(count[1]))
    ahead = (_days_ahead(word, names, today) for word in reversed(re.findall(r"[^\W\d_]+", text)))
    days = next((days for days in ahead if days is not None), None)
    return None if days is None else today + timedelta(days=days)


def _days_ahead(word: str, names: Names, today: date) -> int | None:
    if _place(word, names.today) is not None:
        return 0
    if _place(word, names.tomorrow) is not None:
        return 1
    weekday = _place(word, names.weekdays)
    return None if weekday is None else (weekday - today.weekday() - 1) % 7 + 1


def attendees_as_owners(people: Sequence[Attendee]) -> dict[str, Side | None]:
    """How those who take part can be named: in full, or by the first name where only one has it."""
    first = [one.name.split()[0] for one in people if one.name.split()]
    found: dict[str, Side | None] = {one.name: one.side for one in people}
    for one in people:
        names = one.name.split()
        if len(names) > 1 and first.count(names[0]) == 1:
            found.setdefault(names[0], one.side)
    return found


def _place(word: str, names: Sequence[str]) -> int | None:
    """Which of `names` this is, whole or cut to three letters or more."""
    said = word.casefold()
    for place, name in enumerate(names):
        known = name.casefold()
        if said == known or (len(said) >= 3 and known.startswith(said)):
            return place
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
