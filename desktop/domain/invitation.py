"""What a calendar is told of a meeting and of what is due. Nothing private is in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from gettext import NullTranslations
from typing import Final
from zoneinfo import ZoneInfo

from desktop.domain.agency import Agency
from desktop.domain.job_order import JobOrder
from desktop.domain.meetings import Attendee, ItemKind, Meeting
from desktop.domain.minutes import heading, stays_private
from desktop.domain.notes import private_lines, shared
from desktop.domain.people import Client
from desktop.domain.promises import Promise
from desktop.domain.roles import Side
from desktop.formats import format_list
from desktop.i18n import words

_HOME: Final = "countersign"
"""Ends the ids, so that they are no other program's."""


@dataclass(frozen=True, kw_only=True)
class Invitation:
    """One meeting. The same `uid` with a higher `sequence` is its update."""

    uid: str
    sequence: int
    title: str
    at: datetime
    minutes: int
    zone: str
    """IANA: on whose wall clock it begins."""
    place: str = ""
    description: str = ""
    organizer: Attendee | None = None
    """Who invites, where an address is known."""
    people: tuple[Attendee, ...] = ()
    is_cancelled: bool = False


@dataclass(frozen=True, kw_only=True)
class DueDate:
    """Something that is due: on a day, or at a time on the wall clock of `zone`.

    The same `uid` with a higher `sequence` is its update; `is_cancelled` takes what is done out of calendars. No file
    remembers what an earlier one held: what lost its line or its day stays in calendars until it is deleted there.
    """

    uid: str
    sequence: int
    title: str
    description: str = ""
    due: date | datetime
    zone: str = "UTC"
    is_cancelled: bool = False

    @property
    def day(self) -> date:
        """On which it is due."""
        return self.due.astimezone(ZoneInfo(self.zone)).date() if isinstance(self.due, datetime) else self.due


def invitation_of(
    meeting: Meeting,
    agency: Agency,
    client: Client,
    job: JobOrder | None,
    organizer: Attendee | None,
) -> Invitation:
    """What an invitation to `meeting` says, in the agency's paper language."""
    t = words(agency.language)
    about = f"{job.title} ({job.reference})" if job else client.name
    return Invitation(
        uid=f"meeting-{meeting.id}@{_HOME}",
        sequence=meeting.sequence,
        title=t.gettext("{meeting}: {about}").format(meeting=heading(meeting, agency.language), about=about),
        at=meeting.at,
        minutes=meeting.minutes,
        zone=meeting.zone,
        place=meeting.place,
        description=_description(meeting, agency, client, t),
        organizer=organizer,
        people=meeting.people,
        is_cancelled=meeting.cancelled_at is not None,
    )


def private_topics(meeting: Meeting) -> int:
    """How many topics of the agenda an invitation leaves out."""
    return sum(private_lines(topic) > 0 for topic in meeting.agenda)


def promise_due(
    promise: Promise, candidate: str, revision: int, job: JobOrder, names: dict[Side, str], language: str
) -> DueDate:
    """When a promise is due. `revision` counts the changes to the job order's promises; `names` those of the sides.

    `candidate` is its reference; empty for a promise that is not about one. A promise that is no longer to be kept
    says how it ended, and is cancelled.
    """
    t = words(language)
    what = f"{promise.title} · {candidate}" if candidate else promise.title
    who = names[promise.side] if promise.side else format_list(list(names.values()), language)
    return DueDate(
        uid=f"promise-{promise.id}@{_HOME}",
        sequence=revision,
        title=t.gettext("{who}: {what}").format(who=who, what=what),
        description="\n".join((f"{job.title} ({job.reference})", *_ended(promise, t))),
        due=promise.due_at,
        zone=promise.zone,
        is_cancelled=not promise.is_open,
    )


def actions_due(meeting: Meeting, about: str, language: str) -> Iterator[DueDate]:
    """The actions and questions of `meeting` that have a day, without the private ones; closed ones are cancelled."""
    t, lines = words(language), meeting.notes.split("\n")
    for item in meeting.items:
        if item.kind == ItemKind.DECISION or item.due is None or stays_private(item, lines):
            continue
        text = shared(item.text)
        is_told = not item.owner or text.casefold().startswith(item.owner.casefold())
        yield DueDate(
            uid=f"action-{item.id}@{_HOME}",
            sequence=meeting.revision,
            title=text if is_told else t.gettext("{who}: {what}").format(who=item.owner, what=text),
            description="\n".join((heading(meeting, language), about)),
            due=item.due,
            is_cancelled=not item.is_open,
        )


def _ended(promise: Promise, t: NullTranslations) -> tuple[str, ...]:
    return () if promise.is_open else (t.gettext(promise.state.label),)


def _description(meeting: Meeting, agency: Agency, client: Client, t: NullTranslations) -> str:
    found = []
    for side, name in ((Side.CLIENT, client.name), (Side.AGENCY, agency.name)):
        people = [one.name for one in meeting.people if one.side == side]
        if people:
            listed = format_list(people, agency.language, last_and=False)
            found.append(t.gettext("{label}: {names}").format(label=name, names=listed))
    topics = [topic for topic in map(shared, meeting.agenda) if topic]
    if topics:
        numbered = "\n".join(f"{n}. {topic}" for n, topic in enumerate(topics, 1))
        found.append("\n".join(("", t.gettext("Agenda"), numbered)))
    return "\n".join(found).strip()
