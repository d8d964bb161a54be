"""Meetings: notes and what they leave, decisions into the process, answers into the brief."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from desktop.app import App
from desktop.domain.agreement import AgreementState
from desktop.domain.calendars import DayHours, OpenHours
from desktop.domain.history import Deed
from desktop.domain.meetings import LONGEST_NOTES, Attendee, Item, ItemKind, Meeting, MeetingKind
from desktop.domain.people import Client
from desktop.domain.process import Process
from desktop.domain.promise_words import PromiseWords
from desktop.domain.proposals import Proposer
from desktop.domain.roles import Side
from desktop.domain.text import LINE
from desktop.errors import ChangedElsewhereError, FrozenError, InvalidInputError, NotReadyError
from desktop.services.history import ChangedSinceError
from tests.services.conftest import House


def noted(house: House, notes: str, kind: MeetingKind = MeetingKind.INTAKE) -> Meeting:
    meeting = house.app.meetings.begin(kind, client_id=house.client.id, job_order_id=house.job.id)
    return house.app.meetings.write_notes(meeting.id, notes, "")


def item(meeting: Meeting, text: str) -> Item:
    return next(one for one in meeting.items if one.text == text)


def take(house: House, meeting: Meeting, item: Item) -> Process:
    """As a new step, or as the change that it is."""
    proposer = Proposer(house.app.processes.get(house.job.id), PromiseWords())
    proposal = proposer.proposed(item.line, item.text, decision=item)
    return house.app.meetings.take_into_process(meeting.id, proposal)


def deeds(house: House) -> list[Deed]:
    return [event.deed for event in house.app.job_orders.history(house.job.id)]


def test_a_meeting_brings_its_agenda_and_everybody_who_takes_part(house: House) -> None:
    meeting = house.app.meetings.begin(MeetingKind.INTAKE, client_id=house.client.id, job_order_id=house.job.id)
    assert "Interview slots, booked now" in meeting.agenda
    assert [(one.name, one.side) for one in meeting.people] == [
        ("Tom Ellis", Side.AGENCY),
        ("Priya Nair", Side.CLIENT),
    ]
    assert deeds(house)[0] == Deed.MEETING_BEGUN


def test_an_edited_agenda_is_brought_by_the_next_meeting_and_changes_no_other(house: House) -> None:
    before = noted(house, "")
    now = house.app.agendas.get(MeetingKind.INTAKE)
    house.app.agendas.save(replace(now, topics=("Only this",)))
    assert noted(house, "").agenda == ("Only this",)
    assert house.app.meetings.get(before.id).agenda == before.agenda


def test_owner_and_due_day_are_recognised_and_what_is_corrected_by_hand_stays(house: House) -> None:
    meeting = noted(house, "a Priya names the panel Wed")
    found = meeting.items[0]
    assert (found.owner, found.side, found.due) == ("Priya", Side.CLIENT, date(2026, 11, 4))
    corrected = replace(found, owner="Tom Ellis", side=Side.AGENCY, due=date(2026, 11, 20))
    house.app.meetings.edit_item(meeting.id, corrected)
    again = house.app.meetings.write_notes(meeting.id, "more\na Priya names the whole panel Wed", meeting.notes)
    assert again.items[0] == replace(corrected, text="Priya names the whole panel Wed", line=2)


def test_an_owner_that_was_only_recognised_follows_the_text(house: House) -> None:
    meeting = noted(house, "a Priya names the panel Wed")
    again = house.app.meetings.write_notes(meeting.id, "a Tom names the panel Thu", meeting.notes)
    assert (again.items[0].id, again.items[0].owner) == (meeting.items[0].id, "Tom")
    assert again.items[0].due == date(2026, 11, 5)


def test_an_item_that_is_edited_keeps_what_its_line_says(house: House) -> None:
    meeting = noted(house, "a send the survey")
    seen = meeting.items[0]
    house.app.meetings.write_notes(meeting.id, "first\na send the survey", meeting.notes)
    saved = house.app.meetings.edit_item(meeting.id, replace(seen, owner=" Tom "))
    assert (saved.items[0].line, saved.items[0].owner) == (2, "Tom")


def test_undo_of_a_closed_action_leaves_what_was_typed_since(house: House) -> None:
    meeting = noted(house, "a send the survey")
    house.app.meetings.close_item(meeting.id, meeting.items[0].id)
    house.app.meetings.write_notes(meeting.id, "typed since\na send the survey", meeting.notes)
    house.app.undo.undo()
    now = house.app.meetings.get(meeting.id)
    assert (now.notes, now.items[0].is_open, now.items[0].line) == ("typed since\na send the survey", True, 2)
    house.app.undo.redo()
    assert not house.app.meetings.get(meeting.id).items[0].is_open


def test_undo_does_not_overwrite_an_item_that_was_changed_since(house: House) -> None:
    meeting = noted(house, "a send the survey")
    house.app.meetings.close_item(meeting.id, meeting.items[0].id)
    house.app.meetings.write_notes(meeting.id, "a send the survey and the list", meeting.notes)
    with pytest.raises(ChangedSinceError):
        house.app.undo.undo()


def test_working_days_in_a_line_are_those_that_we_work_weekdays_with_hours_of_their_own_too(house: House) -> None:
    agency = house.app.agencies.get()
    saturday, no_wednesday = DayHours(5, (OpenHours(time(9), time(12)),)), DayHours(2)
    week = replace(agency.week, exceptions=(no_wednesday, saturday))
    house.app.agencies.save(replace(agency, week=week))
    meeting = noted(house, "a Priya sends the slots in 3 working days")  # on Tuesday 3 November
    assert meeting.items[0].due == date(2026, 11, 7)


def test_actions_are_open_until_closed_and_come_with_the_nearest_due_first(house: House) -> None:
    meeting = noted(house, "a someday\na Tom calls tomorrow\n? who signs\nd two rounds")
    meetings = house.app.meetings
    assert [one.item.text for one in meetings.open_items(job_order_id=house.job.id)] == [
        "Tom calls tomorrow",
        "someday",
        "who signs",
    ]
    meetings.close_item(meeting.id, item(meeting, "who signs").id, "the CFO")
    assert len(meetings.open_items(client_id=house.client.id)) == 2
    assert meetings.get(meeting.id).item(item(meeting, "who signs").id).outcome == "the CFO"  # type: ignore[union-attr]


def test_lines_count_what_is_open_without_reading_the_notes(house: House) -> None:
    first = noted(house, "a one\n? two\nd three")
    other = house.app.clients.save(Client(name="Elsewhere"))
    house.app.meetings.begin(MeetingKind.COFFEE, client_id=other.id)
    later = house.app.meetings.begin(
        MeetingKind.COFFEE, client_id=house.client.id, at=house.clock() + timedelta(days=1)
    )
    lines = house.app.meetings.lines(client_id=house.client.id)
    assert [(line.id, line.open_count) for line in lines] == [(later.id, 0), (first.id, 2)]
    assert [line.id for line in house.app.meetings.lines(job_order_id=house.job.id)] == [first.id]
    assert house.app.meetings.lines(id=later.id)[0].heading == "Coffee"


def test_notes_written_from_old_ones_are_refused_and_nothing_is_overwritten(house: House) -> None:
    meeting = noted(house, "theirs")
    with pytest.raises(ChangedElsewhereError):
        house.app.meetings.write_notes(meeting.id, "mine", "")
    assert house.app.meetings.get(meeting.id).notes == "theirs"


@pytest.mark.parametrize("notes", ["x" * (LONGEST_NOTES + 1), "a bell \x07", "over\u202eride"])
def test_notes_that_cannot_be_kept_are_refused_in_words(house: House, notes: str) -> None:
    meeting = noted(house, "kept")
    with pytest.raises(InvalidInputError) as caught:
        house.app.meetings.write_notes(meeting.id, notes, "kept")
    assert "Please" in caught.value.problems["notes"]
    assert house.app.meetings.get(meeting.id).notes == "kept"


# -- decisions ----------------------------------------------------------------------------------------------------


def test_a_decision_becomes_the_last_step_before_signing(house: House) -> None:
    meeting = noted(house, "d two rounds, not three")
    before = house.app.processes.get(house.job.id)
    process = take(house, meeting, meeting.items[0])
    assert [step.title for step in process.steps] == [*(s.title for s in before.steps), "two rounds, not three"]
    assert process == house.app.processes.get(house.job.id)
    now = house.app.meetings.get(meeting.id)
    assert now.items[0].outcome == f"Step {len(process.steps)} of version 1"
    assert deeds(house)[0] == Deed.DECISION_TAKEN_IN
    assert house.app.job_orders.history(house.job.id)[0].sentence.endswith("two rounds, not three")
    line = house.app.job_orders.line(house.job.id)
    assert line is not None
    assert line.standing.steps == len(process.steps)


def test_undo_takes_the_step_out_and_the_decision_can_be_taken_in_again(house: House) -> None:
    meeting = noted(house, "d two rounds, not three")
    before = house.app.processes.get(house.job.id)
    after = take(house, meeting, meeting.items[0])
    house.app.undo.undo()
    assert house.app.processes.get(house.job.id).steps == before.steps
    assert house.app.meetings.get(meeting.id).items[0].outcome == ""
    house.app.undo.redo()
    assert house.app.processes.get(house.job.id).steps == after.steps
    assert house.app.meetings.get(meeting.id).items[0].outcome != ""


def test_undo_of_a_decision_taken_in_leaves_a_process_that_was_changed_since(house: House) -> None:
    meeting = noted(house, "d two rounds, not three")
    process = take(house, meeting, meeting.items[0])
    edit = house.app.undo.newest
    house.app.processes.edit_step(house.job.id, replace(process.steps[0], title="Another"))
    assert edit is not None
    with pytest.raises(ChangedSinceError):
        edit.undo()
    assert house.app.meetings.get(meeting.id).items[0].outcome != ""


def test_after_signing_a_decision_begins_the_amendment_and_the_next_joins_it(house: House) -> None:
    signed = house.sign(house.agree())
    meeting = noted(house, "d two rounds, not three\nd feedback within a day")
    first, second = meeting.items
    take(house, meeting, first)
    newest = house.app.agreements.newest(house.job.id)
    assert (newest.number, newest.state) == (2, AgreementState.DRAFT)
    take(house, meeting, second)
    assert house.app.agreements.newest(house.job.id).number == 2
    assert house.app.agreements.get(signed.id).state == AgreementState.SIGNED
    assert {Deed.AMENDED, Deed.DECISION_TAKEN_IN} <= set(deeds(house))
    assert house.app.meetings.get(meeting.id).items[1].outcome.endswith("version 2")


def test_while_a_version_waits_to_be_signed_nothing_is_taken_in(house: House) -> None:
    meeting = noted(house, "d two rounds, not three")
    house.agree()
    before = house.app.processes.get(house.job.id)
    with pytest.raises(FrozenError):
        take(house, meeting, meeting.items[0])
    assert house.app.processes.get(house.job.id) == before
    assert house.app.meetings.get(meeting.id).items[0].outcome == ""


@pytest.mark.parametrize("line", ["a do it", "? who", "! d between us"])
def test_only_an_open_decision_that_is_not_private_is_taken_in(house: House, line: str) -> None:
    meeting = noted(house, line)
    steps = house.app.processes.get(house.job.id).steps
    with pytest.raises(NotReadyError):
        take(house, meeting, meeting.items[0])
    assert house.app.processes.get(house.job.id).steps == steps


def test_a_decision_is_taken_in_once(house: House) -> None:
    meeting = noted(house, "d two rounds")
    take(house, meeting, meeting.items[0])
    with pytest.raises(NotReadyError, match="already"):
        take(house, meeting, meeting.items[0])


def test_a_decision_of_a_client_meeting_has_no_process_to_go_into(house: House) -> None:
    meeting = house.app.meetings.begin(MeetingKind.STRATEGY, client_id=house.client.id)
    meeting = house.app.meetings.write_notes(meeting.id, "d one pilot a quarter", "")
    with pytest.raises(NotReadyError, match="no job order"):
        take(house, meeting, meeting.items[0])


def test_a_decision_longer_than_a_title_is_whole_in_the_note_of_its_step(house: House) -> None:
    long = "two rounds " * 30
    meeting = noted(house, f"d {long}")
    step = take(house, meeting, meeting.items[0]).steps[-1]
    assert len(step.title) <= LINE
    assert step.title.endswith("…")
    assert step.note == long.strip()


def test_mark_up_in_a_decision_stays_text(house: House) -> None:
    meeting = noted(house, "d <script>alert(1)</script> & BEGIN:VEVENT")
    step = take(house, meeting, meeting.items[0]).steps[-1]
    assert step.title == "<script>alert(1)</script> & BEGIN:VEVENT"


# -- the brief ----------------------------------------------------------------------------------------------------


def test_answers_under_the_agendas_headings_are_added_to_the_brief_without_private_lines(house: House) -> None:
    why = house.app.agendas.get(MeetingKind.INTAKE).topics[0]
    notes = f"before\n## {why}\nA new plant\n! one was fired\nd start in March\na Tom asks\n\n## Ours\nnot asked"
    meeting = noted(house, notes)
    house.app.job_orders.save(replace(house.app.job_orders.get(house.job.id), brief="As imported."))
    job = house.app.meetings.fill_brief(meeting.id)
    assert job.brief == f"As imported.\n\n{why}\nA new plant\nstart in March"
    house.app.undo.undo()
    assert house.app.job_orders.get(house.job.id).brief == "As imported."


def test_what_is_in_the_brief_already_is_not_added_twice(house: House) -> None:
    why, success = house.app.agendas.get(MeetingKind.INTAKE).topics[:2]
    meeting = noted(house, f"## {why}\nA new plant\n")
    house.app.meetings.fill_brief(meeting.id)
    with pytest.raises(NotReadyError, match="already"):
        house.app.meetings.fill_brief(meeting.id)
    house.app.meetings.write_notes(meeting.id, f"## {why}\nA new plant\n## {success}\nBooks closed", meeting.notes)
    job = house.app.meetings.fill_brief(meeting.id)
    assert job.brief == f"{why}\nA new plant\n\n{success}\nBooks closed"


def test_empty_headings_fill_nothing(house: House) -> None:
    meeting = noted(house, "")
    notes = "\n".join(f"## {topic}\n" for topic in meeting.agenda)
    house.app.meetings.write_notes(meeting.id, notes, "")
    with pytest.raises(NotReadyError):
        house.app.meetings.fill_brief(meeting.id)


def test_a_head_saved_after_notes_keeps_the_notes(house: House) -> None:
    meeting = noted(house, "typed")
    at = datetime(2026, 11, 9, 14, 0, tzinfo=UTC)
    saved = house.app.meetings.save(replace(meeting, place="Room 2", at=at))
    assert (saved.notes, saved.place, saved.at, saved.sequence) == ("typed", "Room 2", at, 1)
    assert saved.items == meeting.items


def test_a_cancelled_meeting_keeps_its_notes_and_undo_leaves_what_was_typed_since(house: House) -> None:
    meeting = noted(house, "a send the survey")
    cancelled = house.app.meetings.cancel(meeting.id)
    assert (cancelled.cancelled_at, cancelled.items) == (house.clock(), meeting.items)
    assert house.app.meetings.lines(job_order_id=house.job.id)[0].cancelled_at == house.clock()
    house.app.meetings.write_notes(meeting.id, "a send the survey\nd by phone instead", meeting.notes)
    house.app.undo.undo()
    now = house.app.meetings.get(meeting.id)
    assert (now.cancelled_at, now.notes) == (None, "a send the survey\nd by phone instead")
    house.app.undo.redo()
    assert house.app.meetings.get(meeting.id).cancelled_at == house.clock()


def test_a_meeting_is_cancelled_once(house: House) -> None:
    meeting = noted(house, "")
    first = house.app.meetings.cancel(meeting.id)
    house.clock.go_on(hours=1)
    assert house.app.meetings.cancel(meeting.id) == first
    held = house.app.meetings.hold_after_all(meeting.id)
    assert (held.cancelled_at, held.sequence) == (None, first.sequence + 1)


def test_undo_of_a_new_place_leaves_another_place_given_since(house: House) -> None:
    meeting = noted(house, "")
    first = house.app.meetings.save(replace(meeting, place="Room 1"))
    edit = house.app.undo.newest
    house.app.meetings.save(replace(first, place="Room 2"))
    assert edit is not None
    with pytest.raises(ChangedSinceError):
        edit.undo()
    assert house.app.meetings.get(meeting.id).place == "Room 2"


def test_a_check_in_meeting_of_either_kind_leaves_the_rhythm_of_check_ins_alone(house: House) -> None:
    """What counts is the check-in that is noted in a line, not that there was a date for one."""
    house.sign(house.agree())

    def quiet() -> object:
        tracked = house.app.promises.tracked(house.job.id)
        return tracked and (tracked.tracking.quiet_from, tracked.tracking.check_ins)

    before = quiet()
    meeting = noted(house, "", MeetingKind.CHECK_IN)
    assert quiet() == before
    house.app.meetings.cancel(meeting.id)
    assert quiet() == before


def test_an_address_that_no_file_can_hold_is_refused(house: House) -> None:
    meeting = noted(house, "")
    guest = Attendee(name="Ada", side=Side.CLIENT, email="ada\ud800@northwind.example")
    with pytest.raises(InvalidInputError):
        house.app.meetings.save(replace(meeting, people=(guest,)))


def test_a_removed_meeting_comes_back_whole(app: App, house: House) -> None:
    meeting = noted(house, "a one\nd two")
    app.meetings.remove(meeting.id)
    assert app.meetings.lines(job_order_id=house.job.id) == []
    app.undo.undo()
    back = app.meetings.get(meeting.id)
    assert (back.notes, back.items) == (meeting.notes, meeting.items)
    assert [one.kind for one in back.items] == [ItemKind.ACTION, ItemKind.DECISION]


def test_a_meeting_that_was_moved_and_moved_back_can_still_be_taken_back_and_its_next_invitation_is_newer(
    house: House,
) -> None:
    meetings, undo = house.app.meetings, house.app.undo
    first = meetings.begin(MeetingKind.COFFEE, client_id=house.client.id)
    meetings.save(replace(first, place="Bar"))
    for _once in range(2):
        undo.undo()  # the place
        last = meetings.get(first.id)
        undo.undo()  # the meeting
        assert meetings.lines(client_id=house.client.id) == []
        undo.redo()
        assert meetings.get(first.id) == replace(last, revision=last.revision + 1)
        undo.redo()
    assert meetings.get(first.id).sequence == 5
