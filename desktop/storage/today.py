"""What waits on Today. Plain SQL, as SQLite keeps the values, so that it can be read before SQLAlchemy is imported.

The window shows it first; later the same is asked through a session. One more kind of thing that waits is one more
condition in `_WAITS`, or, where it comes from another table, one more SELECT in `today_lines`.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from desktop.domain.agreement import AgreementState
from desktop.domain.job_order import JobState
from desktop.domain.lines import JobOrderLine, Standing, TodayLine, Waiting
from desktop.domain.roles import Side
from desktop.storage import schema, sqlite

Execute = Callable[..., Iterable[Sequence[Any]]]
"""Runs one statement, its `:name` values in a mapping where it has any; gives the rows as the driver reads them."""
Read = Callable[[Any], Any] | None
"""Makes a value of what SQLite keeps; None where that is the value."""


def _instant(value: str) -> datetime:
    return datetime.fromisoformat(value).replace(tzinfo=UTC)


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
    "j.due_at": _instant,
}
"""The columns of a job order's line, and how each is read."""

_READ: list[Read] = [*LINE.values(), _instant, None]
_COLUMNS = ", ".join([*LINE, "j.touched_at", "j.without_agreement"])
_SELECT = f"SELECT {_COLUMNS} FROM job_orders j JOIN clients c ON c.id = j.client_id"  # noqa: S608 - our own names
_LATEST = " AND j.state IN ('draft', 'agreeing', 'open') ORDER BY j.touched_at"
_WAITS = {
    Waiting.DIFFERENCES: "j.differences > 0 AND j.version_state IN ('draft', 'proposed')",
    Waiting.SIGN_OFF: "j.version_state = 'agreed'",
    Waiting.WITHOUT_AGREEMENT: "j.state = 'open' AND j.without_agreement <> '' AND NOT j.is_signed",
    Waiting.ANSWERS: "j.version_state = 'proposed' AND j.differences = 0",
}


def job_order_line(values: Sequence[Any]) -> JobOrderLine:
    """The line of a job order, from the values of `LINE`."""
    id, number, title, client, state, openings, received_on, without, *standing = values
    now = Standing(*standing)
    is_without = state == JobState.OPEN and bool(without) and not now.is_signed
    return JobOrderLine(id, number, title, client, state, openings, received_on, now, is_without)


def today_lines(execute: Execute) -> list[TodayLine]:
    """What waits, most pressing kind first, longest waiting first."""
    return [
        _line(why, row) for why, condition in _WAITS.items() for row in execute(f"{_SELECT} WHERE {condition}{_LATEST}")
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
    values = [v if v is None or read is None else read(v) for v, read in zip(row, _READ, strict=True)]
    *line, touched_at, without = values
    return TodayLine(why, job_order_line(line), touched_at, without if why == Waiting.WITHOUT_AGREEMENT else "")
