"""How cases of other projects are read (tests/domain/peer_format.py) and marked by the rule that explains them."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.domain import test_peer_cases as peers
from tests.domain.peer_format import WEEKDAYS

WEEK = {day: [["09:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}
LONDON = {"tz": "Europe/London", "week": {day: [["00:00", "24:00"]] for day in WEEKDAYS}}
ALL_DAY = {"tz": "UTC", "week": {day: [["00:00", "24:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}}
NIGHTS = {"tz": "UTC", "week": {day: [["22:00", "06:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}}


def case(op: str, calendar: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    return {"op": op, "id": "x-0001", "calendar": calendar or {"tz": "UTC", "week": WEEK, "holidays": []}, **more}


def marked(one: Any) -> str:
    """How the case is marked: agrees, or by which rule, or why it is none of ours."""
    try:
        peers.test_a_case_of_another_project(one)
    except (pytest.xfail.Exception, pytest.fail.Exception, pytest.skip.Exception) as outcome:
        return str(outcome)
    return "agrees"


@pytest.mark.parametrize(
    "one",
    [
        case("add_seconds", start="2026-05-21T16:00:00Z", amount_s=7200, expect_end="2026-05-22T10:00:00Z"),
        case("add_seconds", start="2026-05-21T16:00:00Z", amount_s=-3600.0, expect="2026-05-21T15:00:00Z"),
        case("add_seconds", {"tz": None, "week": WEEK, "holidays": None}, start="2026-05-21T16:00:00", amount_s=60,
             expect_end="2026-05-21T16:01:00.000000000Z"),
        case("add_seconds", start="2026-05-21T21:30:00+05:30", amount_s=60, expect_end="2026-05-21 16:01", end=None),
        case("is_workday", {"tz": "UTC", "week": {**WEEK, "sat": None}, "holidays": ["2026-05-25"]}, date="2026-05-25",
             expect=False),
        case("is_workday", {"week": WEEK, "annual_holidays": ["02-29", "05-21"]}, at="2027-05-21", expect=False),
        case("is_open", {"week": {"THU": [["9:00", "17:00:00"]], "Friday": []}}, at="2026-05-21T09:00Z", expect=True),
        case("add_seconds", {"tz": "UTC", "week": {}}, start="2026-05-21T16:00:00Z", amount_s=60, expect_end=None),
        case("working_seconds", {"week": {"wed": [["18:00", "23:59:59.999999999"]]}}, start="2026-05-20",
             end="2026-05-21", expect=21_600),
        case("workdays_between", start="2026-05-22", end="2026-05-18", inclusive=True, expect=-5),
        case("workdays_between", start="2026-05-18T09:00Z", end="2026-05-19T13:00Z", unit="days", expect=1.5),
        case("working_units", start="2026-05-21T16:00:00Z", end="2026-05-22T10:30Z", unit="hours", expect=2.5),
        case("working_units", start="2026-05-21T16:00:00Z", end="2026-05-22T10:30Z", unit_s=3600, expect=3,
             rounding="ceil"),
    ],
)  # fmt: skip
def test_all_that_the_format_allows_is_read(one: dict[str, Any]) -> None:
    assert marked(one) == "agrees"


@pytest.mark.parametrize("calendar", [None, ALL_DAY, NIGHTS], ids=["days", "all day", "nights"])
@pytest.mark.parametrize(
    ("op", "start", "end", "more"),
    [
        ("add_workdays", "2026-05-21", "2026-05-22", {"days": 1}),
        ("add_workdays", "2026-05-22", "2026-05-25", {"days": 1}),
        ("add_workdays", "2026-05-25", "2026-05-22", {"days": -1}),
        ("add_workdays", "2026-05-21", "2026-05-22T00:00:00Z", {"days": 1}),
        ("roll_forward_to_open", "2026-05-23", "2026-05-25", {}),
        ("roll_forward_to_open", "2026-05-22", "2026-05-22", {}),
        ("roll_back_to_open", "2026-05-24", "2026-05-22", {}),
        ("roll_back_to_open", "2026-05-22", "2026-05-22", {}),
    ],
)
def test_plain_dates_are_answered_by_days_whatever_their_hours(
    calendar: dict[str, Any] | None, op: str, start: str, end: str, more: dict[str, Any]
) -> None:
    assert marked(case(op, calendar, start=start, expect_end=end, **more)) == "agrees"


@pytest.mark.parametrize(
    ("one", "rule"),
    [
        (case("add_seconds", start="2026-05-21T16:00:00Z", amount_s=3600, expect_end="2026-05-22T09:00:00Z"),
         "end at closing"),
        (case("add_workdays", ALL_DAY, start="2026-05-22T00:00:00Z", days=1, expect_end="2026-05-25T00:00:00Z"),
         "end at closing"),
        (case("next_closing", {"week": LONDON["week"], "special_days": {"2028-12-25": []}},
              start="2026-05-21T12:00:00Z", expect_end="2028-12-25T00:00:00Z"), "end at closing"),
        (case("next_closing", LONDON, start="2026-05-21T12:00:00Z", expect_end=None), "end at closing"),
        (case("working_seconds", start="2026-05-22T10:00:00Z", end="2026-05-21T16:00:00Z", expect_s=7200),
         "reversed interval"),
        (case("working_seconds", LONDON, start="2026-03-28T12:00:00Z", end="2026-03-29T11:00:00Z", expect_s=86400),
         "DST inside hours"),
        (case("working_seconds", LONDON, start="2026-03-29T11:00:00Z", end="2026-03-28T12:00:00Z", expect_s=86400),
         "DST inside hours, reversed interval"),
        (case("next_opening", {**LONDON, "week": {"sun": [["01:30", "02:15"]], **WEEK}}, start="2026-03-28T12:00:00Z",
              expect_end="2026-03-30T08:00:00Z"), "DST inside hours"),
        (case("is_open", at="2026-05-21T17:00:00Z", expect=True), "closing second"),
        (case("next_opening", start="2026-05-21T09:00:00Z", expect_end="2026-05-21T09:00:00Z"), "closing second"),
        (case("add_workdays", start="2026-05-23T12:00:00Z", days=1, expect_end="2026-05-26T12:00:00Z"),
         "start on a day off"),
        (case("add_workdays", start="2026-05-23T12:00:00Z", days=1, expect_end="2026-05-25T17:00:00Z"),
         "end at closing"),
        (case("add_workdays", start="2026-05-23", days=1, expect_end="2026-05-25"), "start on a day off"),
        (case("add_seconds", start="2026-05-23T12:00:00Z", amount_s=0, expect_end="2026-05-23T12:00:00Z"),
         "start on a day off"),
        (case("add_seconds", start="2026-05-21T16:00:00Z", amount_s=60, expect_end="2026-05-21T16:02:00Z"),
         "2026-05-21 16:01:00+00:00 here"),
        (case("working_seconds", start="2026-05-21T09:00:00Z", end="2026-05-21T10:00:00Z", expect_s=0),
         "1:00:00 here"),
        (case("add_workdays", ALL_DAY, start="2026-05-22", days=1, expect_end="2026-05-26"), "2026-05-25 here"),
    ],
)  # fmt: skip
def test_a_difference_is_marked_by_the_rule_that_foretells_it_or_fails(one: dict[str, Any], rule: str) -> None:
    assert marked(one).startswith((f"{rule}: ", f"{rule}, "))


@pytest.mark.parametrize(
    ("one", "named"),
    [
        ("no case", "no case"),
        (case("age_in_dog_years", start="2026-05-21"), "age_in_dog_years"),
        (case("is_open", {"week": WEEK, "moon": {}}, at="2026-05-21", expect=True), "moon"),
        (case("is_open", {"week": {"lundi": []}}, at="2026-05-21", expect=True), "lundi"),
        (case("is_open", {"tz": "Mars/Olympus", "week": WEEK}, at="2026-05-21", expect=True), "Mars/Olympus"),
        (case("is_open", {"week": {"mon": [["09:00", "09:00:00.5"]]}}, at="2026-05-21", expect=True), "09:00:00.5"),
        (case("is_open", {"week": {"mon": ["09:00-17:00"]}}, at="2026-05-21", expect=True), "calendar"),
        (case("is_open", {"week": {"mon": [["09:00", "49:00"]]}}, at="2026-05-21", expect=True), "49:00"),
        (case("is_open", {"week": WEEK, "annual_holidays": ["13-01"]}, at="2026-05-21", expect=True), "calendar"),
        (case("is_open", at="NaT", expect=True), "NaT"),
        (case("is_open", at="+015000-01-01T00:00:00Z", expect=True), "015000"),
        (case("is_open", expect=True), "start"),
        (case("is_open", at="2026-05-21"), "expect"),
        (case("working_seconds", start="2026-05-21", expect_s=0), "end"),
        (case("add_workdays", start="2026-05-21", days=0.5, expect_end="2026-05-21"), "0.5"),
        (case("add_seconds", start="2026-05-21", amount_s="PT1H", expect_end="2026-05-21"), "PT1H"),
        (case("workdays_between", start="2026-05-21", end="2026-05-22", unit="hours", expect=8), "hour"),
        (case("working_units", start="2026-05-21", end="2026-05-22", unit="fortnight", expect=8), "fortnight"),
        (case("working_units", start="2026-05-21", end="2026-05-22", unit="hour", rounding="up", expect=8), "up"),
        (case("workdays_between", start="2026-05-21", end="2026-05-22", expect=-1, direction="past"), "direction"),
        ({"op": "is_open", "at": "2026-05-21", "expect": True}, "calendar"),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_skipped_by_name(one: Any, named: str) -> None:
    with pytest.raises(pytest.skip.Exception, match=named):
        peers.test_a_case_of_another_project(one)


def test_every_file_of_the_folder_is_read_and_what_is_none_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = case("is_workday", date="2026-05-21", expect=True)
    bare = [{key: value for key, value in one.items() if key != "id"}]
    for name, found in (("a", {"meta": {}, "cases": [one, one]}), ("b", {"cases": [one]}), ("c", bare)):
        (tmp_path / f"{name}.json").write_text(json.dumps(found), encoding="utf-8-sig")
    (tmp_path / "broken.json").write_text('{"cases": [', encoding="utf-8")
    monkeypatch.setattr(peers, "FOLDER", tmp_path)
    assert [read.id for read in peers._cases()] == ["a:x-0001", "a:x-0001", "b:x-0001", "broken.json", "c:1"]
