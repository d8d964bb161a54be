"""Meetings of both sides: who, when, about what, and the notes with what they leave behind."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from desktop.domain.roles import Role, Side
from desktop.domain.text import LINE, PARAGRAPH, Problems, problem, tidy
from desktop.errors import InvalidInputError
from desktop.formats import format_date
from desktop.i18n import N_, _

LONGEST_NOTES = 200_000
"""Characters of notes: about thirty thousand words, a meeting of a week."""
LONGEST_MEETING = 24 * 60
MOST_PEOPLE = 60
MOST_TOPICS = 60


class MeetingKind(StrEnum):
    INTAKE = "intake"
    STRATEGY = "strategy"
    CHECK_IN = "check_in"
    REVIEW = "review"
    LEARNING = "learning"
    COFFEE = "coffee"

    @property
    def label(self) -> str:
        return _KINDS[self]


_KINDS = {
    MeetingKind.INTAKE: N_("Intake meeting"),
    MeetingKind.STRATEGY: N_("Strategy meeting"),
    MeetingKind.CHECK_IN: N_("Check-in"),
    MeetingKind.REVIEW: N_("Review"),
    MeetingKind.LEARNING: N_("Learning session"),
    MeetingKind.COFFEE: N_("Coffee"),
}


class ItemKind(StrEnum):
    """What a line of notes can be besides a note."""

    DECISION = "decision"
    ACTION = "action"
    QUESTION = "question"

    @property
    def label(self) -> str:
        return _ITEMS[self]


_ITEMS = {
    ItemKind.DECISION: N_("Decision"),
    ItemKind.ACTION: N_("Action"),
    ItemKind.QUESTION: N_("Open question"),
}


@dataclass(frozen=True, kw_only=True)
class Attendee:
    """Who takes part. Copied, so that old minutes stay as they were; `person_id` where it is somebody we keep."""

    name: str
    side: Side
    role: Role | None = None
    email: str = ""
    person_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class Item:
    """A decision, an action or an open question, linked to its line of the notes."""

    id: UUID = field(default_factory=uuid4)
    kind: ItemKind
    text: str
    line: int
    """Of the notes, from 1."""
    owner: str = ""
    """Who does it, as it was recognised or typed: a name or a role."""
    side: Side | None = None
    due: date | None = None
    is_private: bool = False
    closed_at: datetime | None = None
    outcome: str = ""
    """How an action or question ended; for a decision, where it was taken."""

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done or answered. A decision is done by being made."""
        return self.kind != ItemKind.DECISION and self.closed_at is None


def is_whole_side(owner: str) -> bool:
    """Whether the owner of an action is just "we" or "they": who that is depends on who reads it."""
    return owner.casefold() in {_("we").casefold(), _("they").casefold()}


@dataclass(frozen=True, kw_only=True)
class Confirmation:
    """That somebody of the client confirmed what was said in a meeting; by nobody: that it is not confirmed."""

    meeting_id: UUID
    by: str = ""
    on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """One meeting with a client, about one job order or about working together."""

    id: UUID = field(default_factory=uuid4)
    client_id: UUID
    job_order_id: UUID | None = None
    kind: MeetingKind = MeetingKind.INTAKE
    title: str = ""
    """Empty: the kind says it."""
    at: datetime
    zone: str = "UTC"
    """IANA: on whose wall clock `at` was agreed. It stays so when clocks change."""
    minutes: int = 60
    place: str = ""
    """A room or a link."""
    people: tuple[Attendee, ...] = ()
    agenda: tuple[str, ...] = ()
    notes: str = ""
    items: tuple[Item, ...] = ()
    sequence: int = 0
    """Counts up whenever what an invitation says changes (RFC 5545 SEQUENCE)."""
    confirmed_by: str = ""
    """Who of the client confirmed the minutes."""
    confirmed_on: date | None = None
    teacher: Side | None = None
    """Of a learning session: whose turn it is to teach."""
    cancelled_at: datetime | None = None
    """When it was cancelled: it is not held."""
    revision: int = 0

    def __post_init__(self) -> None:
        object.__setattr__(self, "items", tuple(sorted(self.items, key=lambda item: (item.line, str(item.id)))))

    @property
    def heading(self) -> str:
        """What it is called, still to be translated where it is the kind."""
        return self.title or _(self.kind.label)

    @property
    def open_items(self) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.is_open)

    def item(self, id: UUID) -> Item | None:
        return next((item for item in self.items if item.id == id), None)

    def with_item(self, item: Item) -> "Meeting":
        return replace(self, items=tuple(item if one.id == item.id else one for one in self.items))

    def problems(self) -> Problems:
        found = Problems()
        found.add("title", problem(self.title))
        found.add("place", problem(self.place, longest=PARAGRAPH))
        found.add("notes", problem(self.notes, longest=LONGEST_NOTES, lines=True))
        found.add("confirmed_by", problem(self.confirmed_by))
        if not 5 <= self.minutes <= LONGEST_MEETING:
            words = _("Please give a length from 5 to {most} minutes.")
            found.add("minutes", words.format(most=LONGEST_MEETING))
        if len(self.people) > MOST_PEOPLE:
            found.add("people", _("At most {most} people can take part.").format(most=MOST_PEOPLE))
        for one in self.people:
            found.add("people", problem(one.name, required=True) or problem(one.email))
        found.add("agenda", topics_problem(self.agenda))
        for item in self.items:
            found.add("items", problem(item.owner) or problem(item.outcome, longest=PARAGRAPH, lines=True))
        return found

    def confirmed(self, by: str, on: date | None, today: date) -> "Meeting":
        """Somebody of the client confirmed what was said, `on` a day or today; by nobody takes it back.

        Raises InvalidInputError (fields `confirmed_by`, `confirmed_on`).
        """
        by = tidy(by)
        day = (on or today) if by else None
        if day and day > today:
            raise InvalidInputError({"confirmed_on": _("This day is still to come. Please give the day it was said.")})
        if day and day < (held := self.at.astimezone(ZoneInfo(self.zone)).date()):
            words = _("The meeting is of {date}: nothing was said before that.")
            raise InvalidInputError({"confirmed_on": words.format(date=format_date(held))})
        return replace(self, confirmed_by=by, confirmed_on=day)

    def following(self, before: "Meeting") -> "Meeting":
        """This with the sequence that comes after that of `before`, where its invitation says something else."""
        anew = any(getattr(self, name) != getattr(before, name) for name in _INVITED)
        return replace(self, sequence=before.sequence + anew)


class MeetingLine(NamedTuple):
    """A meeting in a list: light, since hundreds are made while scrolling."""

    id: UUID
    kind: MeetingKind
    title: str
    at: datetime
    zone: str
    job_order_id: UUID | None
    teacher: Side | None
    cancelled_at: datetime | None
    revision: int
    job_title: str | None
    """Of the job order that it is about."""
    open_count: int
    """Actions and questions still open."""

    @property
    def heading(self) -> str:
        """What it is called."""
        return self.title or _(self.kind.label)


_INVITED = ("kind", "title", "at", "zone", "minutes", "place", "people", "agenda", "cancelled_at")


def topics_problem(topics: tuple[str, ...]) -> str | None:
    """A sentence saying why an agenda cannot have these topics and what to do, or None."""
    if len(topics) > MOST_TOPICS:
        return _("An agenda has at most {most} topics.").format(most=MOST_TOPICS)
    for n, topic in enumerate(topics, 1):
        if found := problem(topic, required=True, longest=LINE):
            return _("Topic {n}: {problem}").format(n=n, problem=found)
    return None
