"""Pilots, market notes, feedback, mentors and learning sessions over a real database."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from desktop.domain.job_order import JobState
from desktop.domain.limits import Unit, Within
from desktop.domain.measures import Ratio
from desktop.domain.meetings import MeetingKind
from desktop.domain.partnership import Feedback, MarketNote, Mentoring, Pilot, Verdict
from desktop.domain.people import Client
from desktop.domain.roles import Side
from desktop.errors import ChangedElsewhereError, InvalidInputError, NotReadyError
from desktop.services.drafts import eml
from desktop.services.history import ChangedSinceError
from tests.pdf.reading import letters
from tests.services.conftest import House

FEEDBACK_STEP = "Feedback on every CV"


def pilot(house: House, **changes: object) -> Pilot:
    tried = Pilot(
        client_id=house.client.id,
        step=FEEDBACK_STEP,
        before=Within(2),
        after=Within(1),
        job_orders=(house.job.id,),
        first=date(2026, 11, 9),
        last=date(2026, 12, 6),
        baseline_from=date(2026, 11, 1),
    )
    return replace(tried, **changes)  # type: ignore[arg-type]


def sent_and_answered(house: House, reference: str, hours: float) -> None:
    tracking = house.app.promises.add_candidate(house.job.id, reference, sent_at=house.clock())
    house.clock.go_on(hours=hours)
    promise = next(p for p in tracking.open_promises if p.title == FEEDBACK_STEP)
    house.app.promises.mark_done(house.job.id, promise.id)


def test_a_pilot_shows_both_numbers_from_the_real_promises(house: House) -> None:
    house.sign(house.agree())
    sent_and_answered(house, "C-1", 72)
    house.clock.go_on(days=7)
    sent_and_answered(house, "C-2", 3)
    result = house.app.partnership.result(house.app.partnership.save_pilot(pilot(house)))
    assert result.baseline is not None
    assert result.pilot is not None
    assert (result.baseline.kept.on_time.n, result.baseline.kept.on_time.of) == (0, 1)
    assert (result.pilot.kept.on_time.n, result.pilot.kept.on_time.of) == (1, 1)
    assert [round(days, 1) for days in (*result.baseline.lasted, *result.pilot.lasted)] == [3.0, 0.4]


def test_both_are_held_against_the_limit_that_is_tried_whatever_was_promised(house: House) -> None:
    house.sign(house.agree())  # within 2 days
    sent_and_answered(house, "C-1", 48)
    house.clock.go_on(days=5)
    for reference, hours in (("C-2", 48), ("C-3", 24)):
        sent_and_answered(house, reference, hours)
    house.app.promises.add_candidate(house.job.id, "C-4", sent_at=house.clock())
    house.clock.go_on(days=7)
    for limit, before, during in (
        (Within(1), Ratio(0, 1), Ratio(1, 3)),
        (Within(2), Ratio(1, 1), Ratio(2, 3)),
        (Within(9, Unit.WORKING_HOURS), Ratio(0, 1), Ratio(1, 3)),
        (Within(2, Unit.CALENDAR_DAYS), Ratio(), Ratio()),
        (None, Ratio(), Ratio()),
    ):
        result = house.app.partnership.result(pilot(house, after=limit))
        assert (result.baseline_within, result.pilot_within) == (before, during), limit


def test_what_began_before_a_pilot_and_ended_in_it_counts_for_neither_side(house: House) -> None:
    house.sign(house.agree())
    house.clock.go_on(days=3)  # Friday
    sent_and_answered(house, "C-1", 96)
    result = house.app.partnership.result(house.app.partnership.save_pilot(pilot(house, last=date(2026, 12, 31))))
    assert (result.baseline, result.pilot) == (None, None)


def feedback_limit(house: House, template_id: UUID) -> Within | None:
    return next(step.within for step in house.app.templates.get(template_id).steps if step.title == FEEDBACK_STEP)


def test_a_pilot_is_judged_once_and_adopted_into_a_template_and_both_are_taken_back_together(house: House) -> None:
    partnership, kept = house.app.partnership, house.app.partnership.save_pilot(pilot(house))
    permanent = house.template("permanent")
    with pytest.raises(InvalidInputError):
        partnership.judge(kept.id, Verdict.ADOPT, " ", permanent)
    partnership.judge(kept.id, Verdict.ADOPT, "Candidates stayed warm", permanent)
    with pytest.raises(NotReadyError, match="judged already"):
        partnership.judge(kept.id, Verdict.DROP, "No")
    assert feedback_limit(house, permanent) == Within(1)
    house.app.undo.undo()
    assert feedback_limit(house, permanent) == Within(2)
    assert partnership.pilots(house.client.id)[0].verdict is None
    house.app.undo.redo()
    assert feedback_limit(house, permanent) == Within(1)
    assert partnership.pilots(house.client.id)[0].verdict == Verdict.ADOPT


def test_what_no_template_can_take_leaves_the_pilot_unjudged(house: House) -> None:
    partnership, permanent = house.app.partnership, house.template("permanent")
    kept = partnership.save_pilot(pilot(house))
    with pytest.raises(NotReadyError, match="judged “adopt”"):
        partnership.judge(kept.id, Verdict.DROP, "No", permanent)
    same = partnership.save_pilot(pilot(house, after=Within(2), before=Within(3)))
    with pytest.raises(NotReadyError, match="that limit already"):
        partnership.judge(same.id, Verdict.ADOPT, "Yes", permanent)
    assert {one.verdict for one in partnership.pilots(house.client.id)} == {None}


def test_a_verdict_is_not_taken_back_over_a_template_changed_since(house: House) -> None:
    partnership, permanent = house.app.partnership, house.template("permanent")
    kept = partnership.save_pilot(pilot(house))
    partnership.judge(kept.id, Verdict.ADOPT, "Yes", permanent)
    edit = house.app.undo.newest
    house.app.templates.save(replace(house.app.templates.get(permanent), description="Ours"))
    assert edit is not None
    with pytest.raises(ChangedSinceError):
        edit.undo()
    assert partnership.pilots(house.client.id)[0].verdict == Verdict.ADOPT


def test_a_pilot_that_says_nothing_is_told_what_it_lacks(house: House) -> None:
    lacking = pilot(house, after=Within(2), job_orders=(), last=date(2026, 11, 1), baseline_from=date(2026, 11, 9))
    with pytest.raises(InvalidInputError) as told:
        house.app.partnership.save_pilot(lacking)
    assert set(told.value.problems) == {"after", "job_orders", "last", "baseline_from"}


def test_the_newest_market_notes_are_those_for_all_and_for_this_client(house: House) -> None:
    partnership = house.app.partnership
    for day in (1, 2, 3):
        partnership.save_market_note(MarketNote(on=date(2026, 11, day), text=f"Day {day}", source="Survey"))
    partnership.save_market_note(
        MarketNote(on=date(2026, 11, 2), text="Here", source="Panel", client_id=house.client.id)
    )
    assert [note.on.day for note in partnership.market_notes(house.client.id)] == [3, 2, 2]
    assert [note.on.day for note in partnership.market_notes(None)] == [3, 2, 1]
    with pytest.raises(InvalidInputError):
        partnership.save_market_note(MarketNote(on=date(2026, 12, 1), text="Soon", source=""))


def test_the_last_three_market_notes_are_printed_on_the_check_in_page(house: House) -> None:
    house.sign(house.agree())
    for day in range(1, 5):
        house.app.partnership.save_market_note(MarketNote(on=date(2026, 10, day), text=f"Day {day}", source="Survey"))
    other = house.app.clients.save(Client(name="St Brigid"))
    theirs = MarketNote(on=date(2026, 10, 5), text="Day 5", source="Panel", client_id=other.id)
    house.app.partnership.save_market_note(theirs)
    market = house.app.reports.check_in_page(house.client.id).market
    assert [note.text for note in market] == ["Day 4", "Day 3", "Day 2"]
    earlier = house.app.reports.check_in_page(house.client.id, last=date(2026, 10, 3)).market
    assert [note.text for note in earlier] == ["Day 3", "Day 2", "Day 1"]


def test_feedback_comes_when_the_job_order_is_closed(house: House) -> None:
    said = Feedback(job_order_id=house.job.id, side=Side.CLIENT, name="Priya", on=date(2026, 11, 3), rating=5)
    with pytest.raises(NotReadyError):
        house.app.partnership.save_feedback(said)
    house.app.job_orders.close(house.job.id, JobState.LOST, "Cancelled")
    house.app.partnership.save_feedback(said)
    assert [one.rating for one in house.app.wins.closed(house.client.id)[0].feedback] == [5]
    with pytest.raises(InvalidInputError, match="from 1"):
        house.app.partnership.save_feedback(replace(said, rating=6, revision=1))


def test_a_mentor_is_kept_with_what_was_asked_and_learned(house: House) -> None:
    partnership = house.app.partnership
    partnership.save_mentoring(Mentoring(person_id=house.hr.id, asked="How the panel decides", learned="Slowly"))
    assert partnership.mentors(house.client.id)[house.hr.id].learned == "Slowly"
    house.app.undo.undo()
    assert partnership.mentors(house.client.id) == {}


def test_what_a_window_holds_of_a_mentor_who_was_marked_anew_overwrites_nothing(house: House) -> None:
    partnership = house.app.partnership
    stale = partnership.save_mentoring(Mentoring(person_id=house.hr.id, asked="Once"))
    partnership.remove_mentoring(house.hr.id)
    partnership.save_mentoring(Mentoring(person_id=house.hr.id, asked="Anew"))
    with pytest.raises(ChangedElsewhereError):
        partnership.save_mentoring(replace(stale, asked="Stale"))
    assert partnership.mentors(house.client.id)[house.hr.id].asked == "Anew"


def test_what_a_mentor_was_asked_and_taught_us_leaves_on_no_paper_table_or_mail(house: House) -> None:
    """All that leaves the program, with a canary in it: none of them sings."""
    app = house.app
    app.partnership.save_mentoring(
        Mentoring(person_id=house.hr.id, asked="Canary asked", learned="Canary learned", last_on=date(2026, 11, 2))
    )
    agreement = house.sign(house.agree())
    sent_and_answered(house, "C-1", 72)
    late = app.promises.add_candidate(house.job.id, "C-2", sent_at=house.clock()).open_promises[0]
    house.clock.go_on(days=7)
    meeting = app.meetings.begin(MeetingKind.CHECK_IN, client_id=house.client.id, job_order_id=house.job.id)
    app.meetings.write_notes(meeting.id, "d Two slots", "")
    reminder = app.reminders.draft(house.job.id, late.id).message
    due_dates = app.sharing.due_dates_ics(house.job.id)
    app.job_orders.close(house.job.id, JobState.FILLED)
    client, shared = house.client.id, app.sharing
    papers = [
        app.agreements.pdf(agreement.id), app.reports.pdf(client), app.reviews.pdf(client, date(2026, 10, 1)),
        shared.minutes_pdf(meeting.id),
    ]  # fmt: skip
    others = [
        app.reports.csv(client), shared.minutes_eml(meeting.id), shared.invitation(meeting.id), due_dates,
        shared.invitation_eml(meeting.id), eml(app.wins.thanks(house.job.id)), repr(reminder).encode(),
    ]  # fmt: skip
    assert all("PriyaNair" in letters(paper) for paper in papers[:1])
    for data in (*others, *papers, *(letters(paper).encode() for paper in papers)):
        assert b"canary" not in data.lower()
        assert b"mentor" not in data.lower()


def test_the_sides_take_turns_to_teach(house: House) -> None:
    partnership = house.app.partnership
    assert partnership.teaches_next(house.client.id) == Side.AGENCY
    session = house.app.meetings.begin(MeetingKind.LEARNING, client_id=house.client.id)
    house.app.meetings.save(replace(session, teacher=Side.AGENCY))
    assert partnership.teaches_next(house.client.id) == Side.CLIENT
    house.app.meetings.cancel(session.id)
    assert partnership.teaches_next(house.client.id) == Side.AGENCY, "nobody taught in a session that was not held"


def test_a_learning_session_begins_with_the_side_whose_turn_it_is(house: House) -> None:
    for side in (Side.AGENCY, Side.CLIENT, Side.AGENCY):
        assert house.app.meetings.begin(MeetingKind.LEARNING, client_id=house.client.id).teacher == side
        house.clock.go_on(days=30)
    assert house.app.meetings.begin(MeetingKind.COFFEE, client_id=house.client.id).teacher is None
