"""Promises over a real database: what begins them, who may mark them, and what undo brings back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from desktop.app import App, open_app
from desktop.domain.calendars import DayOff
from desktop.domain.history import Deed
from desktop.domain.job_order import JobOrder, JobState
from desktop.domain.limits import CandidateEvent, CountedFrom
from desktop.domain.marking import ClockSetBackError
from desktop.domain.people import Client
from desktop.domain.promises import Promise, PromiseState
from desktop.domain.roles import Role, Side
from desktop.domain.tracking import AlreadyMarkedError
from desktop.domain.working_time import NoWorkingTimeError
from desktop.errors import InvalidInputError, NotReadyError
from desktop.services.history import ChangedSinceError
from desktop.services.promises import Tracked
from tests.services.conftest import House


@pytest.fixture
def signed(house: House) -> House:
    """Version 1 is signed, on Tuesday 3 November 2026 at 10:00."""
    house.clock.go_on(hours=1)
    house.sign(house.agree())
    return house


def tracked(app: App, job: UUID) -> Tracked:
    found = app.promises.tracked(job)
    assert found is not None
    return found


def promise(house: House, title: str) -> Promise:
    found = [p for p in tracked(house.app, house.job.id).tracking.promises if p.title == title]
    return found[-1]


def test_nothing_is_tracked_before_both_sides_signed(house: House) -> None:
    assert house.app.promises.tracked(house.job.id) is None
    with pytest.raises(NotReadyError, match="Sign the agreement first"):
        house.app.promises.check_in(house.job.id, "All well")


def test_signing_starts_the_promises_and_the_list_shows_the_next(signed: House) -> None:
    assert promise(signed, "Shortlist of 3 to 5").state == PromiseState.RUNNING
    line = signed.app.job_orders.line(signed.job.id)
    assert line is not None
    assert line.standing.holder == Side.AGENCY


def test_feedback_is_noted_for_a_candidate_and_can_be_undone(signed: House) -> None:
    app, job = signed.app, signed.job.id
    app.promises.add_candidate(job, "C-1", sent_at=signed.clock())
    signed.clock.go_on(days=1)
    feedback = promise(signed, "Feedback on every CV")
    before = tracked(app, job).tracking
    app.promises.mark_done(job, feedback.id)
    assert tracked(app, job).tracking.candidates[0].when(CandidateEvent.FEEDBACK) == signed.clock()
    assert app.job_orders.history(job)[0].deed == Deed.PROMISE_DONE
    app.undo.undo()
    assert replace(tracked(app, job).tracking, revision=0) == replace(before, revision=0)
    app.undo.redo()
    assert promise(signed, "Feedback on every CV").state == PromiseState.KEPT


def test_a_mark_taken_back_takes_the_event_of_its_candidate_with_it(signed: House) -> None:
    app, job = signed.app, signed.job.id
    app.promises.add_candidate(job, "C-1", sent_at=signed.clock())
    signed.clock.go_on(days=1)
    before, feedback = tracked(app, job).tracking, promise(signed, "Feedback on every CV").id
    app.promises.mark_done(job, feedback)
    assert promise(signed, "Interview slots").began_at == signed.clock()
    app.promises.take_back(job, feedback)
    assert replace(tracked(app, job).tracking, revision=0) == replace(before, revision=0)
    signed.clock.go_on(hours=1)
    app.promises.mark_done(job, feedback)
    assert promise(signed, "Interview slots").began_at == signed.clock()


def test_an_event_that_is_removed_takes_the_mark_of_its_promise_with_it(signed: House) -> None:
    app, job = signed.app, signed.job.id
    app.promises.add_candidate(job, "C-1", sent_at=signed.clock())
    signed.clock.go_on(days=1)
    before = tracked(app, job).tracking
    app.promises.mark_done(job, promise(signed, "Feedback on every CV").id)
    candidate = tracked(app, job).tracking.candidates[0]
    app.promises.remove_event(job, candidate.id, candidate.events[-1])
    assert replace(tracked(app, job).tracking, revision=0) == replace(before, revision=0)
    earlier = signed.clock() - timedelta(hours=1)
    app.promises.note_event(job, candidate.id, CandidateEvent.FEEDBACK, earlier)
    assert promise(signed, "Feedback on every CV").done_at == earlier


def test_a_mark_is_not_taken_back_where_a_later_event_needs_what_it_was(house: House) -> None:
    app, job = house.app, house.job.id
    slots = next(step for step in app.processes.get(job).steps if step.title == "Interview slots")
    app.processes.edit_step(job, replace(slots, counted_from=CountedFrom.each(CandidateEvent.OFFERED)))
    house.sign(house.agree())
    candidate = app.promises.add_candidate(job, "C-1", sent_at=house.clock()).candidates[0].id
    offered = promise(house, "Feedback on every CV")  # the step above the one that is counted from the offer
    app.promises.mark_done(job, offered.id)
    accepted = app.promises.note_event(job, candidate, CandidateEvent.ACCEPTED)
    with pytest.raises(InvalidInputError, match="“accepted” comes after “offered”"):
        app.promises.take_back(job, offered.id)
    assert tracked(app, job).tracking == accepted


def test_what_is_done_to_a_promise_about_a_candidate_names_the_candidate(signed: House) -> None:
    app, job = signed.app, signed.job.id
    for reference in ("C-1", "C-2"):
        app.promises.add_candidate(job, reference, sent_at=signed.clock())
    signed.clock.go_on(minutes=1)
    name, id = "Feedback on every CV · C-1", tracked(app, job).tracking.open_promises[0].id
    acts: tuple[tuple[Callable[[], object], str, str], ...] = (
        (lambda: app.promises.pause(job, id, "Their panel", None), f"pausing “{name}”", f"Paused: {name}, because"),
        (lambda: app.promises.run_on(job, id), f"letting “{name}” run on", f"Running on: {name}"),
        (lambda: app.promises.excuse(job, id, "Ill"), f"excusing “{name}”", f"Excused: {name}, because Ill"),
        (lambda: app.promises.take_back(job, id), f"taking back “{name}”", "Not done after all: Feedback on every CV"),
        (lambda: app.promises.mark_done(job, id), f"marking “{name}” done", "Done on"),
    )
    for act, label, sentence in acts:
        act()
        signed.clock.go_on(minutes=1)
        assert app.job_orders.history(job)[0].sentence.startswith(sentence)
        assert app.undo.newest is not None
        assert app.undo.newest.label == label


def test_of_what_is_due_at_once_the_first_candidate_comes_first(signed: House) -> None:
    app, job, references = signed.app, signed.job.id, [f"C-{n}" for n in range(1, 8)]
    for reference in references:
        app.promises.add_candidate(job, reference, sent_at=signed.clock())
    now = tracked(app, job)
    due = [p for p in now.tracking.open_promises if p.candidate_id]
    assert [now.tracking.candidate(p.candidate_id).reference for p in due if p.candidate_id] == references
    assert now.ball == due[0]


def test_two_windows_marking_the_same_promise_keep_the_first_mark(signed: House) -> None:
    promises, id = signed.app.promises, promise(signed, "Shortlist of 3 to 5").id
    other = open_app(signed.app.folder, clock=signed.clock)
    try:
        promises.mark_done(signed.job.id, id)
        first = promise(signed, "Shortlist of 3 to 5")
        signed.clock.go_on(hours=1)
        with pytest.raises(AlreadyMarkedError, match="marked already"):
            other.promises.mark_done(signed.job.id, id)
        other.promises.check_in(signed.job.id, "They are pleased")
    finally:
        other.close()
    assert promise(signed, "Shortlist of 3 to 5") == first
    with pytest.raises(ChangedSinceError):
        signed.app.undo.undo()


@pytest.mark.parametrize("back", [{"hours": -1}, {"days": -365}], ids=["an hour", "a year"])
def test_a_clock_set_back_is_told_and_changes_nothing(signed: House, back: dict[str, float]) -> None:
    app, job, shortlist = signed.app, signed.job.id, promise(signed, "Shortlist of 3 to 5").id
    before = tracked(app, job).tracking
    app.agreements.amend(job)
    amended = signed.agree()
    signed.clock.go_on(**back)
    acts: tuple[Callable[[], object], ...] = (
        lambda: app.promises.mark_done(job, shortlist),
        lambda: app.promises.excuse(job, shortlist, "They asked us to wait"),
        lambda: app.promises.pause(job, shortlist, "Their panel", None),
        lambda: app.promises.add_candidate(job, "C-1", sent_at=signed.clock()),
        lambda: app.promises.check_in(job, "All well"),
        lambda: app.job_orders.put_on_hold(job, "Budget"),
        lambda: app.job_orders.close(job, JobState.FILLED),
        lambda: signed.sign(amended),
    )
    for act in acts:
        with pytest.raises(ClockSetBackError, match="Please set the clock right first"):
            act()
    assert tracked(app, job).tracking == before
    assert not app.agreements.newest(job).sign_offs


def test_on_hold_pauses_everything_and_resuming_moves_what_runs(signed: House) -> None:
    app, job = signed.app, signed.job.id
    app.job_orders.open_search(job)
    due = promise(signed, "Shortlist of 3 to 5").due_at
    app.job_orders.put_on_hold(job, "Budget review")
    signed.clock.go_on(days=14)
    assert tracked(app, job).ball is None
    app.job_orders.resume(job)
    assert promise(signed, "Shortlist of 3 to 5").due_at == due + timedelta(days=14)


def test_closing_cancels_what_is_open_and_taking_it_up_again_lets_it_run(signed: House) -> None:
    app, job = signed.app, signed.job.id
    app.job_orders.open_search(job)
    due = promise(signed, "Shortlist of 3 to 5").due_at
    app.job_orders.close(job, JobState.LOST, "Filled from within")
    assert promise(signed, "Shortlist of 3 to 5").state == PromiseState.CANCELLED
    signed.clock.go_on(days=7)
    app.job_orders.take_up_again(job)
    again = promise(signed, "Shortlist of 3 to 5")
    assert (again.state, again.due_at) == (PromiseState.RUNNING, due + timedelta(days=7))


def test_what_was_on_hold_when_it_was_closed_runs_again_when_it_is_taken_up(signed: House) -> None:
    app, job = signed.app, signed.job.id
    app.job_orders.put_on_hold(job, "The budget is looked at")
    signed.clock.go_on(days=1)
    app.job_orders.close(job, JobState.LOST, "No budget")
    signed.clock.go_on(days=1)
    app.job_orders.take_up_again(job)
    tracking = tracked(app, job).tracking
    assert tracking.on_hold is None
    assert [(p.until - p.since).days for p in tracking.pauses if p.until] == [1, 1]
    assert promise(signed, "Shortlist of 3 to 5").paused_since is None


def test_a_day_off_added_later_moves_what_runs_and_no_past_result(signed: House) -> None:
    app, job = signed.app, signed.job.id
    app.promises.add_candidate(job, "C-1", sent_at=signed.clock())
    signed.clock.go_on(hours=2)
    app.promises.mark_done(job, promise(signed, "Feedback on every CV").id)
    past, running = promise(signed, "Feedback on every CV"), promise(signed, "Shortlist of 3 to 5")
    day = DayOff(first=date(2026, 11, 4), last=date(2026, 11, 4), name="Office move")
    app.agencies.save(replace(app.agencies.get(), days_off=(day,)))
    seen: list[tuple[int, int]] = []
    assert app.promises.recount(progress=lambda done, every: seen.append((done, every))) == 1
    assert seen == [(1, 1)]
    assert promise(signed, "Shortlist of 3 to 5").due_at == running.due_at + timedelta(days=1)
    assert promise(signed, "Feedback on every CV") == past


def test_a_recount_that_is_cancelled_writes_nothing_more(signed: House) -> None:
    day = DayOff(first=date(2026, 11, 4), last=date(2026, 11, 4), name="Office move")
    signed.app.agencies.save(replace(signed.app.agencies.get(), days_off=(day,)))
    before = tracked(signed.app, signed.job.id).tracking
    assert signed.app.promises.recount(is_cancelled=lambda: True) == 0
    assert tracked(signed.app, signed.job.id).tracking == before


def test_while_somebody_is_away_the_deputy_is_shown(signed: House) -> None:
    app = signed.app
    deputy = app.clients.save_person(replace(signed.hr, id=UUID(int=77), name="Ana Costa", revision=0))
    job = app.job_orders.get(signed.job.id)
    involved = tuple(replace(i, deputy_id=deputy.id) if i.role == Role.CLIENT_HR else i for i in job.involved)
    app.job_orders.save(replace(job, involved=involved))
    app.clients.save_person(replace(app.clients.person(signed.hr.id), away_from=date(2026, 11, 2)))
    holder = tracked(app, signed.job.id).holder(Role.CLIENT_HR)
    assert holder is not None
    assert (holder.name, holder.stands_in_for) == ("Ana Costa", signed.hr.name)


def test_a_pause_names_the_side_that_is_the_cause(signed: House) -> None:
    app, job, id = signed.app, signed.job.id, promise(signed, "Shortlist of 3 to 5").id
    due = promise(signed, "Shortlist of 3 to 5").due_at
    with pytest.raises(InvalidInputError):
        app.promises.pause(job, id, " ", Side.CLIENT)
    app.promises.pause(job, id, "The brief is being rewritten", Side.CLIENT)
    signed.clock.go_on(days=1)
    app.promises.run_on(job, id)
    assert promise(signed, "Shortlist of 3 to 5").due_at == due + timedelta(days=1)
    assert "Cause: Client" in app.job_orders.history(job)[1].sentence


def test_days_off_are_announced_as_a_changed_calendar_and_nothing_else_is(signed: House) -> None:
    told: list[bool] = []
    signed.app.notifier.listen(lambda changes: told.append(changes.has("calendar")))
    agency = signed.app.agencies.save(replace(signed.app.agencies.get(), address="1 Quay Street"))
    day = DayOff(first=date(2026, 11, 4), last=date(2026, 11, 4), name="Office move")
    signed.app.agencies.save(replace(agency, days_off=(day,)))
    signed.app.undo.undo()
    assert told == [False, True, True]


def test_a_closing_by_a_clock_that_was_a_year_ahead_is_not_taken_for_the_last_one(signed: House) -> None:
    orders, id = signed.app.job_orders, signed.job.id
    signed.clock.go_on(days=365)
    orders.close(id, JobState.FILLED)
    orders.take_up_again(id)
    signed.clock.go_on(days=-365)
    orders.close(id, JobState.FILLED)
    closed = signed.clock.at
    signed.clock.go_on(days=2)
    orders.take_up_again(id)
    pauses = [(pause.since, pause.until) for pause in tracked(signed.app, id).tracking.pauses]
    assert (closed, closed + timedelta(days=2)) in pauses


def test_what_is_signed_while_on_hold_stands_still_until_it_is_resumed(house: House) -> None:
    app, job = house.app, house.job.id
    house.clock.go_on(hours=1)
    agreed = house.agree()
    app.job_orders.put_on_hold(job, "Budget review")
    house.sign(agreed)
    assert tracked(app, job).ball is None
    signed_at = house.clock()
    house.clock.go_on(days=14)
    app.job_orders.resume(job)
    shortlist = promise(house, "Shortlist of 3 to 5")
    assert (shortlist.paused_since, shortlist.counted_at) == (None, signed_at)
    assert shortlist.due_at == shortlist.promised_at + timedelta(days=14)


def test_a_calendar_without_a_working_hour_is_told_and_nothing_is_lost(house: House) -> None:
    app, agreed = house.app, house.agree()
    away = tuple(DayOff(first=date(y, 1, 1), last=date(y, 12, 31), name="Away") for y in range(2025, 2045))
    app.agencies.save(replace(app.agencies.get(), days_off=away))
    with pytest.raises(NoWorkingTimeError, match="Our working calendar has no working hour within 10 years"):
        house.sign(agreed)
    assert len(app.agreements.newest(house.job.id).missing()) == 1, "the signature before it stays"
    app.agencies.save(replace(app.agencies.get(), days_off=()))
    house.sign(app.agreements.newest(house.job.id))
    assert promise(house, "Shortlist of 3 to 5").state == PromiseState.RUNNING


def test_the_tracker_shows_what_there_is_though_a_calendar_has_no_working_hour_any_more(signed: House) -> None:
    app = signed.app
    away = tuple(DayOff(first=date(y, 1, 1), last=date(y, 12, 31), name="Away") for y in range(2025, 2045))
    app.clients.save(replace(app.clients.get(signed.client.id), days_off=away))
    tracked = app.promises.tracked(signed.job.id)
    assert tracked is not None
    assert {line.about for line in tracked.lines if line.side == Side.CLIENT and not line.promise} == {None}
    assert any(line.promise for line in tracked.lines)


def test_a_clock_set_back_to_before_a_promise_began_is_told_when_it_is_excused(signed: House) -> None:
    app = signed.app
    signed.clock.go_on(days=2)
    app.promises.add_candidate(signed.job.id, "C-1", sent_at=signed.clock())
    feedback = promise(signed, "Feedback on every CV")
    signed.clock.go_on(hours=-1)
    with pytest.raises(InvalidInputError, match="this computer's clock"):
        app.promises.excuse(signed.job.id, feedback.id, "They asked us to wait")
    signed.clock.go_on(hours=1)
    app.promises.excuse(signed.job.id, feedback.id, "They asked us to wait")
    assert feedback.step_id not in {p.step_id for p in tracked(app, signed.job.id).tracking.open_promises}


def test_one_calendar_without_a_working_hour_keeps_no_other_job_order_from_being_reckoned(signed: House) -> None:
    app = signed.app
    other = app.clients.save(replace(signed.client, id=UUID(int=5), name="Closed for good", revision=0))
    hr = app.clients.save_person(replace(signed.hr, id=UUID(int=6), client_id=other.id, revision=0))
    people = tuple(replace(i, person_id=hr.id) if i.role == Role.CLIENT_HR else i for i in signed.job.involved)
    permanent = signed.template("permanent")
    job = app.job_orders.create(JobOrder(client_id=other.id, title="Clerk", involved=people), permanent)
    theirs = House(app, signed.clock, other, hr, job)
    theirs.sign(theirs.agree())
    app.promises.add_candidate(job.id, "C-1", sent_at=signed.clock())
    away = tuple(DayOff(first=date(y, 1, 1), last=date(y, 12, 31), name="Away") for y in range(2025, 2045))
    app.clients.save(replace(other, days_off=away))
    due = promise(signed, "Shortlist of 3 to 5").due_at
    day = DayOff(first=date(2026, 11, 4), last=date(2026, 11, 4), name="Office move")
    app.agencies.save(replace(app.agencies.get(), days_off=(day,)))
    with pytest.raises(NoWorkingTimeError, match="The client's working calendar has no working hour"):
        app.promises.recount()
    assert promise(signed, "Shortlist of 3 to 5").due_at == due + timedelta(days=1)


def test_another_client_brings_its_days_off_along(signed: House) -> None:
    app = signed.app
    app.promises.add_candidate(signed.job.id, "C-1", sent_at=signed.clock())
    due = promise(signed, "Feedback on every CV").due_at
    day = DayOff(first=date(2026, 11, 4), last=date(2026, 11, 4), name="Founders' day")
    other = app.clients.save(Client(name="Southwind", country="GB", region="ENG", days_off=(day,)))
    job = app.job_orders.get(signed.job.id)
    ours = tuple(i for i in job.involved if i.role == Role.RECRUITER)
    app.job_orders.save(replace(job, client_id=other.id, involved=ours))
    assert promise(signed, "Feedback on every CV").due_at > due


def test_an_amendment_with_other_hours_moves_nothing_that_was_promised_under_the_hours_before(signed: House) -> None:
    app, job = signed.app, signed.job.id
    due = promise(signed, "Shortlist of 3 to 5").due_at
    agency = app.agencies.get()
    app.agencies.save(replace(agency, week=replace(agency.week, days=(0, 1, 2), time_zone="Europe/Berlin")))
    app.agreements.amend(job)
    signed.clock.go_on(hours=1)
    signed.sign(signed.agree())
    shortlist = promise(signed, "Shortlist of 3 to 5")
    assert (shortlist.version, shortlist.due_at, shortlist.zone) == (1, due, "Europe/London")
