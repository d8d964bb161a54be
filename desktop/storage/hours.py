"""In whose hours a promise counts: plain SQL, as Today needs it before SQLAlchemy is imported."""
# ruff: noqa: S608 - put together from our own words only

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeVar

from desktop.domain.calendars import DayOff, SideHours, WorkingWeek
from desktop.domain.canonical import from_plain
from desktop.domain.roles import Role, Side

T = TypeVar("T")
Execute = Callable[[str, Mapping[str, Any]], Iterable[Sequence[Any]]]
"""Runs one statement with its `:name` values and gives its rows, as the driver reads them."""

HOURS = """
    p.side, COALESCE(json_extract(a.content, '$.week'), (SELECT week FROM agencies)), (SELECT days_off FROM agencies),
    json_extract(a.content, '$.client_week'), c.days_off,
    CASE WHEN p.side IS NULL THEN (
        SELECT json_extract(step.value, '$.answers') FROM json_each(a.content, '$.steps') step
        WHERE replace(json_extract(step.value, '$.id'), '-', '') = p.step_id
    ) END
"""
"""For `side_hours`: of both sides, in the version `a` that the promise `p` to the client `c` was made under."""
JOIN = "LEFT JOIN agreements a ON a.job_order_id = p.job_order_id AND a.number = p.version AND a.signed_at IS NOT NULL"

_HOURS_OF = f"""
    SELECT p.id, {HOURS} FROM promises p JOIN job_orders j ON j.id = p.job_order_id JOIN clients c ON c.id = j.client_id
        {JOIN} WHERE p.id IN (SELECT value FROM json_each(:ids))
"""


def side_hours(
    side: str | None, week: str, days_off: str, client_week: str | None, client_off: str, answers: str | None
) -> SideHours:
    """Of the side that does it; of what both do, of the side that answers for it: rule 5 of `domain.promising`."""
    if side == Side.CLIENT or (side is None and answers is not None and Role(answers).side == Side.CLIENT):
        week, days_off = client_week or week, client_off
    return SideHours(read_once(WorkingWeek, week), read_once(tuple[DayOff, ...], days_off))


def hours_of(execute: Execute, ids: Iterable[str]) -> dict[str, SideHours]:
    """In whose hours each of these promises counts; ids as SQLite keeps them."""
    return {id: side_hours(*row) for id, *row in execute(_HOURS_OF, {"ids": json.dumps(list(ids))})}


@lru_cache(maxsize=512)
def read_once(kind: type[T], text: str) -> T:
    """The value of a JSON text: the same is said of many."""
    value: T = from_plain(kind, json.loads(text))
    return value
