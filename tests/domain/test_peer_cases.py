"""Working-time cases recorded from other projects' own tests, run against ours.

They are read from the folder that COUNTERSIGN_CASES names, else from `shared/data/business_time` beside the
repository. Where projects disagree we chose (see `desktop.domain.working_time`). A case that differs for such a choice
is an expected failure under the name of the rule, which is told from the case's own data and has to foretell what the
case expects. A difference that no rule explains fails.
"""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import accumulate, islice
from math import trunc
from pathlib import Path
from typing import Any

import pytest

from desktop.domain.working_time import NoWorkingTimeError, Span, WorkingTime

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "business_time"
FOLDER = Path(os.environ.get("COUNTERSIGN_CASES") or SHARED)
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY = timedelta(days=1)
SECOND, TICK = timedelta(seconds=1), timedelta(microseconds=1)
PECULIAR = {
    "same_time_next_workday_or_same": "the next working day without looking at its hours",
    "same_time_prev_workday_or_same": "the working day before without looking at its hours",
    "nextWorkingDay": "the next working day without looking at its hours",
    "lastWorkingDay": "the working day before without looking at its hours",
}
KNOWN = {"tz", "week", "holidays", "annual_holidays", "special_days"}
Case = dict[str, Any]
Answer = datetime | timedelta | bool | float | None


def _cases() -> Iterator[Any]:
    files = sorted(FOLDER.glob("*.json"))
    for file in files:
        found = json.loads(file.read_text(encoding="utf-8-sig"))
        for number, case in enumerate(found["cases"] if isinstance(found, dict) and "cases" in found else (), 1):
            id = case.get("id", number)
            yield pytest.param(case, id=f"{file.stem}:{id}" if len(files) > 1 else str(id))


NO_CASES = pytest.param({}, id="none", marks=pytest.mark.skip(reason=f"no cases of other projects in {FOLDER}"))


@pytest.mark.parametrize("case", list(_cases()) or [NO_CASES])
def test_a_case_of_another_project(case: Case) -> None:
    op = case["op"]
    if op in PECULIAR:
        pytest.skip(f"{op}: {PECULIAR[op]}, which nothing here counts with")
    if op not in OPS:
        pytest.skip(f"{op}: unknown here")
    if unknown := sorted(case["calendar"].keys() - KNOWN):
        pytest.skip(f"{unknown[0]}: no part of a calendar here")
    peer, ours = _expected(case), _ours(case)
    if ours == peer or _is_rounded(case, ours, peer):
        return
    if rules := _explained(case, ours, peer):
        pytest.xfail(f"{rules}: {ours} here, {peer} there")
    pytest.fail(f"{ours} here, {peer} there, and no rule of ours explains it", pytrace=False)


def _explained(case: Case, ours: Answer, peer: Answer) -> str:
    """The rule that foretells what `peer` says, or two of them together; empty where none does."""
    said = {name: _foretold(rule, case, ours) for name, rule in RULES.items()}
    for name, answers in said.items():
        if peer in answers:
            return name
    for name, answers in said.items():
        for other, rule in RULES.items():
            if other != name and any(peer in _foretold(rule, case, answer) for answer in answers):
                return f"{name}, {other}"
    return ""


def _foretold(rule: Callable[[Case, Answer], Iterator[Answer]], case: Case, ours: Answer) -> list[Answer]:
    found: list[Answer] = []
    with suppress(NoWorkingTimeError):  # what was said so far may still be it
        found.extend(rule(case, ours))
    return found


# -- reading a case ----------------------------------------------------------------------------------------------------


def _calendar(case: Case) -> WorkingTime:
    return _built(json.dumps(case["calendar"]), *_reach(case))


def _reach(case: Case) -> tuple[int, int]:
    """The years in which holidays that return each year may matter."""
    years = [int(case[key][:4]) for key in ("start", "end", "at", "date", "expect_end") if case.get(key)]
    return min(years) - 20, max(years) + 20


@cache
def _built(text: str, first: int, last: int) -> WorkingTime:
    calendar = json.loads(text)
    days_off = {date.fromisoformat(day[:10]): "holiday" for day in calendar.get("holidays") or ()}
    for year in range(first, last + 1):
        for day in calendar.get("annual_holidays") or ():
            if day != "02-29" or (date(year, 3, 1) - DAY).day == 29:
                days_off[date.fromisoformat(f"{year}-{day}")] = "holiday"
    special = calendar.get("special_days") or {}
    other = {date.fromisoformat(day): _spans(spans) for day, spans in special.items()}
    week = tuple(_spans(calendar["week"].get(day, ())) for day in WEEKDAYS)
    return WorkingTime(calendar.get("tz") or "UTC", week, days_off, other)


def _spans(pairs: Any) -> tuple[Span, ...]:
    found = ((_seconds(opens), _seconds(closes)) for opens, closes in pairs or ())
    return tuple(Span(opens, closes if closes > opens else closes + 86_400) for opens, closes in found)


def _seconds(clock: str) -> int:
    hours, minutes, seconds = (int(float(part)) for part in (*clock.split(":"), "0")[:3])
    return hours * 3600 + minutes * 60 + seconds


def _is_date(text: str) -> bool:
    return len(text) == len("2000-01-01")


def _instant(text: str, calendar: WorkingTime) -> datetime:
    """A plain date is its midnight, a plain time is meant, on the calendar's wall clock."""
    at = datetime.fromisoformat(text)
    return (at.replace(tzinfo=calendar.tz) if at.tzinfo is None else at).astimezone(UTC)


def _day(text: str, calendar: WorkingTime) -> date:
    return date.fromisoformat(text) if _is_date(text) else calendar.local_day(_instant(text, calendar))


def _of_its_date(text: str, calendar: WorkingTime) -> datetime:
    """What is known only by its date counts from closing time on that day."""
    if not _is_date(text):
        return _instant(text, calendar)
    day = date.fromisoformat(text)
    return calendar.closing(day) if calendar.is_working_day(day) else _instant(text, calendar)


# -- what is expected, and what we say ---------------------------------------------------------------------------------


def _expected(case: Case) -> Answer:
    if "expect_end" in case:
        end = case["expect_end"]
        return None if end is None else _as_asked(case, _instant(end, _calendar(case)))
    if "expect_s" in case:
        return None if case["expect_s"] is None else timedelta(seconds=case["expect_s"])
    expected: Answer | str = case["expect"]
    return _expected({**case, "expect_end": expected}) if isinstance(expected, str) else expected


def _ours(case: Case, calendar: WorkingTime | None = None) -> Answer:
    try:
        answer = OPS[case["op"]](case, calendar or _calendar(case))
    except NoWorkingTimeError:
        return None
    return _as_asked(case, answer) if isinstance(answer, datetime) else answer


def _as_asked(case: Case, at: datetime) -> datetime:
    """An answer that is a plain date says nothing about the time of day."""
    wanted = case.get("expect_end", case.get("expect"))
    if not (isinstance(wanted, str) and _is_date(wanted)):
        return at
    return datetime.combine(_calendar(case).local_day(at), time(), UTC)


def _working_days(case: Case, calendar: WorkingTime) -> float:
    start, end = (_day(case[key], calendar) for key in ("start", "end"))
    if case.get("unit") in {"day", "days"}:  # parts of days by their hours, cut off where a whole number is expected
        parts = _parts_of_days(_instant(case["start"], calendar), _instant(case["end"], calendar), calendar)
        return trunc(parts + 1e-9 * (1 if parts > 0 else -1)) if isinstance(case["expect"], int) else parts
    return calendar.working_days(start - DAY if case.get("inclusive") else start, end)


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


def _working_units(case: Case, calendar: WorkingTime) -> float:
    start, end = (_instant(case[key], calendar) for key in ("start", "end"))
    units = calendar.between(start, end) / timedelta(seconds=case["unit_s"])
    return trunc(units) if case.get("rounding") == "truncate" else units


OPS: dict[str, Callable[[Case, WorkingTime], Answer]] = {
    "add_seconds": lambda case, c: c.add(_instant(case["start"], c), timedelta(seconds=case["amount_s"])),
    "working_seconds": lambda case, c: c.between(_instant(case["start"], c), _instant(case["end"], c)),
    "working_units": _working_units,
    "add_workdays": lambda case, c: c.add_days(_of_its_date(case["start"], c), case["days"]),
    "workdays_between": _working_days,
    "is_open": lambda case, c: c.is_open(_instant(case["at"], c)),
    "is_workday": lambda case, c: c.is_working_day(_day(case["date"], c)),
    "is_workday_at": lambda case, c: c.is_working_day(_day(case["at"], c)),
    "roll_forward_to_open": lambda case, c: c.next_instant(_instant(case["start"], c)),
    "roll_back_to_open": lambda case, c: c.previous_instant(_instant(case["start"], c)),
    "next_opening": lambda case, c: c.next_opening(_instant(case["start"], c)),
    "next_closing": lambda case, c: c.next_closing(_instant(case["start"], c)),
}


def _is_rounded(case: Case, ours: Answer, peer: Answer) -> bool:
    """Some answers are recorded in whole seconds though the case has fractions of them."""
    given = [_instant(case[key], _calendar(case)) for key in ("start", "end") if key in case]
    if not (any(at.microsecond for at in given) or case.get("amount_s", 0) % 1):
        return False
    if isinstance(ours, datetime) and isinstance(peer, datetime):
        return peer.microsecond == 0 and abs(ours - peer) < SECOND
    return (
        isinstance(ours, timedelta) and isinstance(peer, timedelta) and not peer % SECOND and abs(ours - peer) < SECOND
    )


# -- the rules: what a project that chose otherwise would say ----------------------------------------------------------


def _reversed(case: Case, ours: Answer) -> Iterator[Answer]:
    """Nothing, or the amount without its sign, where the end comes before the start."""
    if case.get("end") and _instant(case["end"], _calendar(case)) < _instant(case["start"], _calendar(case)):
        yield timedelta() if isinstance(ours, timedelta) else 0
        if isinstance(ours, timedelta | int | float):
            yield -ours


def _wall_clock(case: Case, ours: Answer) -> Iterator[Answer]:
    """Reckoned on the face of the clock, as if it had not been put forward or back."""
    calendar = _calendar(case)
    given = {key: _on(calendar, _instant(case[key], calendar)) for key in ("start", "end", "at") if key in case}
    shown = case | {key: clock.isoformat() for key, clock in given.items()}
    answer = OPS[case["op"]](shown, replace(calendar, zone="UTC"))
    if isinstance(answer, datetime):
        for fold in (0, 1):
            yield _as_asked(case, answer.replace(tzinfo=calendar.tz, fold=fold).astimezone(UTC))
    else:
        yield answer


def _end_at_closing(case: Case, ours: Answer) -> Iterator[Answer]:
    """The opening after a closing, or the closing before an opening; or a time of day outside the hours of its day."""
    calendar = _calendar(case)
    if not isinstance(ours, datetime):
        return
    if case["op"] in {"add_seconds", "roll_forward_to_open", "roll_back_to_open"}:
        yield calendar.next_instant(ours)
        before = calendar.previous_instant(ours - TICK)
        if not calendar.between(before, ours):
            yield before
    if case["op"] in {"next_opening", "next_closing"}:  # midnight between two spans that touch is neither
        edges = accumulate(range(60), lambda at, _: getattr(calendar, case["op"])(at), initial=ours)
        yield from islice((at for at in edges if not (calendar.is_open(at) and calendar.is_open(at - TICK))), 1)
    if case["op"] == "add_workdays" and not _starts_outside(case, calendar):
        clock = _on(calendar, _instant(case["start"], calendar)).time()
        same = datetime.combine(calendar.local_day(ours), clock, calendar.tz).astimezone(UTC)
        if not calendar.is_open(same):
            yield same


def _day_off(case: Case, ours: Answer) -> Iterator[Answer]:
    """Days counted from a start outside working hours, but not from the next opening on that day's terms."""
    calendar = _calendar(case)
    if case["op"] == "workdays_between" and not case.get("unit") and not case.get("inclusive"):
        start, end = (_day(case[key], calendar) for key in ("start", "end"))
        if not (calendar.is_working_day(start) and calendar.is_working_day(end)):
            yield calendar.working_days(start - DAY, end - DAY)  # the first day counts, the last does not
    if case["op"] != "add_workdays" or not _starts_outside(case, calendar):
        return
    start, days = _instant(case["start"], calendar), case["days"]
    step = -DAY if days < 0 else DAY
    own = first = _day(case["start"], calendar)
    while not calendar.is_working_day(first):
        first += step
    for counted in (own, first):  # the same time of day, from the day itself or from the nearest working day
        day = _working_days_on(calendar, counted, days)
        yield _as_asked(case, datetime.combine(day, _on(calendar, start).time(), calendar.tz).astimezone(UTC))
    if days <= 0:  # gone back to the working day before, and told by its opening
        before = calendar.local_day(calendar.previous_instant(start))
        yield _as_asked(case, calendar.opening(_working_days_on(calendar, before, days)))


def _starts_outside(case: Case, calendar: WorkingTime) -> bool:
    if _is_date(case["start"]):
        return not calendar.is_working_day(date.fromisoformat(case["start"]))
    return not calendar.is_open(_instant(case["start"], calendar))


def _working_days_on(calendar: WorkingTime, day: date, days: int) -> date:
    left = abs(days)
    while left:
        day += DAY if days > 0 else -DAY
        left -= calendar.is_working_day(day)
    return day


def _on(calendar: WorkingTime, at: datetime) -> datetime:
    """What the calendar's wall clock shows."""
    return at.astimezone(calendar.tz).replace(tzinfo=None)


def _in_a_break(case: Case, ours: Answer) -> Iterator[Answer]:
    """A day that is open from its first opening to its last closing."""
    calendar = _calendar(case)
    if case["op"] == "is_open" and not ours:
        day = _day(case["at"], calendar)
        at = _instant(case["at"], calendar)
        yield calendar.is_working_day(day) and calendar.opening(day) < at < calendar.closing(day)


def _closing_second(case: Case, ours: Answer) -> Iterator[Answer]:
    """A closing that is still open, one that is not, or midnight told as the last instant before it."""
    calendar = _calendar(case)
    if case["op"] == "is_open":
        at = _instant(case["at"], calendar)
        yield calendar.next_closing(at - TICK) == at
    elif isinstance(ours, datetime):
        yield ours - TICK
        start = _instant(case["start"], calendar)
        if case["op"] == "add_workdays" and calendar.next_closing(start - TICK) == start:
            yield calendar.add_days(calendar.next_opening(start), case["days"])
        if calendar.next_closing(start) == start + TICK:
            yield _ours({**case, "start": (start + TICK).isoformat()})


RULES: dict[str, Callable[[Case, Answer], Iterator[Answer]]] = {
    "reversed interval": _reversed,
    "DST inside hours": _wall_clock,
    "end at closing": _end_at_closing,
    "start on a day off": _day_off,
    "closing second": _closing_second,
    "break": _in_a_break,
}
