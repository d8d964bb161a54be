"""What leaves the house of a meeting, over a real file."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
import vobject  # type: ignore[import-untyped]

from desktop.domain.meetings import Attendee, Meeting, MeetingKind
from desktop.domain.roles import Side
from desktop.errors import NotFoundError
from tests.pdf.reading import letters
from tests.services.conftest import House

NOTES = "d Two rounds\n! SECRET doubt\n! a Tom SECRET tomorrow\na Priya names the panel 2026-11-09\nBudget is fixed"


@pytest.fixture
def met(house: House) -> Meeting:
    tom = house.app.agencies.get().me
    assert tom
    house.app.clients.save_person(replace(house.app.clients.person(tom), email="tom@harbour.example"))
    house.app.clients.save_person(replace(house.hr, email="priya@northwind.example"))
    meeting = house.app.meetings.begin(
        MeetingKind.INTAKE,
        client_id=house.client.id,
        job_order_id=house.job.id,
        at=datetime(2026, 11, 5, 10, 0, tzinfo=UTC),
    )
    guest = Attendee(name="Ada Okafor", side=Side.CLIENT)
    topics = ("! SECRET topic", "Interview slots")
    meeting = house.app.meetings.save(replace(meeting, people=(*meeting.people, guest), agenda=topics, place="Room 4"))
    return house.app.meetings.write_notes(meeting.id, NOTES, "")


def mail(data: bytes) -> EmailMessage:
    message = message_from_bytes(data, policy=default)
    assert isinstance(message, EmailMessage)
    return message


def event(data: bytes) -> Any:
    return vobject.readOne(data.decode()).vevent


def everything(house: House, meeting: Meeting) -> list[bytes]:
    sharing = house.app.sharing
    drafts = [sharing.minutes_eml(meeting.id), sharing.invitation_eml(meeting.id)]
    parts = [part.get_payload(decode=True) for draft in drafts for part in mail(draft).walk()]
    return [
        repr(sharing.minutes(meeting.id)).encode(),
        letters(sharing.minutes_pdf(meeting.id)).encode(),
        sharing.invitation(meeting.id),
        sharing.due_dates_ics(house.job.id),
        *(part for part in parts if isinstance(part, bytes)),
    ]


def test_nothing_private_is_in_anything_that_leaves(house: House, met: Meeting) -> None:
    found = everything(house, met)
    assert len(found) > 6
    assert not [data for data in found if b"SECRET" in data]
    assert house.app.sharing.minutes(met.id).left_out == 2


def test_the_draft_goes_to_the_others_with_the_minutes_as_text_and_paper(house: House, met: Meeting) -> None:
    message = mail(house.app.sharing.minutes_eml(met.id))
    assert message["Subject"] == "Minutes: Intake meeting, Senior Accountant"
    assert [a.addr_spec for a in message["To"].addresses] == ["priya@northwind.example"]
    body = message.get_body(("plain",))
    assert body is not None
    words = body.get_content().replace("\r\n", "\n")
    assert "Decisions\n- Two rounds" in words
    assert "- Priya names the panel 2026-11-09 (Priya, by 9 November 2026)" in words
    assert words.rstrip().endswith("With kind regards\nTom Ellis\nHarbour Recruitment")
    (pdf,) = message.iter_attachments()
    assert pdf.get_content_type() == "application/pdf"
    assert pdf.get_filename() == f"{house.job.reference} minutes 2026-11-05.pdf"
    assert pdf.get_content() == house.app.sharing.minutes_pdf(met.id)


def test_saved_minutes_are_the_bytes_that_are_shown(house: House, met: Meeting, tmp_path: Path) -> None:
    house.app.sharing.save_minutes(tmp_path / "m.pdf", met.id)
    assert (tmp_path / "m.pdf").read_bytes() == house.app.sharing.minutes_pdf(met.id)


def test_a_moved_meeting_updates_its_invitation_and_notes_do_not(house: House, met: Meeting, tmp_path: Path) -> None:
    sharing = house.app.sharing
    sharing.save_invitation(tmp_path / "i.ics", met.id)
    first = event((tmp_path / "i.ics").read_bytes())
    noted = house.app.meetings.write_notes(met.id, NOTES + "\nmore", NOTES)
    assert event(sharing.invitation(met.id)).sequence.value == first.sequence.value
    house.app.meetings.save(replace(noted, place="Room 5"))
    update = event(sharing.invitation(met.id))
    assert (update.uid.value, int(update.sequence.value)) == (first.uid.value, int(first.sequence.value) + 1)
    assert (first.location.value, update.location.value) == ("Room 4", "Room 5")


def test_the_recruiter_invites_and_mail_programs_see_an_invitation(house: House, met: Meeting) -> None:
    message = mail(house.app.sharing.invitation_eml(met.id))
    (ics,) = message.iter_attachments()
    assert ics.get_content_type() == "text/calendar"
    assert ics.get_param("method") == "REQUEST"
    data = ics.get_payload(decode=True)
    assert isinstance(data, bytes)
    assert data == house.app.sharing.invitation(met.id)
    assert event(data).organizer.value == "mailto:tom@harbour.example"
    assert message["Subject"] == "Intake meeting: Senior Accountant (JO-0001)"


def test_a_cancelled_meeting_cancels_its_event_and_the_draft_and_the_minutes_say_so(house: House, met: Meeting) -> None:
    first = event(house.app.sharing.invitation(met.id))
    house.app.meetings.cancel(met.id)
    message = mail(house.app.sharing.invitation_eml(met.id))
    assert message["Subject"].startswith("Cancelled: ")
    (ics,) = message.iter_attachments()
    assert ics.get_param("method") == "CANCEL"
    cancelled = event(house.app.sharing.invitation(met.id))
    assert (cancelled.uid.value, cancelled.status.value) == (first.uid.value, "CANCELLED")
    assert int(cancelled.sequence.value) == int(first.sequence.value) + 1
    assert house.app.sharing.minutes(met.id).heading == "Cancelled: Intake meeting"


def test_whatever_is_taken_back_no_invitation_is_older_than_one_made_before(house: House, met: Meeting) -> None:
    """A calendar that has sequence 2 passes over a file with sequence 1."""
    meetings, undo = house.app.meetings, house.app.undo
    made = [event(house.app.sharing.invitation(met.id))]
    for act in (
        lambda: meetings.save(replace(meetings.get(met.id), place="Room 5")),
        undo.undo,
        undo.redo,
        lambda: meetings.cancel(met.id),
        undo.undo,
        undo.redo,
        lambda: meetings.hold_after_all(met.id),
    ):
        act()
        made.append(event(house.app.sharing.invitation(met.id)))
    assert [int(one.sequence.value) - int(made[0].sequence.value) for one in made] == list(range(8))
    assert [one.location.value for one in made] == ["Room 4", "Room 5", "Room 4"] + ["Room 5"] * 5
    assert [one.status.value for one in made[3:]] == [
        "CONFIRMED",
        "CANCELLED",
        "CONFIRMED",
        "CANCELLED",
        "CONFIRMED",
    ]


def test_promises_and_dated_actions_are_due_dates(house: House, met: Meeting, tmp_path: Path) -> None:
    house.sign(house.agree())
    house.app.promises.add_candidate(house.job.id, "C-7", sent_at=house.clock())
    house.app.sharing.save_due_dates(tmp_path / "due.ics", house.job.id)
    calendar = vobject.readOne((tmp_path / "due.ics").read_text(encoding="utf-8"))
    titles = [one.summary.value for one in calendar.vevent_list]
    tracked = house.app.promises.tracked(house.job.id)
    assert tracked
    assert "Priya names the panel 2026-11-09" in titles, "who does it is told once"
    assert "Northwind: Feedback on every CV · C-7" in titles
    assert len(titles) == len(tracked.tracking.open_promises) + 1 > 1
    by_uid = {one.uid.value: one.dtstart.value for one in calendar.vevent_list}
    for promise in tracked.tracking.open_promises:
        assert by_uid[f"promise-{promise.id}@countersign"] == promise.due_at


def due_events(house: House) -> dict[str, Any]:
    calendar = vobject.readOne(house.app.sharing.due_dates_ics(house.job.id).decode())
    return {one.summary.value: one for one in calendar.vevent_list}


def test_a_due_date_that_moved_updates_its_event_and_one_that_was_kept_is_cancelled(house: House) -> None:
    house.sign(house.agree())
    house.app.job_orders.open_search(house.job.id)
    title = "Harbour Recruitment: Shortlist of 3 to 5"
    first = due_events(house)[title]
    house.app.job_orders.put_on_hold(house.job.id, "Budget review")
    house.clock.go_on(days=14)
    house.app.job_orders.resume(house.job.id)
    moved = due_events(house)[title]
    assert moved.uid.value == first.uid.value
    assert int(moved.sequence.value) > int(first.sequence.value)
    assert moved.dtstart.value - first.dtstart.value > timedelta(days=13)
    assert (first.status.value, moved.status.value) == ("CONFIRMED", "CONFIRMED")
    tracked = house.app.promises.tracked(house.job.id)
    assert tracked
    (shortlist,) = [one for one in tracked.tracking.promises if one.title == "Shortlist of 3 to 5"]
    house.app.promises.mark_done(house.job.id, shortlist.id)
    kept = due_events(house)[title]
    assert (kept.uid.value, kept.status.value) == (first.uid.value, "CANCELLED")
    assert int(kept.sequence.value) > int(moved.sequence.value)
    assert kept.description.value.endswith("\nKept")
    house.app.undo.undo()
    back = due_events(house)[title]
    assert (back.status.value, int(back.sequence.value) > int(kept.sequence.value)) == ("CONFIRMED", True)


def test_an_action_that_is_done_is_cancelled_until_its_day_is_long_gone(house: House, met: Meeting) -> None:
    title = "Priya names the panel 2026-11-09"
    first = due_events(house)[title]
    action = next(item for item in met.items if "panel" in item.text)
    house.app.meetings.close_item(met.id, action.id)
    done = due_events(house)[title]
    assert (done.uid.value, done.status.value) == (first.uid.value, "CANCELLED")
    assert int(done.sequence.value) > int(first.sequence.value)
    house.clock.go_on(days=60)
    assert b"panel" not in house.app.sharing.due_dates_ics(house.job.id)


def test_actions_of_a_meeting_whose_removal_was_undone_still_update_their_events(house: House, met: Meeting) -> None:
    def sequence() -> int:
        return int(event(house.app.sharing.due_dates_ics(house.job.id)).sequence.value)

    house.app.meetings.write_notes(met.id, NOTES + "\nd Three", NOTES)
    before = sequence()
    house.app.meetings.remove(met.id)
    house.app.undo.undo()
    back = house.app.meetings.get(met.id)
    house.app.meetings.close_item(met.id, next(item.id for item in back.items if item.due and not item.is_private))
    assert sequence() > before


def test_a_removed_meeting_cannot_be_shared(house: House, met: Meeting) -> None:
    house.app.meetings.remove(met.id)
    with pytest.raises(NotFoundError):
        house.app.sharing.minutes(met.id)
