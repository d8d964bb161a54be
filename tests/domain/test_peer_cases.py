"""Working-time cases recorded from other projects' own tests, run against ours.

They are read from the folder that COUNTERSIGN_CASES names, else from `shared/data/business_time` beside the
repository. Where projects disagree we chose (see `desktop.domain.working_time`). A case that differs for such a choice
is an expected failure under the name of the rule, which is told from the case's own data and has to foretell what the
case expects. A difference that no rule explains fails. What is not understood is skipped by its name.
"""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate
from math import isclose, trunc
from pathlib import Path
from typing import Any

import pytest

from desktop.domain.working_time import NoWorkingTimeError, Span, WorkingTime
from tests.domain.peer_format import DAY, SECOND, Answer, NotUnderstoodError, Question, read

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "business_time"
FOLDER = Path(os.environ.get("COUNTERSIGN_CASES") or SHARED)
TICK = timedelta(microseconds=1)


def _cases() -> Iterator[Any]:
    files = sorted(FOLDER.glob("*.json"))
    for file in files:
        cases = _of_file(file)
        for number, case in enumerate(cases, 1):
            id = case.get("id", number) if isinstance(case, dict) else number
            yield pytest.param(case, id=f"{file.stem}:{id}" if len(files) > 1 else str(id))
        if not cases:
            yield _none(file, file.name)


def _of_file(file: Path) -> list[Any]:
    try:
        found = json.loads(file.read_text(encoding="utf-8-sig"))
    except ValueError:
        return []
    cases = found.get("cases") if isinstance(found, dict) else found
    return cases if isinstance(cases, list) else []


def _none(place: object, id: str = "none") -> Any:
    return pytest.param({}, id=id, marks=pytest.mark.skip(reason=f"no cases of other projects in {place}"))


@pytest.mark.parametrize("case", list(_cases()) or [_none(FOLDER)])
def test_a_case_of_another_project(case: Any) -> None:
    try:
        question = read(case, {op: needs for op, (needs, _) in OPS.items()})
    except NotUnderstoodError as what:
        pytest.skip(str(what))
    peer, ours = question.expected, _ours(question)
    if _is_same(question, ours, peer):
        return
    if rules := _explained(question, ours, peer):
        pytest.xfail(f"{rules}: {ours} here, {peer} there")
    if question.options:
        pytest.skip(f"{question.options[0]}: unknown here; {ours} here, {peer} there")
    pytest.fail(f"{ours} here, {peer} there, and no rule of ours explains it", pytrace=False)


def _explained(q: Question, ours: Answer, peer: Answer) -> str:
    """The rule that foretells what `peer` says, or two of them together; empty where none does."""
    said = {name: _foretold(rule, q, ours) for name, rule in RULES.items()}
    for name, answers in said.items():
        if peer in answers:
            return name
    for name, answers in said.items():
        for other, rule in RULES.items():
            if other != name and any(peer in _foretold(rule, q, answer) for answer in answers):
                return f"{name}, {other}"
    return ""


def _foretold(rule: Callable[[Question, Answer], Iterator[Answer]], q: Question, ours: Answer) -> list[Answer]:
    found: list[Answer] = []
    with suppress(NoWorkingTimeError, OverflowError):  # what was said so far may still be it
        found.extend(rule(q, ours))
    return found


# -- what we say -------------------------------------------------------------------------------------------------------


def _ours(q: Question) -> Answer:
    try:
        answer = OPS[q.op][1](q, q.calendar)
    except NoWorkingTimeError:
        return None
    return q.calendar.local_day(answer) if q.by_day and isinstance(answer, datetime) else answer


def _of_its_date(q: Question) -> datetime:
    """What is known only by its date counts from closing time on that day."""
    return q.calendar.closing(q.start.day) if q.start.is_date and _is_working(q) else q.start.at


def _is_working(q: Question) -> bool:
    return q.calendar.is_working_day(q.start.day)


def _working_days(q: Question, calendar: WorkingTime) -> float:
    first, last = q.start.day, q.end.day
    days = calendar.working_days(first, last)
    if q.inclusive:
        days = calendar.working_days(first - DAY, last) if first <= last else -calendar.working_days(last - DAY, first)
    if not q.by_parts or q.expected == days:
        return days
    parts = _parts_of_days(q.start.at, q.end.at, calendar)  # by their hours, cut off where a whole number is expected
    return trunc(parts + 1e-9 * (1 if parts > 0 else -1)) if isinstance(q.expected, int) else parts


def _parts_of_days(start: datetime, end: datetime, calendar: WorkingTime) -> float:
    if end < start:
        return -_parts_of_days(end, start, calendar)
    parts, day = 0.0, calendar.local_day(start)
    while day <= calendar.local_day(end):
        if calendar.is_working_day(day):
            opens, closes = calendar.opening(day), calendar.closing(day)
            within = calendar.between(max(start, opens), max(start, opens, min(end, closes)))
            parts += within / calendar.between(opens, closes)
        day += DAY
    return parts


def _working_units(q: Question, calendar: WorkingTime) -> float:
    return q.rounding(calendar.between(q.start.at, q.end.at) / q.unit)


OPS: dict[str, tuple[tuple[str, ...], Callable[[Question, WorkingTime], Answer]]] = {
    # what it needs besides a calendar and an instant
    "add_seconds": (("amount_s",), lambda q, c: c.add(q.start.at, q.amount)),
    "working_seconds": (("end",), lambda q, c: c.between(q.start.at, q.end.at)),
    "working_units": (("end",), _working_units),
    "add_workdays": (("days",), lambda q, c: c.add_days(_of_its_date(q), q.days)),
    "workdays_between": (("end",), _working_days),
    "is_open": ((), lambda q, c: c.is_open(q.start.at)),
    "is_workday": ((), lambda q, c: c.is_working_day(q.start.day)),
    "is_workday_at": ((), lambda q, c: c.is_working_day(q.start.day)),
    "roll_forward_to_open": ((), lambda q, c: c.next_instant(q.start.at)),
    "roll_back_to_open": ((), lambda q, c: c.previous_instant(_of_its_date(q) if q.by_day else q.start.at)),
    "next_opening": ((), lambda q, c: c.next_opening(q.start.at)),
    "next_closing": ((), lambda q, c: c.next_closing(q.start.at)),
}


def _is_same(q: Question, ours: Answer, peer: Answer) -> bool:
    """Some answers are recorded in whole seconds though the case has fractions of them, or with errors of floats."""
    if ours == peer:
        return True
    if isinstance(ours, float) and isinstance(peer, int | float):
        return isclose(ours, peer, abs_tol=1e-6)
    if not (q.start.at.microsecond or q.end.at.microsecond or q.amount % SECOND):
        return False
    if isinstance(ours, datetime) and isinstance(peer, datetime):
        return peer.microsecond == 0 and abs(ours - peer) < SECOND
    return (
        isinstance(ours, timedelta) and isinstance(peer, timedelta) and not peer % SECOND and abs(ours - peer) < SECOND
    )


# -- the rules: what a project that chose otherwise would say ----------------------------------------------------------


def _reversed(q: Question, ours: Answer) -> Iterator[Answer]:
    """Nothing, or the amount without its sign, where the end comes before the start."""
    if q.end.at >= q.start.at:
        return
    if isinstance(ours, timedelta):
        yield from (timedelta(), abs(ours))
    elif isinstance(ours, int | float):
        yield from (0, abs(ours))


def _wall_clock(q: Question, ours: Answer) -> Iterator[Answer]:
    """Reckoned on the face of the clock, as if it had not been put forward or back; or with skipped edges moved on."""
    zone = q.calendar.tz
    start, end = (replace(when, at=_shown(q, when.at).replace(tzinfo=UTC)) for when in (q.start, q.end))
    answer = _ours(replace(q, calendar=replace(q.calendar, zone="UTC"), start=start, end=end))
    if isinstance(answer, datetime):
        first, second = (answer.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
        if first != second or q.op == "add_seconds":  # all others are told by the wall clock here too
            yield from (first, second)
    else:
        yield answer
    yield _ours(replace(q, calendar=_moved_on(q)))


def _moved_on(q: Question) -> WorkingTime:
    """The calendar, whose openings and closings that the clock skips come as much later as it is put forward."""
    moved = {}
    for n in range(-1, min((q.end.day - q.start.day).days, 400) + 8):
        day = q.start.day + n * DAY
        midnight = datetime.combine(day, time())
        edges = (
            ((midnight + edge * SECOND).replace(tzinfo=q.calendar.tz) for edge in s) for s in q.calendar.spans(day)
        )
        spans = (((_shown(q, at.astimezone(UTC)) - midnight) // SECOND for at in pair) for pair in edges)
        moved[day] = tuple(Span(o, min(c, o + 86_400)) for o, c in spans if o < c and o < 86_400)
    return replace(q.calendar, other_hours={**q.calendar.other_hours, **moved})


def _end_at_closing(q: Question, ours: Answer) -> Iterator[Answer]:
    """The opening after a closing, or the closing before an opening; or a time of day outside the hours of its day."""
    calendar = q.calendar
    if not isinstance(ours, datetime):
        return
    if q.op in {"add_seconds", "add_workdays", "roll_forward_to_open", "roll_back_to_open"}:
        goes_on = q.amount > timedelta() or (q.days < 0 if _starts_outside(q) else q.days > 0)  # and ends at a closing
        if goes_on and calendar.previous_instant(ours) == ours and not calendar.is_open(ours):
            yield calendar.next_instant(ours)
        if not goes_on and calendar.is_open(ours):
            before = calendar.previous_instant(ours - TICK)
            if not calendar.between(before, ours):
                yield before
    if q.op in {"next_opening", "next_closing"}:  # midnight between two spans that touch is neither
        edges = accumulate(range(5_000), lambda at, _: getattr(calendar, q.op)(at), initial=ours)
        yield next((at for at in edges if not (calendar.is_open(at) and calendar.is_open(at - TICK))), None)
    if q.op == "add_workdays" and not _starts_outside(q):
        same = datetime.combine(calendar.local_day(ours), _shown(q, q.start.at).time(), calendar.tz).astimezone(UTC)
        if not calendar.is_open(same):
            yield same


def _day_off(q: Question, ours: Answer) -> Iterator[Answer]:
    """Counted from a start outside working hours, but not from the next opening on that day's terms."""
    calendar = q.calendar
    is_count = q.op == "workdays_between" and not (q.by_parts or q.inclusive)
    if is_count and not (_is_working(q) and calendar.is_working_day(q.end.day)):
        yield calendar.working_days(q.start.day - DAY, q.end.day - DAY)  # the first day counts, the last does not
    if not _starts_outside(q):
        return
    if q.op in {"add_seconds", "add_workdays"} and not (q.amount or q.days):
        yield q.start.day if q.by_day else q.start.at
    if q.op == "add_workdays" and ours is not None:  # without a working day there is none to count to
        yield from (_on_its_day(q, day, clock) for day, clock in _counted_otherwise(q))


def _counted_otherwise(q: Question) -> Iterator[tuple[date, datetime]]:
    """The day reached, and when on it, by other ways to count days from a start outside working hours."""
    calendar, clock = q.calendar, _shown(q, q.start.at).time()
    step = -DAY if q.days < 0 else DAY
    own = first = q.start.day
    while not calendar.is_working_day(first):
        first += step
    for counted in (own, first):  # the same time of day, from the day itself or from the nearest working day
        day = _working_days_on(calendar, counted, q.days)
        yield day, datetime.combine(day, clock, calendar.tz).astimezone(UTC)
    if q.days <= 0:  # gone back to the working day before, and told by its opening
        day = _working_days_on(calendar, calendar.local_day(calendar.previous_instant(q.start.at)), q.days)
        yield day, calendar.opening(day)


def _on_its_day(q: Question, day: date, at: datetime) -> Answer:
    return day if q.by_day else at


def _starts_outside(q: Question) -> bool:
    return not (_is_working(q) if q.start.is_date else q.calendar.is_open(q.start.at))


def _working_days_on(calendar: WorkingTime, day: date, days: int) -> date:
    left = abs(days)
    while left:
        day += DAY if days > 0 else -DAY
        left -= calendar.is_working_day(day)
    return day


def _shown(q: Question, at: datetime) -> datetime:
    """What the calendar's wall clock shows."""
    return at.astimezone(q.calendar.tz).replace(tzinfo=None)


def _in_a_break(q: Question, ours: Answer) -> Iterator[Answer]:
    """A day that is open from its first opening to its last closing."""
    if q.op == "is_open" and not ours:
        yield _is_working(q) and q.calendar.opening(q.start.day) < q.start.at < q.calendar.closing(q.start.day)


def _closing_second(q: Question, ours: Answer) -> Iterator[Answer]:
    """A closing (an opening) that is still the one of now, or not; or midnight told as the last instant before it."""
    calendar, start = q.calendar, q.start.at
    if q.op == "is_open" and not ours and calendar.next_closing(start - TICK) == start:
        yield True
    if isinstance(ours, datetime):
        if calendar.next_closing(ours - TICK) == ours:
            yield ours - TICK
        if q.op in {"next_opening", "next_closing"} and getattr(calendar, q.op)(start - TICK) == start:
            yield start
        if q.op == "add_workdays" and calendar.next_closing(start - TICK) == start:
            yield calendar.add_days(calendar.next_opening(start), q.days)
        if calendar.next_closing(start) == start + TICK:
            yield _ours(replace(q, start=replace(q.start, at=start + TICK)))


RULES: dict[str, Callable[[Question, Answer], Iterator[Answer]]] = {
    "reversed interval": _reversed,
    "DST inside hours": _wall_clock,
    "end at closing": _end_at_closing,
    "start on a day off": _day_off,
    "closing second": _closing_second,
    "break": _in_a_break,
}
