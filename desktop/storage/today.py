"""What waits on Today. Plain SQL, as SQLite keeps the values, so that it can be read before SQLAlchemy is imported.

The window shows it first; later the same is asked through a session. One more kind of job order that waits is one more
condition in `_WAITS`.
"""
# ruff: noqa: S608 - put together from our own words only

import json
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from desktop.domain.agreement import AgreementState
from desktop.domain.job_order import JobState
from desktop.domain.limits import Within
from desktop.domain.lines import JobOrderLine, Standing, TodayLine, Waiting
from desktop.domain.measures import Ratio
from desktop.domain.roles import Role, Side
from desktop.domain.today import (
    AHEAD,
    MOST,
    ActionLine,
    DuePromise,
    Group,
    QuietLine,
    Today,
    midnight_after,
    month_of,
)
from desktop.storage import schema, sqlite
from desktop.storage.hours import HOURS, JOIN, Execute, read_once, side_hours

Ask = Callable[[str], list[Sequence[Any]]]
T = TypeVar("T")
Read = Callable[[Any], Any] | None
"""Makes a value of what SQLite keeps; None where that is the value."""


def instant(text: str) -> datetime:
    """A moment that SQLite keeps: in UTC, without saying so."""
    return datetime.fromisoformat(text + "+00:00")  # four times as quick as giving it its zone afterwards


LINE: dict[str, Read] = {
    "j.id": UUID,
    "j.number": None,
    "j.title": None,
    "c.name": None,
    "j.state": JobState,
    "j.openings": None,
    "j.received_on": date.fromisoformat,
    "j.without_agreement": None,
    # Its standing, in the order of the fields.
    "j.steps_total": None,
    "j.steps_agreed": None,
    "j.differences": None,
    "j.holder": Side,
    "j.version_number": None,
    "j.version_state": AgreementState,
    "j.is_signed": bool,
    "j.due_at": instant,
}
"""The columns of a job order's line, and how each is read."""

_READ: list[Read] = [*LINE.values(), instant, None]
_COLUMNS = ", ".join([*LINE, "j.touched_at", "j.without_agreement"])
_SELECT = f"SELECT {_COLUMNS} FROM job_orders j JOIN clients c ON c.id = j.client_id"
_OPEN = "j.state IN ('draft', 'agreeing', 'open')"
_WAITS = {
    Waiting.DIFFERENCES: "j.differences > 0 AND j.version_state IN ('draft', 'proposed')",
    Waiting.SIGN_OFF: "j.version_state = 'agreed'",
    Waiting.WITHOUT_AGREEMENT: "j.state = 'open' AND j.without_agreement <> '' AND NOT j.is_signed",
    Waiting.ANSWERS: "j.version_state = 'proposed' AND j.differences = 0",
}


_RUNS = "p.state = 'running' AND p.paused_since IS NULL AND p.pattern <> 'rhythm'"
"""Check-ins are told where they are missing; what stands still waits for nobody here."""
_LATE = "p.due_at < :now"
_COMING = "p.due_at >= :now"
_TODAY = "p.due_at >= :now AND p.due_at < :midnight"
_OURS = "p.due_at >= :midnight AND p.due_at < :ahead AND (p.side = 'agency' OR p.side IS NULL)"
_COUNTS = f"""
    SELECT COUNT(*) FILTER (WHERE {_LATE}), COUNT(*) FILTER (WHERE {_TODAY}), COUNT(*) FILTER (WHERE {_OURS})
    FROM promises p WHERE {_RUNS} AND p.due_at < :ahead
"""
_DUE = f"""
    SELECT p.id, p.job_order_id, p.title, k.reference, j.title, j.openings, c.name, p.side, p.does, p.due_at,
        p.within_limit{{hours}}
    FROM promises p JOIN job_orders j ON j.id = p.job_order_id JOIN clients c ON c.id = j.client_id
        LEFT JOIN candidates k ON k.id = p.candidate_id
        {JOIN}
    WHERE {_RUNS} AND {{when}} ORDER BY p.due_at LIMIT {{most}}
"""
_ACTIONS = """
    FROM meeting_items i JOIN meetings m ON m.id = i.meeting_id
    WHERE i.closed_at IS NULL AND i.kind <> 'decision'
"""
_ACTION_LATE = "i.due < :today"
_ACTION_TODAY = "i.due = :today"
_ACTION_AHEAD = f"""(i.due > :today AND i.due < :last_day OR i.due IS NULL AND (
    m.job_order_id IS NULL OR EXISTS (SELECT 1 FROM job_orders j WHERE j.id = m.job_order_id AND {_OPEN})))
"""
_ACTION_LINES = f"""
    SELECT i.id, m.id, m.job_order_id, m.client_id, i.text, i.owner, i.side, i.due,
        (SELECT title FROM job_orders WHERE id = m.job_order_id),
        (SELECT openings FROM job_orders WHERE id = m.job_order_id),
        (SELECT name FROM clients WHERE id = m.client_id), i.kind = 'question'
    {_ACTIONS} AND {{when}} ORDER BY i.due IS NULL, i.due, m.at, i.line LIMIT :most
"""
_QUIET = f"FROM trackings t JOIN job_orders j ON j.id = t.job_order_id WHERE t.quiet_from < :now AND {_OPEN}"
_QUIET_LINES = f"""
    SELECT j.id, j.title, j.openings, (SELECT name FROM clients WHERE id = j.client_id), t.quiet_from,
        (SELECT MAX(at) FROM check_ins WHERE job_order_id = j.id),
        (SELECT MAX(until) FROM pauses WHERE job_order_id = j.id AND promise_id IS NULL),
        (SELECT MIN(signed_at) FROM agreements WHERE job_order_id = j.id)
    {_QUIET} ORDER BY t.quiet_from LIMIT :most
"""
_NEXT_QUIET = "SELECT MIN(quiet_from) FROM trackings WHERE quiet_from >= :now"
_KEPT = """
    SELECT side, SUM(kept), COUNT(*) FROM (
        SELECT side, 1 AS kept FROM promises
        WHERE state = 'kept' AND due_at >= :month AND done_at >= :month AND pattern <> 'point'
        UNION ALL SELECT side, 0 FROM promises
        WHERE state = 'late_and_kept' AND due_at >= :month AND pattern <> 'point'
        UNION ALL SELECT side, 0 FROM promises
        WHERE state = 'running' AND due_at >= :month AND due_at < :now AND paused_since IS NULL AND pattern <> 'point'
    ) GROUP BY side
"""


def job_order_line(values: Sequence[Any]) -> JobOrderLine:
    """The line of a job order, from the values of `LINE`."""
    id, number, title, client, state, openings, received_on, without, *standing = values
    now = Standing(*standing)
    is_without = state == JobState.OPEN and bool(without) and not now.is_signed
    return JobOrderLine(id, number, title, client, state, openings, received_on, now, is_without)


def today_at(now: datetime, execute: Execute) -> Today:
    """What waits at `now`."""
    midnight = midnight_after(now)
    values = {"now": now, "midnight": midnight, "ahead": midnight + AHEAD, "month": month_of(now)}
    named: dict[str, Any] = {name: as_kept(at) for name, at in values.items()} | {"most": MOST}
    named |= {"today": now.astimezone().date().isoformat(), "last_day": (midnight + AHEAD).date().isoformat()}

    def ask(sql: str) -> list[Sequence[Any]]:
        return list(execute(sql, named))

    late, due_today, ours = (
        Group(
            tuple(_due(*row) for row in ask(_DUE.format(when=when, hours=hours, most=":most"))) if count else (), count
        )
        for (when, hours), count in zip(
            ((_LATE, f", {HOURS}"), (_TODAY, ""), (_OURS, "")), ask(_COUNTS)[0], strict=True
        )
    )
    kept = {side and Side(side): Ratio(n, of) for side, n, of in ask(_KEPT)}
    both = kept.get(None, Ratio())  # a promise of both sides counts for each
    coming = ask(_DUE.format(when=_COMING, hours="", most=1))
    next_quiet = ask(_NEXT_QUIET)[0][0]
    return Today(
        at=now,
        late=late,
        due_today=due_today,
        promised=ours,
        late_actions=_actions(ask, _ACTION_LATE),
        actions_today=_actions(ask, _ACTION_TODAY),
        actions=_actions(ask, _ACTION_AHEAD),
        quiet=_group(ask(_QUIET_LINES), _quiet, lambda: ask(f"SELECT COUNT(*) {_QUIET}")),
        waiting=tuple((why, _waiting(ask, why)) for why in Waiting),
        coming=_due(*coming[0]) if coming else None,
        next_quiet=next_quiet and instant(next_quiet),
        agency=kept.get(Side.AGENCY, Ratio()) + both,
        client=kept.get(Side.CLIENT, Ratio()) + both,
    )


def read_today(file: Path, now: datetime) -> tuple[Today, bool] | None:
    """What waits, and whether it is sample data, straight from the file, which is not checked and not changed.

    None where it cannot be read at once, is of another version, or holds no agency: opening it says what is wrong.
    """
    try:
        with closing(sqlite.only_reading(file, wait=0)) as db:
            if db.execute("SELECT version_num FROM alembic_version").fetchall() != [(schema.HEAD,)]:
                return None
            agency = db.execute("SELECT is_sample FROM agencies").fetchone()
            return agency and (today_at(now, db.execute), bool(agency[0]))
    except (sqlite.Error, ValueError, TypeError, AttributeError):  # what is damaged may hold anything
        return None


def _group(rows: list[Sequence[Any]], make: Callable[[Sequence[Any]], T], count: Callable[[], Any]) -> Group[T]:
    """The lines of `rows`; all are counted only where there may be more."""
    return Group(tuple(make(row) for row in rows), len(rows) if len(rows) < MOST else count()[0][0])


def actions_until(last: date, execute: Execute) -> list[ActionLine]:
    """All that are due by the end of `last`, or were before, the longest due first."""
    last_day = (last + timedelta(days=1)).isoformat()
    rows = execute(_ACTION_LINES.format(when="i.due < :last_day"), {"last_day": last_day, "most": -1})
    return [_action(row) for row in rows]


def _actions(ask: Ask, when: str) -> Group[ActionLine]:
    rows = ask(_ACTION_LINES.format(when=when))
    return _group(rows, _action, lambda: ask(f"SELECT COUNT(*) {_ACTIONS} AND {when}"))


def _waiting(ask: Ask, why: Waiting) -> Group[TodayLine]:
    where = f"WHERE {_WAITS[why]} AND {_OPEN}"
    rows = ask(f"{_SELECT} {where} ORDER BY j.touched_at LIMIT :most")
    return _group(rows, lambda row: _line(why, row), lambda: ask(f"SELECT COUNT(*) FROM job_orders j {where}"))


def _line(why: Waiting, row: Sequence[Any]) -> TodayLine:
    values = [v if v is None or read is None else read(v) for v, read in zip(row, _READ, strict=True)]
    *line, touched_at, without = values
    return TodayLine(why, job_order_line(line), touched_at, without if why == Waiting.WITHOUT_AGREEMENT else "")


def _due(*row: Any) -> DuePromise:
    id, job_order_id, title, candidate, job, openings, client, side, does, due_at, within, *hours = row
    return DuePromise(
        UUID(id),
        UUID(job_order_id),
        title,
        candidate or "",
        job,
        openings,
        client,
        side and Side(side),
        _first_role(does),
        instant(due_at),
        read_once(Within, within),
        side_hours(*hours) if hours else None,
    )


def _action(row: Sequence[Any]) -> ActionLine:
    id, meeting, job_order_id, client_id, text, owner, side, due, job, openings, client, is_question = row
    return ActionLine(
        UUID(id),
        UUID(meeting),
        UUID(job_order_id) if job_order_id else None,
        UUID(client_id),
        text,
        owner,
        side and Side(side),
        due and date.fromisoformat(due),
        job or "",
        openings or 1,
        client,
        bool(is_question),
    )


def _quiet(row: Sequence[Any]) -> QuietLine:
    id, job, openings, client, quiet_from, *lasts = row
    since = instant(max((last for last in lasts if last), default=quiet_from))
    weeks = round((instant(quiet_from) - since).days / 7)
    return QuietLine(UUID(id), job, openings, client, since, max(1, weeks))


@lru_cache(maxsize=256)
def _first_role(does: str) -> Role | None:
    return next(map(Role, json.loads(does)), None)


def as_kept(at: datetime) -> str:
    """The text that SQLite keeps of a moment."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")
