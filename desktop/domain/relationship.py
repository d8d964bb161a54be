"""What is known of working with one client, for the page that shows it: light values, asked for once. Private."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from desktop.domain.health import Reason
from desktop.domain.limits import Within
from desktop.domain.lines import JobOrderLine
from desktop.domain.measures import Ratio
from desktop.domain.meetings import ItemKind, MeetingKind
from desktop.domain.partnership import MarketNote, Mentoring, Pilot
from desktop.domain.people import Influence, Person
from desktop.domain.roles import Role, Side


class Part(NamedTuple):
    """A role that somebody plays in job orders; for finance, legal and procurement when and how."""

    role: Role
    when: str
    how: str
    job_orders: int


@dataclass(frozen=True, kw_only=True)
class KnownPerson:
    """Somebody of the client, and what we know of talking with them."""

    person: Person
    parts: tuple[Part, ...] = ()
    informed_at: datetime | None = None
    """When the newest meeting was that they took part in."""
    mentoring: Mentoring | None = None


class UsualStep(NamedTuple):
    """What the client usually agreed to, of one step that it does; by its newest signed agreements."""

    title: str
    within: Within
    """The limit agreed in the most job orders; of as many the shortest."""
    job_orders: int
    """In how many job orders it had that limit."""
    kept: Ratio
    """Kept on time, by the rules of "Promises kept"."""


class LastCheckIn(NamedTuple):
    """What was said, and how it went by each side, from 1 to 5."""

    job_order_id: UUID
    job: str
    at: datetime
    who: str
    words: str
    ours: int | None
    theirs: int | None


class LastMeeting(NamedTuple):
    """A meeting in short."""

    id: UUID
    kind: MeetingKind
    title: str
    at: datetime
    job_order_id: UUID | None
    is_cancelled: bool
    open_count: int
    """Actions and questions still open."""


class OpenAction(NamedTuple):
    """An action or open question of a meeting that waits."""

    id: UUID
    meeting_id: UUID
    line: int
    """Of the meeting's notes, from 1."""
    job_order_id: UUID | None
    kind: ItemKind
    text: str
    owner: str
    side: Side | None
    due: date | None


@dataclass(frozen=True, kw_only=True)
class ClientPage:
    """Everything that the page of a client shows."""

    client_id: UUID
    name: str
    now: datetime
    reasons: tuple[Reason, ...] = ()
    """Why it needs care, most pressing first; none when all is well."""
    people: tuple[KnownPerson, ...] = ()
    """By name."""
    usual: tuple[UsualStep, ...] = ()
    """In the order of the process."""
    job_orders: tuple[JobOrderLine, ...] = ()
    """The newest."""
    job_order_count: int = 0
    check_ins: tuple[LastCheckIn, ...] = ()
    """The newest first, as everything below but the actions."""
    meetings: tuple[LastMeeting, ...] = ()
    meeting_count: int = 0
    market: tuple[MarketNote, ...] = ()
    pilots: tuple[Pilot, ...] = ()
    actions: tuple[OpenAction, ...] = ()
    """Those that wait, the next due first; at most `MOST_ACTIONS`."""
    action_count: int = 0


AGREEMENTS_READ = 20
"""So many of the newest signed agreements say what a client is used to."""
JOB_ORDERS_SHOWN, MEETINGS_SHOWN, CHECK_INS_SHOWN, MOST_ACTIONS = 50, 5, 3, 100


def by_influence(people: Sequence[KnownPerson]) -> dict[Role, dict[Influence, list[KnownPerson]]]:
    """The map: rows by role in their own order, of those that somebody has; across, how much their word counts."""
    return {
        role: {
            influence: [p for p in people if (p.person.role, p.person.influence) == (role, influence)]
            for influence in (Influence.GREAT, Influence.SOME, Influence.UNKNOWN)
        }
        for role in Role
        if any(p.person.role == role for p in people)
    }
