"""Reminders: polite messages that quote the signed line, and what was agreed to follow two misses in a row."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from gettext import NullTranslations
from typing import NamedTuple

from desktop.domain import wording
from desktop.domain.agreement import AgreedStep, Content
from desktop.domain.lateness import late_days, late_seconds
from desktop.domain.people import Influence
from desktop.domain.promises import Pattern, Promise, PromiseState
from desktop.domain.roles import Role, Side
from desktop.domain.steps import Consequence
from desktop.domain.tracking import Tracking
from desktop.domain.working_time import WorkingTime
from desktop.formats import format_date, format_time, format_weekday
from desktop.i18n import words

MISSES_IN_A_ROW = 2
LOOKED_BACK, OFTEN = 5, 3
"""Somebody is often late who was late with so many of the last promises."""


class ReminderKind(StrEnum):
    """Reminding the client, noting it for ourselves, or asking for the talk that was agreed."""

    REMIND = "remind"
    NOTE = "note"
    TALK = "talk"


@dataclass(frozen=True, kw_only=True)
class Reminder:
    """A message as plain text, ready to be looked at, changed and sent. `to_email` may be empty: it is not known."""

    kind: ReminderKind
    to_name: str
    to_email: str
    subject: str
    body: str

    @property
    def receivers(self) -> tuple[tuple[str, str], ...]:
        """Name and address, where it is known."""
        return ((self.to_name, self.to_email),) if self.to_email else ()


@dataclass(frozen=True, kw_only=True)
class Rung:
    """The agreed next rung: the two named people talk, after two misses of one side in a row."""

    side: Side
    missed: tuple[str, ...]
    """The titles of both steps, the earlier first."""
    agency: Role
    client: Role
    within_days: int
    """Working days."""


class Outcome(NamedTuple):
    """What came of a promise that is measured; `at` is when that was known."""

    at: datetime
    place: int
    title: str
    side: Side | None
    is_miss: bool


@dataclass(frozen=True, kw_only=True)
class Addressee:
    """Who is written to. `stands_in_for` names the person who is away, where this is the deputy."""

    name: str
    email: str = ""
    stands_in_for: str = ""


@dataclass(frozen=True, kw_only=True)
class Occasion:
    """All that a message says. `content` is the signed version under which the promise was made."""

    content: Content
    signed_on: date
    promise: Promise
    candidate: str = ""
    """The candidate's reference; empty for a step that is not per candidate."""
    sender: str
    sender_title: str = ""
    calendar: WorkingTime
    """Of the side that holds the promise: times are told on its wall clock, lateness is counted in its days."""
    now: datetime

    @property
    def step(self) -> AgreedStep:
        return next(step for step in self.content.steps if step.id == self.promise.step_id)


def reminder(occasion: Occasion, to: Addressee) -> Reminder:
    """The message about one promise, in the paper's language: a note to ourselves where it is ours alone."""
    content, t = occasion.content, words(occasion.content.language)
    ours = occasion.promise.side == Side.AGENCY
    if ours:
        opening = t.gettext("This is ours to do. In the agreement for {job}, version {number}, signed on {date}, we"
                            " promised:")  # fmt: skip
        asked = t.gettext("If it will take longer, let the client know before they have to ask, and say by when.")
    else:
        opening = t.gettext("In our agreement for {job}, version {number}, signed on {date}, we wrote down together:")
        asked = t.gettext(
            "Could you let us know by when we can expect it? If you are waiting for something from us, please say so,"
            " and we will see to it."
        )
    paragraphs = (
        t.gettext("Dear {name},").format(name=_line(to.name)),
        *_as_deputy(to, t),
        opening.format(
            job=_job(content, t),
            number=content.version,
            date=format_date(occasion.signed_on, content.language),
        ),
        _quote(occasion, t),
        *_about_candidate(occasion, t),
        _due(occasion, t),
        *_consequence(occasion, t),
        asked,
        *_closing(occasion, t),
    )
    subject = t.gettext("{step}, {job}: a reminder")
    return Reminder(
        kind=ReminderKind.NOTE if ours else ReminderKind.REMIND,
        to_name=_line(to.name),
        to_email=to.email,
        subject=subject.format(step=_line(occasion.promise.title), job=_job(content, t)),
        body="\n\n".join(paragraphs),
    )


def talk(occasion: Occasion, rung: Rung, to: Addressee, ours: str) -> Reminder:
    """Asks the client's named person for the agreed talk with ours."""
    content, t = occasion.content, words(occasion.content.language)
    first, second = (_line(title) for title in rung.missed)
    if first == second:
        what = t.gettext("“{first}” has come later than we agreed twice in a row.")
    elif rung.side == Side.AGENCY:
        what = t.gettext("Two of our promises in a row have come later than we agreed: “{first}” and “{second}”.")
    else:
        what = t.gettext("Two steps in a row have come later than we agreed: “{first}” and “{second}”.")
    agreed = t.ngettext(
        "For this we agreed in version {number}, signed on {date}, that {one} and {other} talk within {n} working day,"
        " to find out together what is in the way.",
        "For this we agreed in version {number}, signed on {date}, that {one} and {other} talk within {n} working days,"
        " to find out together what is in the way.",
        rung.within_days,
    ).format(
        number=content.version,
        date=format_date(occasion.signed_on, content.language),
        one=_line(ours),
        other=_line(to.stands_in_for or to.name),
        n=rung.within_days,
    )
    paragraphs = (
        t.gettext("Dear {name},").format(name=_line(to.name)),
        *_as_deputy(to, t),
        what.format(first=first, second=second),
        agreed,
        t.gettext("It is about this one:"),
        _quote(occasion, t),
        *_about_candidate(occasion, t),
        _due(occasion, t),
        t.gettext("When would a short call suit you?"),
        *_closing(occasion, t),
    )
    return Reminder(
        kind=ReminderKind.TALK,
        to_name=_line(to.name),
        to_email=to.email,
        subject=t.gettext("{job}: may we talk?").format(job=_job(content, t)),
        body="\n\n".join(paragraphs),
    )


# -- what to do next ---------------------------------------------------------------------------------------------------


def next_rung(tracking: Tracking, content: Content, side: Side | None, now: datetime) -> Rung | None:
    """The talk that was agreed, where the last two measured promises of `side` both were not in time.

    A promise of both sides (None) counts for each, and is looked at as the client's.
    """
    side = side or Side.CLIENT
    known = [Outcome(_known_at(p), p.place, p.title, p.side, is_miss(p, now)) for p in _measured(tracking, now)]
    missed = missed_in_a_row(known, side)
    return rung_after(missed, content, side) if missed else None


def missed_in_a_row(outcomes: Iterable[Outcome], side: Side) -> tuple[str, ...]:
    """The titles of the last two promises of `side`, or of both sides, where neither was in time; else nothing."""
    of_side = (one for one in outcomes if one.side in {side, None})
    last = sorted(of_side, key=lambda one: (one.at, one.place))[-MISSES_IN_A_ROW:]
    missed = tuple(one.title for one in last if one.is_miss)
    return missed if len(missed) == MISSES_IN_A_ROW else ()


def rung_after(missed: tuple[str, ...], content: Content, side: Side) -> Rung:
    """What `content` says is to follow two misses of `side` in a row."""
    slips = content.terms.if_something_slips
    return Rung(
        side=side,
        missed=missed,
        agency=slips.talk_agency,
        client=slips.talk_client,
        within_days=slips.talk_within_days,
    )


def needs_mentor(tracking: Tracking, role: Role, influence: Influence, now: datetime) -> bool:
    """Whether to ask a person of great influence who is often late, as `role`, to be our mentor. Private."""
    last = [p for p in _measured(tracking, now) if role in p.does][-LOOKED_BACK:]
    return influence == Influence.GREAT and sum(is_miss(p, now) for p in last) >= OFTEN


def is_miss(promise: Promise, now: datetime) -> bool:
    """Whether it was not in time. What is excused is no miss."""
    return promise.state_at(now) in {PromiseState.LATE, PromiseState.LATE_AND_KEPT}


def _measured(tracking: Tracking, now: datetime) -> list[Promise]:
    """The promises whose outcome is known and counts, in the order in which it was known."""
    counted = {PromiseState.KEPT, PromiseState.LATE_AND_KEPT, PromiseState.LATE}
    found = [p for p in tracking.promises if p.pattern != Pattern.POINT and p.state_at(now) in counted]
    return sorted(found, key=lambda p: (_known_at(p), p.place))


def _known_at(promise: Promise) -> datetime:
    return min(promise.done_at or promise.due_at, promise.due_at)


# -- the words ---------------------------------------------------------------------------------------------------------


def _job(content: Content, t: NullTranslations) -> str:
    return t.gettext("{title} ({reference})").format(title=_line(content.title), reference=content.reference)


def _as_deputy(to: Addressee, t: NullTranslations) -> tuple[str, ...]:
    if not to.stands_in_for:
        return ()
    words = t.gettext("{name} is away, so I am writing to you as the deputy.")
    return (words.format(name=_line(to.stands_in_for)),)


def _quote(occasion: Occasion, t: NullTranslations) -> str:
    """The line as it was signed."""
    step, content = occasion.step, occasion.content
    numbers = {one.id: number for number, one in enumerate(content.steps, 1)}
    day = format_date(step.counted_from.on, content.language) if step.counted_from.on else ""
    if occasion.promise.pattern == Pattern.DURATION:
        line = t.gettext("“Step {n}, {title}: within {limit}, counted from {origin}. Done when: {done}.”")
    else:
        line = t.gettext("“Step {n}, {title}: {limit}. Done when: {done}.”")
    return line.format(
        n=numbers[step.id],
        title=_line(step.title),
        limit=wording.within(step.within, t),
        origin=wording.counted_from(step.counted_from, numbers, t, date=day),
        done=_line(step.done_when).rstrip("."),
    )


def _about_candidate(occasion: Occasion, t: NullTranslations) -> tuple[str, ...]:
    if not occasion.candidate:
        return ()
    return (t.gettext("It is about candidate {reference}.").format(reference=_line(occasion.candidate)),)


def _due(occasion: Occasion, t: NullTranslations) -> str:
    promise, language = occasion.promise, occasion.content.language
    here = promise.due_at.astimezone(occasion.calendar.tz)
    day, clock = format_weekday(here.date(), language), format_time(here.time(), language)
    n = _days_late(occasion)
    if promise.state_at(occasion.now) != PromiseState.LATE:
        sentence = t.gettext("It is due on {day} at {time} ({place} time).")
    elif n and promise.within.unit.is_working:
        sentence = t.ngettext(
            "It was due on {day} at {time} ({place} time), {n} working day ago.",
            "It was due on {day} at {time} ({place} time), {n} working days ago.",
            n,
        )
    elif n:
        sentence = t.ngettext(
            "It was due on {day} at {time} ({place} time), {n} day ago.",
            "It was due on {day} at {time} ({place} time), {n} days ago.",
            n,
        )
    else:
        sentence = t.gettext("It was due on {day} at {time} ({place} time).")
    return sentence.format(day=day, time=clock, place=wording.city(occasion.calendar.zone), n=n)


def _days_late(occasion: Occasion) -> int:
    """As the tracker and Today count them."""
    promise, answers = occasion.promise, occasion.step.answers
    side = promise.side or (answers.side if answers else Side.AGENCY)
    hours_a_day = occasion.content.week_of(side).hours_a_day if promise.within.unit.is_working else 24.0
    return late_days(late_seconds(promise.within, promise.due_at, occasion.now, occasion.calendar), hours_a_day)


def _consequence(occasion: Occasion, t: NullTranslations) -> tuple[str, ...]:
    missed = occasion.step.if_missed
    if missed.consequence == Consequence.NONE or occasion.promise.state_at(occasion.now) != PromiseState.LATE:
        return ()
    what = _line(wording.if_missed(missed, t)).rstrip(".")
    return (t.gettext("What we agreed for this case: {consequence}.").format(consequence=what),)


def _closing(occasion: Occasion, t: NullTranslations) -> tuple[str, ...]:
    agency = occasion.content.agency_short or occasion.content.agency
    signed = [_line(part) for part in (occasion.sender, occasion.sender_title, agency) if part]
    return ("\n".join((t.gettext("With kind regards"), *signed)),)


def _line(text: str) -> str:
    """On one line: what was typed with line breaks too."""
    return " ".join(text.split())
