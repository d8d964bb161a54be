"""Lines of notes that are decisions, actions, open questions, or private."""

from dataclasses import replace
from datetime import date, timedelta
from time import perf_counter

import pytest

from desktop.domain.meetings import ItemKind
from desktop.domain.notes import answers, merged, missing_topics, shared
from desktop.domain.recognition import DueCut, Names, due_in, owner_in, owners_of
from desktop.domain.roles import Side

TODAY = date(2026, 11, 18)  # a Wednesday
NAMES = Names(
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    months=("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November", "December"),
    today=("today",),
    tomorrow=("tomorrow",),
    owners={"HR": Side.CLIENT, "Priya Nair": Side.CLIENT, "Priya": Side.CLIENT, "Tom": Side.AGENCY, "May": Side.CLIENT},
)  # fmt: skip


def test_lines_with_a_mark_are_items_and_the_rest_are_notes() -> None:
    notes = "Budget is fixed\nd two rounds, not three\n- a HR panel names Wed\n? who signs for Finance\nand so on"
    found = merged((), notes, NAMES, TODAY)
    assert [(i.kind, i.text, i.line) for i in found] == [
        (ItemKind.DECISION, "two rounds, not three", 2),
        (ItemKind.ACTION, "HR panel names Wed", 3),
        (ItemKind.QUESTION, "who signs for Finance", 4),
    ]
    assert (found[1].owner, found[1].side, found[1].due) == ("HR", Side.CLIENT, date(2026, 11, 25))


@pytest.mark.parametrize(
    "line",
    [
        "a",
        "a ",
        "a\t",
        " - a  ",
        "add a line",
        "A new plant opens",
        "D day",
        "d",
        "?what",
        "dd twice",
        "á la carte",
        "```a b```",
    ],
)
def test_what_only_looks_like_a_mark_stays_a_note(line: str) -> None:
    assert merged((), line, NAMES, TODAY) == ()


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("salary survey Thu", date(2026, 11, 19)),
        ("panel names Wednesday", date(2026, 11, 25)),
        ("send it today", TODAY),
        ("send it tomorrow", date(2026, 11, 19)),
        ("contract by 2026-12-03", date(2026, 12, 3)),
        ("contract by 3 Dec", date(2026, 12, 3)),
        ("approval 3. January", date(2027, 1, 3)),
        ("answer in 5 days", date(2026, 11, 23)),
        ("answer 2d", date(2026, 11, 20)),
        ("meet on 31 Feb", None),
        ("call them", None),
        ("hire 12 people", None),
        ("12 people start 3 Dec", date(2026, 12, 3)),
        ("contract by Dec 3rd, 2027", date(2027, 12, 3)),
        ("contract by the 3rd of December", date(2026, 12, 3)),
        ("contract by 3/12", date(2026, 12, 3)),
        ("contract by 3.12.", date(2026, 12, 3)),
        ("contract by 03.12.27", date(2027, 12, 3)),
        ("it takes 1.5 days, on call 24/7, version 2.3.4", None),
        ("slots in 2 weeks", date(2026, 12, 2)),
        ("slots in 3 working days", date(2026, 11, 23)),
        ("from 9-12 or 14:30, open 9-5 or 24/7", None),
        ("try out 1/2 day with the team", None),
        ("2/3 of the panel agrees by Fri", date(2026, 11, 20)),
        ("split it 50/50, pay at 10.30, form 1.2", None),
        ("3 days a week on site, 2 weeks notice", None),
        ("report 2 weeks from now", date(2026, 12, 2)),
        ("meet Thu, 3/12 in London", date(2026, 12, 3)),
        ("meet 3/12 at 10:30, in London", date(2026, 12, 3)),
        ("meet 3/12 at 10:30 in London", date(2026, 12, 3)),
        ("meet 3/12 5pm with HR", date(2026, 12, 3)),
        ("call on 3/12 about pay", date(2026, 12, 3)),
        ("in 9999999999 days", None),
        ("29 Feb", None),
        ("2028-2-29", date(2028, 2, 29)),
        ("Tom calls", None),
        ("Tom sends the brief tomorrow", date(2026, 11, 19)),
        ("May names the panel", None),
        ("May 3 CVs by Fri", date(2026, 11, 20)),
        ("", None),
    ],
)
def test_the_due_day_is_recognised(text: str, due: date | None) -> None:
    assert due_in(text, NAMES, TODAY) == due


def test_a_date_in_numbers_is_read_as_the_user_writes_it() -> None:
    assert due_in("contract by 3/12", replace(NAMES, day_first=False), TODAY) == date(2027, 3, 12)
    assert due_in("contract by 12/3/2026", replace(NAMES, day_first=False), TODAY) == date(2026, 12, 3)


def test_working_days_are_those_that_we_work() -> None:
    assert due_in("slots in 2 working days", replace(NAMES, worked=frozenset({6, 0, 1, 2, 3})), TODAY) == date(
        2026, 11, 22
    )


@pytest.mark.parametrize(
    ("name", "text", "owned"),
    [
        ("Ngọc Ánh", "ngọc ánh sends the brief", True),
        ("Ngọc", "Ngo\u0323c sends the brief", True),  # typed with combining marks
        ("田中", "田中さん Fri", True),
        ("Зоя", "Зоя, позвонить", True),
        ("نور", "نور: Fri", True),
        ("Mary", "Mary-Ann calls", False),
        ("Mary", "Mary's team calls", False),
        ("Mary", "Mary", True),
        ("O'Neill", "O'Neill; calls", True),
    ],
)
def test_names_in_any_script_own_a_line_that_begins_with_them(name: str, text: str, owned: bool) -> None:
    assert (owner_in(text, replace(NAMES, owners={name: Side.CLIENT})) == name) is owned


def test_a_first_name_owns_only_where_one_has_it_and_who_is_there_comes_first() -> None:
    there = [("Maria  Silva", Side.CLIENT), ("Tom Ellis", Side.AGENCY), ("", None)]
    others = [("Maria Rossi", Side.AGENCY), ("Ben Ito", Side.CLIENT), ("Ben Wu", Side.CLIENT)]
    found = owners_of(there, others)
    assert (found["Maria"], found["Maria Rossi"]) == (Side.CLIENT, Side.AGENCY)
    assert {"Ben", ""} & set(found) == set()


def test_the_longest_name_that_a_line_begins_with_owns_it() -> None:
    assert owner_in("Priya Nair sends the brief", NAMES) == "Priya Nair"
    assert owner_in("priya: the brief", NAMES) == "Priya"
    assert owner_in("Priyanka sends the brief", NAMES) == ""
    assert owner_in("HR", NAMES) == "HR"


def test_an_item_stays_the_same_when_its_line_moves_or_is_edited() -> None:
    before = merged((), "a Tom survey Thu\n? who signs", NAMES, TODAY)
    after = merged(before, "New first line\n? who signs for Finance\n\na Tom survey Thu", NAMES, TODAY)
    assert {i.id for i in after} == {i.id for i in before}
    assert [i.line for i in after if i.kind == ItemKind.ACTION] == [4]


def test_a_wrong_guess_is_put_right_in_the_line_also_on_another_day() -> None:
    first = merged((), "a HR panel names Wed", NAMES, TODAY)
    later = merged(first, "a HR panel names all Wed", NAMES, TODAY + timedelta(days=3))
    assert later[0].due == first[0].due
    changed = merged(later, "a HR panel names all Fri", NAMES, TODAY + timedelta(days=3))
    assert (changed[0].id, changed[0].owner, changed[0].due) == (first[0].id, "HR", date(2026, 11, 27))
    nobody = merged(changed, "a panel names all", NAMES, TODAY)
    assert (nobody[0].owner, nobody[0].side, nobody[0].due) == ("", None, None)


def test_what_was_corrected_by_hand_stays_until_the_line_names_somebody_anew() -> None:
    (found,) = merged((), "a HR panel names Wed", NAMES, TODAY)
    by_hand = replace(found, owner="Ben", side=None, due=date(2027, 1, 4))
    (more,) = merged((by_hand,), "a HR panel names both Wed", NAMES, TODAY)
    assert (more.owner, more.due) == ("Ben", date(2027, 1, 4))
    (anew,) = merged((more,), "a Tom panel names both Wed", NAMES, TODAY)
    assert (anew.owner, anew.side, anew.due) == ("Tom", Side.AGENCY, date(2027, 1, 4))


def test_two_equal_lines_are_two_items_and_a_removed_line_is_none() -> None:
    twice = merged((), "a call Tom\na call Tom", NAMES, TODAY)
    assert len({i.id for i in twice}) == 2
    assert merged(twice, "a call Tom", NAMES, TODAY)[0].id in {i.id for i in twice}


def test_private_lines_stay_in_the_house() -> None:
    open_to_both = "Open\n!important is not private\n!!! urgent\n(!) Mind\nNo! Wait\nso ! what"
    notes = f"! they are slow in August\n  - ! a Tom ask to be mentored\n{open_to_both}"
    assert shared(notes) == open_to_both
    (item,) = merged((), notes, NAMES, TODAY)
    assert item.is_private


@pytest.mark.parametrize("line", ["1) " * 60_000, "a -" * 60_000 + "!x", "_" * 200_000, "? " * 100_000])
def test_whether_a_line_is_private_is_told_in_no_time_however_long_it_is(line: str) -> None:
    begun = perf_counter()
    assert shared(line) == line
    assert perf_counter() - begun < 2


def test_answers_are_what_stands_under_the_agendas_headings_and_may_leave_the_house() -> None:
    notes = "so\n## Why now?\nA new plant\n! fired\nd in March\na Tom asks\n? who pays\n\n# PAY\n60k\n## Other\nx"
    assert answers(notes, ("Why now?", "Pay", "Panel")) == [("Why now?", "A new plant\nin March"), ("PAY", "60k")]


def test_a_private_heading_does_not_make_what_follows_an_answer_to_it() -> None:
    assert answers("! ## Pay\n60k", ("Pay",)) == []


def test_headings_without_an_answer_answer_nothing() -> None:
    assert answers("## Pay\n\n  \n## Panel\n! secret", ("Pay", "Panel")) == []


def test_a_topic_is_missing_until_it_is_a_heading_however_it_is_typed() -> None:
    agenda = ("Why now?", "Pay", "Panel")
    assert missing_topics("Pay\n### why now?\n#Panel", agenda) == ["Pay", "Panel"]
    assert missing_topics("", agenda) == list(agenda)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Tom salary survey tomorrow", "Tom salary survey"),
        ("HR panel names, by Fri.", "HR panel names"),
        ("Priya sends the job description Fri 10:00", "Priya sends the job description 10:00"),
        ("Priya sends it on Friday at 10am", "Priya sends it at 10am"),
        ("we call finance by Thu 3 Dec 2026", "we call finance"),
        ("contract until 3/12", "contract"),
        ("slots in 2 working days", "slots"),
        ("who signs, before next Wednesday?", "who signs?"),
    ],
)
def test_a_day_at_the_end_is_left_out_where_it_is_shown_beside_and_a_time_of_day_stays(text: str, shown: str) -> None:
    assert DueCut(NAMES)(text, TODAY) == shown


@pytest.mark.parametrize(
    "text",
    [
        "Tom sends the plan for Friday",
        "panel on Wed or Thu",
        "prepare Monday's workshop",
        "feedback on all 3 CVs",
        "leave for 2 days",
        "tomorrow",
        "who is in on Mon to Wed",
        "",
        "the May plan",
    ],
)
def test_a_day_that_is_part_of_what_is_to_be_done_stays(text: str) -> None:
    assert DueCut(NAMES)(text, TODAY) == text
