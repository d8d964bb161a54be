"""Minutes hold what both may read, and nothing that is private."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.agency import Agency
from desktop.domain.calendars import USUAL_WEEK
from desktop.domain.job_order import JobOrder
from desktop.domain.markdown import BlockKind, NoteBlock, Run, blocks
from desktop.domain.meetings import Attendee, Item, ItemKind, Meeting, MeetingKind
from desktop.domain.minutes import Minutes, as_text, minutes_of, told, when
from desktop.domain.notes import merged
from desktop.domain.people import Client
from desktop.domain.recognition import Names
from desktop.domain.roles import Role, Side

TODAY = date(2026, 11, 3)
NAMES = Names(
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    months=("January",),
    today=("today",),
    tomorrow=("tomorrow",),
    owners={"HR": Side.CLIENT, "Tom": Side.AGENCY, "we": Side.AGENCY, "they": Side.CLIENT},
)
AGENCY = Agency(name="Harbour", legal_name="Harbour Recruitment Ltd", week=replace(USUAL_WEEK, country="GB"))
CLIENT = Client(name="Northwind", notes="SECRET of the client")
JOB = JobOrder(client_id=CLIENT.id, number=142, title="Senior Accountant", brief="SECRET brief")
PEOPLE = (
    Attendee(name="Priya Nair", side=Side.CLIENT, role=Role.CLIENT_HR, email="priya@northwind.example"),
    Attendee(name="Tom Ellis", side=Side.AGENCY),
)


def meeting(notes: str, **rest: object) -> Meeting:
    begun = Meeting(
        id=UUID(int=7),
        client_id=CLIENT.id,
        at=datetime(2026, 6, 4, 8, 0, tzinfo=UTC),
        zone="Europe/London",
        people=PEOPLE,
        notes=notes,
        items=merged((), notes, NAMES, TODAY),
    )
    return replace(begun, **rest)  # type: ignore[arg-type]


def minutes(notes: str, **rest: object) -> Minutes:
    return minutes_of(meeting(notes, **rest), AGENCY, CLIENT, JOB)


def test_marked_lines_become_points_and_the_rest_stays_as_notes() -> None:
    found = minutes("## Why\nd Two rounds\n- a HR panel names wed\n? Who signs\nBudget is *fixed*")
    assert [(p.kind, p.text) for p in found.points] == [
        (ItemKind.DECISION, "Two rounds"),
        (ItemKind.ACTION, "HR panel names wed"),
        (ItemKind.QUESTION, "Who signs"),
    ]
    assert [block.text for block in found.notes] == ["Why", "Budget is fixed"]
    action = found.of(ItemKind.ACTION)[0]
    assert (action.owner, action.side, action.due) == ("HR", Side.CLIENT, date(2026, 11, 4))
    assert told(action, found) == "HR, by 4 November 2026"


def test_whom_the_notes_call_we_and_they_is_named_for_either_reader() -> None:
    found = minutes("a We call Tom wed\na they name the panel")
    assert [told(point, found) for point in found.points] == ["Harbour, by 4 November 2026", "Northwind"]


def test_a_heading_under_which_nothing_is_left_is_left_out_but_what_somebody_wrote_as_one_stays() -> None:
    notes = (
        "# Who negotiates\nd Tom does\n# What stops it\n! Grace\n# Market\n\n# Budget approved\n"
        "# Panel\n## Round two\nDavid\n## Round three\n? When"
    )
    found = minutes(notes, agenda=("Market",))
    assert [block.text for block in found.notes] == ["Budget approved", "Panel", "Round two", "David"]


def test_the_time_is_that_of_the_meetings_zone() -> None:
    assert when(minutes("")) == "Thursday, 4 June 2026, 09:00 to 10:00 (London time)"


def test_an_untitled_meeting_is_called_by_its_kind_in_the_papers_language() -> None:
    found = minutes_of(meeting("", kind=MeetingKind.COFFEE), replace(AGENCY, language="en-XA"), CLIENT, None)
    assert found.heading == "[Çöfféé~~]"
    assert found.job == ""


PRIVATE = (
    "! SECRET",
    "- ! SECRET",
    "  * ! a HR SECRET wed",
    "!\td SECRET",
    "1. ! SECRET",
    "- - ! SECRET",
    "> ! SECRET",
    "# ! SECRET",
    "- [ ] ! SECRET",
    "d ! SECRET",
    "！ SECRET",
    "\u00a0! SECRET",
    "\u200f! SECRET",
    "\ufeff! SECRET",
    "\u2013 ! SECRET",
    "☐ ! SECRET",
    "(1) ! SECRET",
    "b) ! SECRET",
    "**! SECRET**",
    "! SECRET\u2028SECRET too",
    "open\u2028! SECRET",
    "a open\u2028! SECRET",
    "! - **SECRET**",
)


@pytest.mark.parametrize("line", PRIVATE)
def test_no_private_line_reaches_the_minutes(line: str) -> None:
    found = minutes(f"before\n{line}\r\nafter")
    assert "SECRET" not in repr(found)
    assert "SECRET" not in as_text(found)
    assert found.left_out >= 1
    assert {"before", "after"} <= {block.text for block in found.notes}


OPEN = st.text(st.characters(exclude_characters="SECRT\n", exclude_categories=["Cs"]))


@given(st.lists(st.sampled_from(PRIVATE) | OPEN, max_size=12), st.data())
def test_no_private_text_reaches_the_minutes_however_lines_are_mixed_and_edited(
    lines: list[str], data: st.DataObject
) -> None:
    before = meeting("\n".join(data.draw(st.permutations(lines))))
    after = "\n".join(lines)
    edited = replace(before, notes=after, items=merged(before.items, after, NAMES, TODAY))
    assert "SECRET" not in repr(minutes_of(edited, AGENCY, CLIENT, JOB))


def test_an_item_kept_as_private_stays_out_wherever_its_line_is() -> None:
    item = Item(kind=ItemKind.ACTION, text="SECRET", line=9, is_private=True, outcome="SECRET")
    assert "SECRET" not in repr(minutes("open", items=(item,)))


def test_how_an_action_ended_is_not_told_only_that_it_did() -> None:
    item = Item(kind=ItemKind.ACTION, text="Send CVs", line=1, closed_at=datetime.now(UTC), outcome="SECRET")
    found = minutes("a Send CVs", items=(item,))
    assert "SECRET" not in repr(found)
    assert "- Send CVs (done)" in as_text(found)


def test_an_important_exclamation_is_not_private() -> None:
    assert [block.text for block in minutes("!important\nWow! great").notes] == ["!important", "Wow! great"]


def test_headings_lists_bold_and_italic_are_read_and_all_else_stays_as_typed() -> None:
    typed = ["# Top", "", "  - in **bold** and _italic_", "2) two", "<b>x</b> [a](b) 2*3*4 __init__ snake_case_x", "**"]
    assert list(blocks(typed)) == [
        NoteBlock(kind=BlockKind.HEADING, runs=(Run("Top"),), level=1),
        NoteBlock(
            kind=BlockKind.BULLET,
            runs=(Run("in "), Run("bold", bold=True), Run(" and "), Run("italic", italic=True)),
            level=1,
            apart=True,
        ),
        NoteBlock(kind=BlockKind.NUMBER, runs=(Run("two"),), number="2)"),
        NoteBlock(
            kind=BlockKind.TEXT,
            runs=(Run("<b>x</b> [a](b) 2*3*4 "), Run("init", bold=True), Run(" snake_case_x")),
        ),
        NoteBlock(kind=BlockKind.TEXT, runs=(Run("**"),)),
    ]


def test_two_hundred_thousand_marks_are_read_at_once() -> None:
    for nasty in ("*a " * 66_000, "_" * 200_000, "**a" * 66_000, "- " * 100_000, "1. " * 66_000, "* *" * 66_000):
        assert len(list(blocks([nasty]))) == 1
        minutes(nasty)


def test_the_text_keeps_headings_at_the_edge_and_lists_at_their_depth() -> None:
    found = minutes("free text\n\n## Pay\n- up to 50k\n  - with bonus\n1. then")
    assert as_text(found).endswith("\n\nNotes\nfree text\n\nPay\n- up to 50k\n  - with bonus\n1. then")


def test_the_text_says_who_when_what_and_who_confirmed() -> None:
    found = minutes("d Two rounds\nfree text", confirmed_by="Priya Nair", confirmed_on=TODAY, place="Room 4")
    assert as_text(found) == (
        "Intake meeting\nThursday, 4 June 2026, 09:00 to 10:00 (London time)\nRoom 4\nNorthwind: Priya Nair\n"
        "Harbour: Tom Ellis\n\nDecisions\n- Two rounds\n\nNotes\nfree text\n\n"
        "Confirmed by Priya Nair on 3 November 2026."
    )
