"""What an agreement says, and the sheet of what changes."""

from dataclasses import replace
from datetime import date, time

import pytest

from desktop.domain.agreement import Amendment, Content
from desktop.domain.calendars import WorkingWeek
from desktop.domain.canonical import to_json
from desktop.domain.compose import Source, compose, restored
from desktop.domain.job_order import Involvement
from desktop.domain.limits import CountedFrom, Within
from desktop.domain.people import Influence
from desktop.domain.positions import SILENT
from desktop.domain.process import Process
from desktop.domain.roles import Role
from desktop.domain.steps import Step
from desktop.domain.terms import IfSomethingSlips

DAY = date(2026, 11, 3)


def first(source: Source) -> Content:
    return compose(source, version=1, dated=DAY)


def changed(source: Source, process: Process) -> dict[str, tuple[str, str]]:
    """The sheet of changes of a second version with `process`."""
    second = compose(replace(source, process=process), version=2, dated=DAY, replaces=first(source))
    return {one.what: (one.old, one.new) for one in second.amendments}


def test_it_names_the_parties_formally_and_everyone_who_takes_part(source: Source) -> None:
    content = first(source)
    assert (content.agency, content.client, content.client_short) == (
        "Harbour Recruitment Ltd",
        "Northwind Foods Ltd",
        "Northwind",
    )
    assert [(p.role, p.name, p.deputy) for p in content.participants] == [
        (Role.RECRUITER, "Tom Ellis", ""),
        (Role.CLIENT_HR, "Ελένη Παπαδοπούλου", "Amal"),
        (Role.LEGAL, "", ""),
    ]
    assert (content.participants[2].when, content.participants[2].how) == ("before the contract", "by e-mail")
    # 10 for the shortlist, 8 hours of 8.5, 3 for the decision
    assert content.total_days == 14


def test_nothing_private_is_part_of_it(source: Source) -> None:
    text = to_json(first(source)).decode()
    assert not [word for word in ("August", "soft", "late", "influence", "private") if word in text]


def test_a_change_of_anything_private_changes_no_fingerprint(source: Source) -> None:
    people = {id: replace(p, influence=Influence.GREAT, phone="0") for id, p in source.people.items()}
    steps = tuple(replace(step, note="x") for step in source.process.steps)
    other = replace(
        source,
        people=people,
        process=replace(source.process, steps=steps, revision=9),
        client=replace(source.client, notes="x"),
        job_order=replace(source.job_order, private_notes="x", brief="x"),
    )
    assert first(other).fingerprint == first(source).fingerprint


def test_a_signer_nobody_is_named_for_has_an_empty_name(source: Source) -> None:
    nobody = first(replace(source, job_order=replace(source.job_order, involved=())))
    assert [(p.role, p.name) for p in nobody.participants] == [(Role.RECRUITER, ""), (Role.CLIENT_HR, "")]


def test_an_open_step_says_so(source: Source) -> None:
    steps = (replace(source.process.steps[0], client=SILENT), *source.process.steps[1:])
    content = first(replace(source, process=replace(source.process, steps=steps)))
    assert [step.is_agreed for step in content.steps] == [False, True, True]


def test_a_signed_step_becomes_the_same_working_step(source: Source) -> None:
    for step, agreed in zip(source.process.steps, first(source).steps, strict=True):
        assert restored(agreed) == step.agreed_terms


def test_the_same_again_amends_nothing(source: Source) -> None:
    assert changed(source, source.process) == {}
    assert compose(source, version=2, dated=DAY, replaces=first(source)).replaces == 1


def test_a_changed_limit_stands_old_beside_new(source: Source) -> None:
    step = source.process.steps[0]
    assert changed(source, source.process.editing(replace(step, within=Within(5)))) == {
        "Step 1, Shortlist of 3 to 5: within": ("10 days", "5 days")
    }


def test_a_new_step_and_one_left_out_are_named_and_renumbering_is_no_change(source: Source) -> None:
    added = Step(title="Intake", within=Within(2), does=(Role.RECRUITER,))
    sheet = changed(source, source.process.adding(added, 1))
    assert list(sheet) == ["Step 1, Intake"]
    assert sheet["Step 1, Intake"][0] == "not part of version 1"
    assert "within: 2 days" in sheet["Step 1, Intake"][1]
    gone = changed(source, source.process.removing(source.process.steps[0].id))
    assert gone["Step 1, Shortlist of 3 to 5"][1] == "left out"
    assert list(gone) == ["Step 1, Shortlist of 3 to 5"]


def test_a_new_order_is_one_line(source: Source) -> None:
    sheet = changed(source, source.process.moving(source.process.steps[2].id, 1))
    assert list(sheet) == ["Order of the steps"]
    assert sheet["Order of the steps"][1].startswith("Decision · ")


def test_counting_from_a_day_gives_the_day_in_words(source: Source) -> None:
    edited = source.process.editing(replace(source.process.steps[0], counted_from=CountedFrom.from_date(DAY)))
    assert changed(source, edited) == {
        "Step 1, Shortlist of 3 to 5: counted from": ("agreement signed", "3 November 2026")
    }


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"title": "CFO"}, Amendment(what="Job", old="Senior Accountant", new="CFO")),
        ({"openings": 3}, Amendment(what="Openings", old="1", new="3")),
        ({"location": "Hull"}, Amendment(what="Location", old="–", new="Hull")),
        (
            {"involved": (Involvement(role=Role.LEGAL, when="at once"),)},
            Amendment(what="Legal", old="before the contract · by e-mail", new="at once"),
        ),
    ],
)
def test_what_changes_in_the_job_order_is_on_the_sheet(
    source: Source, change: dict[str, object], expected: Amendment
) -> None:
    job = replace(source.job_order, **change)  # type: ignore[arg-type]
    second = compose(replace(source, job_order=job), version=2, dated=DAY, replaces=first(source))
    assert expected in second.amendments


def test_everything_printed_that_changes_is_on_the_sheet(source: Source) -> None:
    terms = replace(
        source.process.terms,
        goals=(),
        offer_negotiator=Role.CLIENT_HR,
        if_something_slips=IfSomethingSlips(talk_within_days=3, changes="By letter"),
        signers=(Role.CLIENT_HR, Role.HIRING_MANAGER, Role.RECRUITER),
    )
    other = replace(
        source,
        agency=replace(source.agency, legal_name="Harbour plc", week=WorkingWeek(days=(0, 6), closes=time(16))),
        client=replace(source.client, legal_name="Northwind plc"),
        process=replace(source.process, terms=terms, valid_until=DAY),
        job_order=replace(
            source.job_order, terms_of_business=replace(source.job_order.terms_of_business, dated=DAY), involved=()
        ),
        client_holidays_of="Bavaria",
    )
    second = compose(other, version=2, dated=DAY, replaces=first(source))
    sheet = {one.what: (one.old, one.new) for one in second.amendments}
    assert set(sheet) == {
        "Agency",
        "Client",
        "Recruiter",
        "Client HR",
        "Legal",
        "What we both aim for",
        "Who negotiates the offer",
        "Changes",
        "Two misses in a row",
        "Signed by",
        "Valid until",
        "Terms of business",
        "Working week",
        "Public holidays",
    }
    assert sheet["Terms of business"] == ("TOB-7 · 5 January 2026", "TOB-7 · 3 November 2026")
    assert sheet["Working week"][1] == "Monday and Sunday 09:00–16:00 · Europe/London"
    assert sheet["Public holidays"] == ("England", "England · Bavaria")
    assert sheet["Two misses in a row"][1] == "Recruiter and Client HR talk within 3 working days"
