"""The page of a client, asked of the tables in plain SQL: one statement for each part, whatever hangs on the client."""

# ruff: noqa: S608 - put together from the constants of this file; what is asked for is bound

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy.orm import Session

from desktop.domain.canonical import from_plain
from desktop.domain.health import JobOrderHealth, OverdueAction
from desktop.domain.limits import Within
from desktop.domain.measures import Ratio
from desktop.domain.meetings import ItemKind, MeetingKind
from desktop.domain.relationship import (
    AGREEMENTS_READ,
    CHECK_INS_SHOWN,
    MEETINGS_SHOWN,
    MOST_ACTIONS,
    LastCheckIn,
    LastMeeting,
    OpenAction,
    Part,
    UsualStep,
)
from desktop.domain.roles import Role, Side
from desktop.storage.today import as_kept, instant

_OPEN: Final = "j.client_id = :client AND j.state NOT IN ('filled', 'lost', 'passed')"
_LATE_NOW: Final = "p.state = 'running' AND p.due_at < :now AND p.paused_since IS NULL"
_THEIR_ROLES: Final = ", ".join(f"'{role}'" for role in Role if role.side == Side.CLIENT)
_STANDINGS: Final = f"""
    SELECT j.id, j.title, j.state, j.is_signed, CASE j.version_state WHEN 'agreed' THEN j.version_number END,
        t.quiet_from, (SELECT MAX(at) FROM check_ins WHERE job_order_id = j.id)
    FROM job_orders j LEFT JOIN trackings t ON t.job_order_id = j.id WHERE {_OPEN} ORDER BY j.number DESC
"""
_LATE: Final = f"""
    SELECT j.id, COUNT(*) FILTER (WHERE p.side IS NOT 'client'), COUNT(*) FILTER (WHERE p.side = 'client'),
        p.id, MIN(p.due_at)
    FROM job_orders j JOIN promises p ON p.job_order_id = j.id
    WHERE {_OPEN} AND {_LATE_NOW} AND p.pattern <> 'rhythm' GROUP BY j.id
"""
_PULSES: Final = f"""
    SELECT j.id, MAX(c.at), c.ours, c.theirs FROM job_orders j JOIN check_ins c ON c.job_order_id = j.id
    WHERE {_OPEN} AND (c.ours IS NOT NULL OR c.theirs IS NOT NULL) GROUP BY j.id
"""
_CHECK_INS: Final = """
    SELECT j.id, j.title, c.at, c.who, c.words, c.ours, c.theirs
    FROM job_orders j JOIN check_ins c ON c.job_order_id = j.id
    WHERE j.client_id = :client ORDER BY c.at DESC LIMIT :most
"""
_AGREED: Final = f"""
    SELECT s.value ->> 'title', s.value -> 'within', MIN(s.key), COUNT(DISTINCT a.job_order_id)
    FROM (SELECT a.job_order_id, a.content FROM job_orders j JOIN agreements a ON a.job_order_id = j.id
          WHERE j.client_id = :client AND a.state = 'signed' ORDER BY j.number DESC LIMIT :most) a,
        json_each(a.content, '$.steps') s
    WHERE s.value ->> '$.within.unit' NOT IN ('before_signing', 'before_search')
        AND EXISTS (SELECT 1 FROM json_each(s.value, '$.does') WHERE value IN ({_THEIR_ROLES}))
    GROUP BY 1, 2
"""
_HOW_KEPT: Final = f"""
    SELECT p.title, COUNT(*) FILTER (WHERE p.state = 'kept'),
        COUNT(*) FILTER (WHERE p.state IN ('kept', 'late_and_kept') OR {_LATE_NOW})
    FROM job_orders j JOIN promises p ON p.job_order_id = j.id
    WHERE j.client_id = :client AND p.side IS NOT 'agency' AND p.pattern <> 'point' GROUP BY p.title
"""
_PARTS: Final = """
    SELECT i.person_id, i.role, i.involved_when, i.involved_how, COUNT(*)
    FROM job_orders j JOIN involvements i ON i.job_order_id = j.id
    WHERE j.client_id = :client AND i.person_id IS NOT NULL GROUP BY 1, 2, 3, 4 ORDER BY 5 DESC, 3, 4
"""
_INFORMED: Final = """
    SELECT p.value ->> 'person_id', MAX(m.at) FROM meetings m, json_each(m.people) p
    WHERE m.client_id = :client AND m.at <= :now AND m.cancelled_at IS NULL GROUP BY 1
"""
_MEETINGS: Final = """
    SELECT m.id, m.kind, m.title, m.at, m.job_order_id, m.cancelled_at IS NOT NULL,
        (SELECT COUNT(*) FROM meeting_items i
         WHERE i.meeting_id = m.id AND i.closed_at IS NULL AND i.kind <> 'decision')
    FROM meetings m WHERE m.client_id = :client ORDER BY m.at DESC, m.id LIMIT :most
"""
_ACTIONS: Final = """
    FROM meetings m JOIN meeting_items i ON i.meeting_id = m.id
    WHERE m.client_id = :client AND i.closed_at IS NULL AND i.kind <> 'decision'
"""


class Asked:
    """What is known of one client at `now`."""

    def __init__(self, session: Session, client_id: UUID, now: datetime) -> None:
        self._connection, self._now = session.connection(), now
        self._named = {"client": client_id.hex, "now": as_kept(now), "today": now.astimezone().date().isoformat()}

    def health(self) -> list[JobOrderHealth]:
        """Every job order that is not closed, the newest first."""
        late = {row[0]: row[1:] for row in self._ask(_LATE)}
        pulses = {row[0]: row[2:] for row in self._ask(_PULSES)}
        return [
            JobOrderHealth(
                job_order_id=UUID(id),
                title=title,
                late_ours=late.get(id, (0, 0))[0],
                late_theirs=late.get(id, (0, 0))[1],
                latest=_id(late[id][2]) if id in late else None,
                quiet_from=instant(quiet) if quiet and state != "on_hold" else None,
                last_check_in=instant(checked) if checked else None,
                ours=pulses.get(id, (None, None))[0],
                theirs=pulses.get(id, (None, None))[1],
                is_unsigned=state == "open" and not is_signed,
                unsigned_version=waiting,
            )
            for id, title, state, is_signed, waiting, quiet, checked in self._ask(_STANDINGS)
        ]

    def overdue(self) -> list[OverdueAction]:
        """Actions whose day has passed, the longest overdue first."""
        where = "AND i.kind = 'action' AND i.due < :today"
        return [
            OverdueAction(meeting_id=UUID(m), line=line, job_order_id=_id(job), text=text, due=date.fromisoformat(due))
            for m, line, job, text, due in self._ask(
                f"SELECT m.id, i.line, m.job_order_id, i.text, i.due {_ACTIONS} {where} ORDER BY 5"
            )
        ]

    def actions(self) -> tuple[tuple[OpenAction, ...], int]:
        """Those that wait, the next due first, and how many there are."""
        columns = "SELECT i.id, m.id, i.line, m.job_order_id, i.kind, i.text, i.owner, i.side, i.due"
        order = "ORDER BY i.due IS NULL, i.due, m.at, i.line LIMIT :most"
        rows = self._ask(f"{columns} {_ACTIONS} {order}", most=MOST_ACTIONS)
        lines = tuple(
            OpenAction(
                UUID(id), UUID(m), line, _id(job), ItemKind(kind), text, owner, side and Side(side),
                due and date.fromisoformat(due),
            )
            for id, m, line, job, kind, text, owner, side, due in rows
        )  # fmt: skip
        count = len(lines) if len(lines) < MOST_ACTIONS else self._ask(f"SELECT COUNT(*) {_ACTIONS}")[0][0]
        return lines, count

    def check_ins(self) -> tuple[LastCheckIn, ...]:
        """The newest first."""
        rows = self._ask(_CHECK_INS, most=CHECK_INS_SHOWN)
        return tuple(LastCheckIn(UUID(id), title, instant(at), *more) for id, title, at, *more in rows)

    def meetings(self) -> tuple[tuple[LastMeeting, ...], int]:
        """The newest, and how many there are."""
        lines = tuple(
            LastMeeting(UUID(id), MeetingKind(kind), title, instant(at), _id(job), bool(cancelled), count)
            for id, kind, title, at, job, cancelled, count in self._ask(_MEETINGS, most=MEETINGS_SHOWN)
        )
        return lines, self._ask("SELECT COUNT(*) FROM meetings WHERE client_id = :client")[0][0]

    def job_order_count(self) -> int:
        return int(self._ask("SELECT COUNT(*) FROM job_orders WHERE client_id = :client")[0][0])

    def usual(self) -> tuple[UsualStep, ...]:
        """What the client agrees to again and again, in the order of the process, and how it kept that."""
        kept: dict[str, Ratio] = {}
        for title, n, of in self._ask(_HOW_KEPT):
            kept[title.casefold()] = kept.get(title.casefold(), Ratio()) + Ratio(n, of)
        steps: dict[str, list[tuple[str, Within, int, int]]] = {}
        for title, limit, place, count in self._ask(_AGREED, most=AGREEMENTS_READ):
            steps.setdefault(title.casefold(), []).append((title, from_plain(Within, json.loads(limit)), place, count))
        found = []
        for key, rows in steps.items():
            title, within, _place, count = max(rows, key=lambda row: (row[3], -row[1].amount))
            found.append((min(row[2] for row in rows), UsualStep(title, within, count, kept.get(key, Ratio()))))
        return tuple(step for _place, step in sorted(found, key=lambda one: (one[0], one[1].title)))

    def parts(self) -> dict[UUID, tuple[Part, ...]]:
        """Who plays which role in how many job orders; when and how they are involved."""
        found: dict[UUID, tuple[Part, ...]] = {}
        for person, role, when, how, count in self._ask(_PARTS):
            found[UUID(person)] = (*found.get(UUID(person), ()), Part(Role(role), when, how, count))
        return found

    def informed(self) -> dict[UUID, datetime]:
        """When each person last took part in a meeting."""
        return {UUID(id): instant(at) for id, at in self._ask(_INFORMED) if id}

    def _ask(self, sql: str, **more: int) -> list[Sequence[Any]]:
        named: Mapping[str, Any] = {**self._named, **more}
        return list(self._connection.exec_driver_sql(sql, dict(named)))


def _id(value: str | None) -> UUID | None:
    return UUID(value) if value else None
