"""What waits on Today. Plain SQL, as SQLite keeps the values, so that it can be read before SQLAlchemy is imported.

The window shows it first; later the same is asked through a session. One more kind of thing that waits is one more
condition in `_WAITS`, or, where it comes from another table, one more SELECT in `today_lines`.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from desktop.domain.agreement import AgreementState
from desktop.domain.job_order import JobState
from desktop.domain.lines import JobOrderLine, Standing, TodayLine, Waiting
from desktop.domain.roles import Side
from desktop.storage import schema, sqlite

Execute = Callable[[str], Iterable[Sequence[Any]]]
"""Runs one statement and gives its rows, as the driver reads them."""
E = TypeVar("E", bound=StrEnum)

_LINE = """
    SELECT j.id, j.number, j.title, c.name, j.state, j.openings, j.received_on, j.without_agreement,
        j.steps_total, j.steps_agreed, j.differences, j.holder, j.version_number, j.version_state, j.is_signed,
        j.touched_at
    FROM job_orders j JOIN clients c ON c.id = j.client_id
"""
_LATEST = " AND j.state IN ('draft', 'agreeing', 'open') ORDER BY j.touched_at"
_WAITS = {
    Waiting.DIFFERENCES: "j.differences > 0 AND j.version_state IN ('draft', 'proposed')",
    Waiting.SIGN_OFF: "j.version_state = 'agreed'",
    Waiting.WITHOUT_AGREEMENT: "j.state = 'open' AND j.without_agreement <> '' AND NOT j.is_signed",
    Waiting.ANSWERS: "j.version_state = 'proposed' AND j.differences = 0",
}


def today_lines(execute: Execute) -> list[TodayLine]:
    """What waits, most pressing kind first, longest waiting first."""
    return [
        _line(why, row) for why, condition in _WAITS.items() for row in execute(f"{_LINE} WHERE {condition}{_LATEST}")
    ]


def read_today(file: Path) -> tuple[list[TodayLine], bool] | None:
    """What waits, and whether it is sample data, straight from the file, which is not checked and not changed.

    None where it cannot be read at once, is of another version, or holds no agency: opening it says what is wrong.
    """
    try:
        with closing(sqlite.only_reading(file, wait=0)) as db:
            if db.execute("SELECT version_num FROM alembic_version").fetchall() != [(schema.HEAD,)]:
                return None
            agency = db.execute("SELECT is_sample FROM agencies").fetchone()
            return agency and (today_lines(db.execute), bool(agency[0]))
    except (sqlite.Error, ValueError, TypeError):  # what is damaged may hold anything
        return None


def _line(why: Waiting, row: Sequence[Any]) -> TodayLine:
    id, number, title, client, state, openings, received_on, without, *standing, touched_at = row
    steps, agreed, differences, holder, version, version_state, is_signed = standing
    now = Standing(
        steps,
        agreed,
        differences,
        _member(Side, holder),
        version,
        _member(AgreementState, version_state),
        bool(is_signed),
    )
    state = JobState(state)
    is_without = state == JobState.OPEN and bool(without) and not now.is_signed
    job_order = JobOrderLine(UUID(id), number, title, client, state, openings, _day(received_on), now, is_without)
    return TodayLine(why, job_order, _instant(touched_at), without if why == Waiting.WITHOUT_AGREEMENT else "")


def _member(kind: type[E], value: str | None) -> E | None:
    return None if value is None else kind(value)


def _day(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)


def _instant(value: str | None) -> datetime | None:
    return None if value is None else datetime.fromisoformat(value).replace(tzinfo=UTC)
