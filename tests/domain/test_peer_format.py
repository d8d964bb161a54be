"""How cases of other projects are read (tests/domain/test_peer_cases.py): all the format allows, marked by rule."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.domain import test_peer_cases as peers

WEEK = {day: [["09:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}
LONDON = {"tz": "Europe/London", "week": {day: [["00:00", "24:00"]] for day in peers.WEEKDAYS}}


def case(op: str, calendar: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    return {"op": op, "id": "x-0001", "calendar": calendar or {"tz": "UTC", "week": WEEK, "holidays": []}, **more}


def marked(one: dict[str, Any]) -> str:
    """How the case is marked: agrees, or by which rule."""
    ours, peer = peers._ours(one), peers._expected(one)
    return "agrees" if ours == peer else peers._explained(one, ours, peer) or f"unexplained: {ours}"


@pytest.mark.parametrize(
    ("one", "rule"),
    [
        (case("add_seconds", start="2026-05-21T16:00:00Z", amount_s=7200, expect_end="2026-05-22T10:00:00Z"), "agrees"),
        (case("add_seconds", start="2026-05-21T16:00:00Z", amount_s=-3600.0, expect="2026-05-21T15:00:00Z"), "agrees"),
        (case("add_seconds", {"tz": None, "week": WEEK, "holidays": None}, start="2026-05-21T16:00:00", amount_s=60,
              expect_end="2026-05-21T16:01:00.000000000Z"), "agrees"),
        (case("is_workday", {"tz": "UTC", "week": {**WEEK, "sat": None}, "holidays": ["2026-05-25"]}, date="2026-05-25",
              expect=False), "agrees"),
        (case("add_seconds", {"tz": "UTC", "week": {}}, start="2026-05-21T16:00:00Z", amount_s=60, expect_end=None),
         "agrees"),
        (case("add_seconds", start="2026-05-21T16:00:00Z", amount_s=3600, expect_end="2026-05-22T09:00:00Z"),
         "end at closing"),
        (case("working_seconds", start="2026-05-22T10:00:00Z", end="2026-05-21T16:00:00Z", expect_s=7200),
         "reversed interval"),
        (case("working_seconds", LONDON, start="2026-03-28T12:00:00Z", end="2026-03-29T11:00:00Z", expect_s=86400),
         "DST inside hours"),
        (case("working_seconds", LONDON, start="2026-03-29T11:00:00Z", end="2026-03-28T12:00:00Z", expect_s=86400),
         "DST inside hours, reversed interval"),
        (case("is_open", at="2026-05-21T17:00:00Z", expect=True), "closing second"),
        (case("add_workdays", start="2026-05-23T12:00:00Z", days=1, expect_end="2026-05-26T12:00:00Z"),
         "start on a day off"),
        (case("add_seconds", start="2026-05-21T16:00:00Z", amount_s=60, expect_end="2026-05-21T16:02:00Z"),
         "unexplained: 2026-05-21 16:01:00+00:00"),
        (case("working_seconds", start="2026-05-21T09:00:00Z", end="2026-05-21T10:00:00Z", expect_s=0),
         "unexplained: 1:00:00"),
    ],
)  # fmt: skip
def test_a_case_is_read_and_marked_by_the_rule_that_explains_it(one: dict[str, Any], rule: str) -> None:
    assert marked(one) == rule


@pytest.mark.parametrize(
    "one",
    [
        case("age_in_dog_years", start="2026-05-21"),
        case("is_open", {"tz": "UTC", "week": WEEK, "moon": {}}, expect=True),
    ],
    ids=["op", "calendar"],
)
def test_what_the_model_has_no_use_for_is_skipped_by_name(one: dict[str, Any]) -> None:
    with pytest.raises(pytest.skip.Exception, match=r"age_in_dog_years|moon"):
        peers.test_a_case_of_another_project(one)


def test_every_file_of_the_folder_is_read_and_other_json_is_none_of_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = case("is_workday", date="2026-05-21", expect=True)
    for name, found in (("a", {"meta": {}, "cases": [one, one]}), ("b", {"cases": [one]}), ("index", ["a", "b"])):
        (tmp_path / f"{name}.json").write_text(json.dumps(found), encoding="utf-8-sig")
    monkeypatch.setattr(peers, "FOLDER", tmp_path)
    assert [read.id for read in peers._cases()] == ["a:x-0001", "a:x-0001", "b:x-0001"]
