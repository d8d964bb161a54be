"""The minutes on paper."""

import time
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from desktop.domain.agency import Agency, PaperSize
from desktop.domain.job_order import JobOrder
from desktop.domain.meetings import Attendee, Meeting
from desktop.domain.minutes import Minutes, minutes_of
from desktop.domain.notes import merged
from desktop.domain.people import Client
from desktop.domain.recognition import Names
from desktop.domain.roles import Side
from desktop.pdf.minutes import render_minutes
from tests.pdf import pages
from tests.pdf.reading import boxes, fonts, letters, text, texts

NAMES = Names(
    weekdays=("Monday",),
    months=("January",),
    today=("today",),
    tomorrow=("tomorrow",),
    owners={"HR": Side.CLIENT, "Tom": Side.AGENCY},
)
CLIENT = Client(name="Northwind", legal_name="Northwind Foods Ltd")
JOB = JobOrder(client_id=CLIENT.id, number=142, title="Senior Accountant")
NOTES = """## Why this job is open
The predecessor **retires** in March; the audit is in *May*.
- must: IFRS, closing in 5 days
- nice: SAP
  - S/4 rather than R/3

1. call on Monday
2. shortlist
! they doubt the pay range
d Two rounds, panel of three
d No test at home
a HR names the panel monday
a Tom sends three CVs tomorrow
a Somebody books the room
? Who signs while Ada is away
<b>not bold</b> & <img src="file:///etc/passwd"> stays"""


def minutes(notes: str = NOTES, **rest: object) -> Minutes:
    meeting = Meeting(
        client_id=CLIENT.id,
        at=datetime(2026, 11, 3, 9, 0, tzinfo=UTC),
        zone="Europe/London",
        place="Room 4, Leeds",
        people=(
            Attendee(name="Priya Nair", side=Side.CLIENT),
            Attendee(name="Ada Okafor", side=Side.CLIENT),
            Attendee(name="Tom Ellis", side=Side.AGENCY),
        ),
        notes=notes,
        items=merged((), notes, NAMES, date(2026, 11, 3)),
        confirmed_by="Priya Nair",
        confirmed_on=date(2026, 11, 4),
    )
    found = minutes_of(meeting, Agency(name="Harbour", legal_name="Harbour Recruitment Ltd"), CLIENT, JOB)
    return replace(found, **rest)  # type: ignore[arg-type]


@pytest.mark.parametrize("paper", list(PaperSize))
def test_usual_minutes_are_one_page_that_says_it_all(paper: PaperSize) -> None:
    data = render_minutes(minutes(paper=paper, logo=pages.logo("JPEG")))
    (page,) = texts(data)
    at = 0
    for wanted in (
        "Harbour and Northwind",
        "Intake meeting",
        "Senior Accountant, Northwind Foods Ltd",
        "3 November 2026",
        "Room 4, Leeds",
        "Priya Nair, Ada Okafor",
        "Tom Ellis",
        "Decisions",
        "Two rounds, panel of three",
        "Actions",
        "HR names the panel monday",
        "by 9 November 2026",
        "Questions",
        "Who signs while Ada is away",
        "Notes",
        "Why this job is open",
        "The predecessor retires in March",
        "S/4 rather than R/3",
        '<b>not bold</b> & <img src="file:///etc/passwd"> stays',
        "Confirmed by Priya Nair on 4 November 2026.",
        "Page 1 of 1",
    ):
        at = page.index(wanted, at) + 1
    assert "doubt" not in letters(data)
    assert all("/FontFile2" in descriptor for descriptor in fonts(data).values())


def test_equal_minutes_are_equal_bytes() -> None:
    assert render_minutes(minutes()) == render_minutes(minutes())


def test_every_script_is_shaped_and_can_be_read_back() -> None:
    notes = "\n".join(f"- {name}: {words}" for name, words in pages.SCRIPTS.items() if name != "nothing draws it")
    found = letters(render_minutes(minutes(notes)))
    for name in ("Greek", "Cyrillic", "Chinese", "Korean", "Vietnamese"):
        assert "".join(pages.SCRIPTS[name].split()) in found


def test_minutes_run_right_to_left_where_the_paper_does() -> None:
    data = render_minutes(minutes(language="en-XA"))
    (_box, lines), *_more = list(boxes(data))
    assert next(left for words, (left, *_rest) in lines if "Priya" in words) > 300


@pytest.mark.parametrize("paper", list(PaperSize))
def test_long_notes_go_on_with_every_word_inside_its_page(paper: PaperSize) -> None:
    notes = (
        "\n".join(f"- line{n:04} " + "word " * (n % 60) for n in range(900)) + "\na " + "Action " * 3000 + "lastword"
    )
    data = render_minutes(minutes(notes, paper=paper))
    found, total = letters(data), len(texts(data))
    assert all(f"line{n:04}" in found for n in range(900))
    assert found.count("Action") == 3000 + 1
    assert f"Page {total} of {total}" in text(data)
    for (left, bottom, right, top), lines in boxes(data):
        assert all(left < a and bottom < b and c < right and d < top for _, (a, b, c, d) in lines)


@pytest.mark.parametrize(
    "nasty", ["x" * 200_000, "word " * 40_000, "\n".join("ab" for _ in range(66_000)), "漢" * 200_000]
)
def test_the_largest_notes_are_drawn_in_seconds(nasty: str) -> None:
    begun = time.perf_counter()
    render_minutes(minutes(nasty))
    assert time.perf_counter() - begun < 60


def test_sixty_people_with_long_names_fit() -> None:
    people = tuple(Attendee(name=f"Name{n} " + "long " * 38, side=Side.CLIENT) for n in range(60))
    data = render_minutes(minutes(people=people, place="Place " * 100))
    assert all(f"Name{n}" in letters(data) for n in range(60))
    for (left, bottom, right, top), lines in boxes(data):
        assert all(left < a and bottom < b and c < right and d < top for _, (a, b, c, d) in lines)
