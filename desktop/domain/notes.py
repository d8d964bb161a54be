"""Notes that are typed in the room: which lines are decisions, actions, open questions, or private.

Plain text with Markdown. A line that begins with `d ` is a decision, with `a ` an action, with `? ` an open question;
one that begins with `! ` is private and leaves the house in nothing. A list mark or indentation before it is fine. A
capital marks nothing: "A new plant opens" is a sentence.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from difflib import SequenceMatcher

from desktop.domain.meetings import Item, ItemKind
from desktop.domain.recognition import Names, due_in, owner_in

MARKS = {"d": ItemKind.DECISION, "a": ItemKind.ACTION, "?": ItemKind.QUESTION}
PRIVATE = "!"
ALIKE = 0.6
"""How alike two texts are for one to be the other, edited (difflib's ratio)."""
_LINE = re.compile(r"^[ \t]*(?:[-*+][ \t]+)?(?:![ \t]+)?(?P<mark>[da?])[ \t]+(?P<text>\S.*)$")
_HEADING = re.compile(r"^#{1,6}[ \t]+(?P<words>\S.*?)[ \t]*$")
_PRIVATE = re.compile(r"^(?:[^\w!?！]|_)*(?:(?:\d{1,9}|[^\W\d_]|\?)(?:[^\w!?！]|_)+)*[!！]\s")
"""Rather too much than too little: after any list mark, number, heading, quote, mark or what nobody sees, and as other
keyboards type it."""


def is_private(line: str) -> bool:
    """Whether this line stays in the house."""
    return _PRIVATE.match(line) is not None


def open_lines(notes: str) -> Iterator[tuple[int, str]]:
    """The lines that may leave the house, each with its number from 1; every kind of line end ends a line."""
    for number, line in enumerate(notes.split("\n"), 1):
        if not is_private(line):
            yield from ((number, part) for part in line.splitlines() or [""] if not is_private(part))


def shared(notes: str) -> str:
    """The notes without their private lines."""
    return "\n".join(line for _number, line in open_lines(notes))


def private_lines(notes: str) -> int:
    """How many lines stay in the house."""
    return sum(is_private(line) for line in notes.splitlines())


def mark_of(line: str) -> ItemKind | None:
    """What this line is besides a note; None where it is nothing else. It may be private too."""
    match = _LINE.match(line)
    return MARKS[match["mark"]] if match else None


def without_mark(line: str) -> str:
    """What the line says, whatever it is besides a note."""
    match = _LINE.match(line)
    return match["text"] if match else line.strip()


def heading_of(line: str) -> str | None:
    """The words of a Markdown heading; None where the line is none."""
    match = _HEADING.match(line)
    return match["words"] if match else None


def answers(notes: str, agenda: Sequence[str]) -> list[tuple[str, str]]:
    """What was written under the headings that are topics of `agenda`, without private lines and the decisions' mark.

    Actions and open questions are left out: they answer nothing yet.
    """
    topics, found = {topic.casefold() for topic in agenda}, dict[str, list[str]]()
    under: list[str] | None = None
    for line in shared(notes).split("\n"):
        heading, match = heading_of(line), _LINE.match(line)
        if heading is not None:
            under = found.setdefault(heading, []) if heading.casefold() in topics else None
        elif under is not None and (match is None or MARKS[match["mark"]] == ItemKind.DECISION):
            under.append(without_mark(line) if match else line)
    texts = ((topic, "\n".join(lines).strip()) for topic, lines in found.items())
    return [(topic, text) for topic, text in texts if text]


def missing_topics(notes: str, agenda: Sequence[str]) -> list[str]:
    """The topics of `agenda` that are no heading of `notes` yet."""
    there = {heading.casefold() for line in notes.split("\n") if (heading := heading_of(line)) is not None}
    return [topic for topic in agenda if topic.casefold() not in there]


def _marked(notes: str) -> Iterator[Item]:
    for number, line in enumerate(notes.split("\n"), 1):
        if match := _LINE.match(line):
            kind, text = MARKS[match["mark"]], match["text"].strip()
            yield Item(kind=kind, text=text, line=number, is_private=is_private(line))


def recognised(item: Item, names: Names, today: date) -> Item:
    """With the owner and the due date that its text names. A decision has neither."""
    if item.kind == ItemKind.DECISION:
        return item
    owner = owner_in(item.text, names)
    return replace(item, owner=owner, side=names.owners.get(owner), due=due_in(item.text, names, today))


def merged(before: Sequence[Item], notes: str, names: Names, today: date) -> tuple[Item, ...]:
    """The items of `notes`, each the one of `before` that it was, so that what is known of it stays.

    A line is the same item if its text is the same, else if it is like it. What was closed stays closed. Who does it
    by when stays, corrected by hand or recognised on another day, until the line names somebody or a day anew.
    """
    left = list(before)
    result: list[Item] = []
    waiting: list[Item] = []
    for item in _marked(notes):
        same = next((old for old in left if (old.kind, old.text) == (item.kind, item.text)), None)
        if same is None:
            waiting.append(item)
            continue
        left.remove(same)
        result.append(replace(same, line=item.line, is_private=item.is_private))
    for item in waiting:
        old, now = _most_alike(item, left), recognised(item, names, today)
        if old is None:
            result.append(now)
            continue
        left.remove(old)
        said = recognised(old, names, today)
        if said.owner == now.owner:
            now = replace(now, owner=old.owner, side=old.side)
        if said.due == now.due:
            now = replace(now, due=old.due)
        result.append(replace(now, id=old.id, closed_at=old.closed_at, outcome=old.outcome))
    return tuple(result)


def _most_alike(item: Item, known: Sequence[Item]) -> Item | None:
    alike = [(one, _alike(one, item)) for one in known if one.kind == item.kind]
    old, likeness = max(alike, key=lambda pair: pair[1], default=(None, 0.0))
    return old if likeness >= ALIKE else None


def _alike(old: Item, item: Item) -> float:
    if old.line == item.line:
        return 1.0  # edited where it stands
    return SequenceMatcher(None, old.text, item.text, autojunk=False).ratio()
