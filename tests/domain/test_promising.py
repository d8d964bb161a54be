"""The rules by which promises come about (desktop/domain/promising.py), one by one."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from desktop.domain import marking
from desktop.domain.agreement import AgreedStep, Content
from desktop.domain.compose import Source, compose
from desktop.domain.ground import Ground, Signed
from desktop.domain.limits import CandidateEvent, CountedFrom, Origin, Unit, Within
from desktop.domain.outlook import ball, seconds_early, seconds_left, tracked_lines
from desktop.domain.promises import Pattern, Promise, PromiseState
from desktop.domain.promising import brought_up
from desktop.domain.roles import Role, Side
from desktop.domain.steps import IfMissed
from desktop.domain.tracking import AlreadyMarkedError, Candidate, CheckIn, Pause, Tracking
from desktop.domain.working_time import Span, WorkingTime
from desktop.errors import InvalidInputError
from tests.domain.conftest import uid

OFFICE = WorkingTime("UTC", ((Span(9 * 3600, 17 * 3600),),) * 5 + ((), ()))
BANK_HOLIDAY = date(2026, 5, 25)
CLIENT = replace(OFFICE, days_off={BANK_HOLIDAY: "Spring bank holiday"})
SIGNED = datetime(2026, 5, 18, 10, tzinfo=UTC)  # a Monday
DAYS = timedelta(days=3)
NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
DAY = 8 * 3600


def may(day: int, hour: int = 10) -> datetime:
    return datetime(2026, 5, day, hour, tzinfo=UTC)


def step(n: int, title: str, within: Within, counted_from: CountedFrom, role: Role = Role.RECRUITER) -> AgreedStep:
    return AgreedStep(
        id=uid(n), title=title, done_when="it is", within=within, counted_from=counted_from,
        per_candidate=counted_from.event is not None, does=(role,), answers=role, asked=(), told=(), if_missed=_MISSED,
    )  # fmt: skip


_MISSED = IfMissed()
SHORTLIST = step(1, "Shortlist", Within(2), CountedFrom(Origin.AGREEMENT_SIGNED))
_SENT, _FEEDBACK = CountedFrom.each(CandidateEvent.SENT), CountedFrom.each(CandidateEvent.FEEDBACK)
FEEDBACK = step(2, "Feedback", Within(2), _SENT, Role.HIRING_MANAGER)
SLOTS = step(3, "Slots", Within(8, Unit.WORKING_HOURS), _FEEDBACK, Role.CLIENT_HR)
AFTER = step(4, "After the shortlist", Within(1), CountedFrom.step(uid(1)), Role.CLIENT_HR)
WEEKLY = step(5, "Check-in", Within(1, Unit.WEEKS_APART), CountedFrom(Origin.AGREEMENT_SIGNED))
APPROVED = step(6, "Approved", Within(0, Unit.BEFORE_SIGNING), CountedFrom(), Role.CLIENT_HR)
FIXED = step(7, "Closing date", Within(1), CountedFrom.from_date(date(2026, 5, 20)))
INTAKE = step(8, "Intake", Within(2), CountedFrom())


@pytest.fixture
def content(source: Source) -> Content:
    return compose(source, version=1, dated=date(2026, 5, 18))


def ground(content: Content, *steps: AgreedStep, received: date | None = None) -> Ground:
    first = Signed(number=1, content=replace(content, steps=steps), effective_at=SIGNED)
    calendars = {Side.AGENCY: OFFICE, Side.CLIENT: CLIENT}
    return Ground(versions=(first,), signed_at=SIGNED, received_on=received, calendars=calendars)


def begun(on: Ground) -> Tracking:
    return brought_up(Tracking(job_order_id=uid(30)), on)


def the(tracking: Tracking, title: str) -> Promise:
    (found,) = [p for p in tracking.promises if p.title == title]
    return found


def sent(tracking: Tracking, on: Ground, at: datetime, name: str = "C-1") -> Tracking:
    tracking = marking.added(tracking, on, Candidate(id=uid(int(name[2:]) + 100), reference=name))
    return happened(tracking, on, CandidateEvent.SENT, at, name)


def happened(tracking: Tracking, on: Ground, event: CandidateEvent, at: datetime, name: str = "C-1") -> Tracking:
    return marking.happened(tracking, on, uid(int(name[2:]) + 100), event, at=at, now=NOW, by="Tom")


def done(tracking: Tracking, on: Ground, title: str, at: datetime) -> Tracking:
    return marking.done(tracking, on, the(tracking, title).id, at=at, now=NOW, by="Tom")


def test_signing_starts_what_is_counted_from_it(content: Content) -> None:
    on = ground(content, SHORTLIST, AFTER)
    promise = the(begun(on), "Shortlist")
    assert (promise.began_at, promise.due_at, promise.promised) == (SIGNED, may(20), 2 * DAY)
    assert all(p.title != "After the shortlist" for p in begun(on).promises), "nothing it is counted from has happened"


def test_what_was_to_be_done_before_signing_is_kept_with_the_signature_and_not_measured(content: Content) -> None:
    promise = the(begun(ground(content, APPROVED)), "Approved")
    assert (promise.state, promise.done_at, promise.pattern) == (PromiseState.KEPT, SIGNED, Pattern.POINT)


def test_a_step_counts_in_the_calendar_of_the_side_that_does_it(content: Content) -> None:
    ours, theirs = (step(n, f"{n}", Within(2), CountedFrom.from_date(date(2026, 5, 22)), role)
                    for n, role in ((1, Role.RECRUITER), (2, Role.CLIENT_HR)))  # fmt: skip
    tracking = begun(ground(content, ours, theirs))
    assert the(tracking, "1").due_at == may(26, 17)
    assert the(tracking, "2").due_at == may(27, 17)
    assert [(one.day, one.name) for one in the(tracking, "2").not_counted] == [(BANK_HOLIDAY, "Spring bank holiday")]


def test_nobody_is_late_by_what_was_promised_only_with_the_signature(content: Content) -> None:
    on = ground(content, INTAKE, received=date(2026, 4, 1))
    promise = the(begun(on), "Intake")
    assert (promise.began_at, promise.due_at) == (datetime(2026, 4, 1, 17, tzinfo=UTC), may(20))
    kept = the(done(begun(on), on, "Intake", datetime(2026, 4, 7, 9, tzinfo=UTC)), "Intake")
    assert (kept.state, kept.taken) == (PromiseState.KEPT, 0)


def test_each_candidate_has_a_promise_of_its_own(content: Content) -> None:
    on = ground(content, FEEDBACK)
    tracking = sent(sent(begun(on), on, may(19)), on, may(20, 15), "C-2")
    assert [p.due_at for p in tracking.open_promises] == [may(21), may(22, 15)]


def test_feedback_given_is_the_promise_kept_and_begins_the_next(content: Content) -> None:
    on = ground(content, FEEDBACK, SLOTS)
    tracking = happened(sent(begun(on), on, may(19)), on, CandidateEvent.FEEDBACK, may(20))
    feedback, slots = the(tracking, "Feedback"), the(tracking, "Slots")
    assert (feedback.state, feedback.taken, feedback.by) == (PromiseState.KEPT, DAY, "Tom")
    assert (slots.began_at, slots.due_at) == (may(20), may(21))


def test_marking_the_feedback_done_notes_the_event(content: Content) -> None:
    on = ground(content, FEEDBACK, SLOTS)
    tracking = done(sent(begun(on), on, may(19)), on, "Feedback", may(20))
    assert tracking.candidates[0].when(CandidateEvent.FEEDBACK) == may(20)
    assert the(tracking, "Slots").began_at == may(20)


def test_an_event_that_comes_again_makes_a_new_promise_once_the_first_was_kept(content: Content) -> None:
    on = ground(content, FEEDBACK)
    tracking = done(sent(begun(on), on, may(19)), on, "Feedback", may(20))
    tracking = happened(tracking, on, CandidateEvent.SENT, may(26))
    assert [(p.round, p.state, p.began_at) for p in tracking.promises] == [
        (1, PromiseState.KEPT, may(19)), (2, PromiseState.RUNNING, may(26)),
    ]  # fmt: skip


def test_an_event_that_comes_again_in_time_counts_anew_and_a_late_one_stays_late(content: Content) -> None:
    on = ground(content, FEEDBACK)
    once = sent(begun(on), on, may(19))
    assert the(happened(once, on, CandidateEvent.SENT, may(20)), "Feedback").due_at == may(22)
    assert the(happened(once, on, CandidateEvent.SENT, may(22)), "Feedback").due_at == may(21)


def test_a_late_step_slides_what_is_counted_from_it_and_says_whose_days_they_are(content: Content) -> None:
    late = replace(SHORTLIST, does=(Role.CLIENT_HR,), answers=Role.CLIENT_HR)
    on = ground(content, late, replace(AFTER, does=(Role.RECRUITER,)))
    tracking = done(begun(on), on, "Shortlist", may(21))
    (slide,) = the(tracking, "After the shortlist").slid
    assert (slide.side, slide.seconds, slide.title) == (Side.CLIENT, DAY, "Shortlist")
    assert the(tracking, "Shortlist").state == PromiseState.LATE_AND_KEPT


def test_a_pause_moves_a_duration_by_the_working_time_it_takes(content: Content) -> None:
    on = ground(content, SHORTLIST)
    tracking = replace(begun(on), pauses=(Pause(since=may(18, 16), until=may(19, 11), because="Away"),))
    promise = the(brought_up(tracking, on), "Shortlist")
    assert (promise.promised_at, promise.due_at, promise.paused) == (may(20), may(20, 13), 3 * 3600)
    kept = the(done(brought_up(tracking, on), on, "Shortlist", may(20, 13)), "Shortlist")
    assert (kept.state, kept.taken) == (PromiseState.KEPT, 2 * DAY)


def test_a_fixed_date_does_not_slide(content: Content) -> None:
    on = ground(content, FIXED)
    before = the(begun(on), "Closing date").due_at
    tracking = replace(begun(on), pauses=(Pause(since=may(18, 16), until=may(21), because="Away"),))
    assert the(brought_up(tracking, on), "Closing date").due_at == before == may(21, 17)


def test_a_fixed_date_is_not_late_on_hold_and_is_due_on_the_day_the_hold_ends(content: Content) -> None:
    on = ground(content, FIXED)
    held = brought_up(begun(on).pausing(Pause(since=may(19), because="Budget")), on)
    promise = the(held, "Closing date")
    assert (promise.due_at, promise.paused_since) == (may(21, 17), may(19)), "the date stays"
    assert (promise.state_at(NOW), ball(held, NOW)) == (PromiseState.RUNNING, None)
    resumed = brought_up(held.running_on(None, at=may(27)), on)
    promise = the(resumed, "Closing date")
    assert (promise.promised_at, promise.due_at) == (may(21, 17), may(27, 17))
    assert the(done(resumed, on, "Closing date", may(27, 16)), "Closing date").state == PromiseState.KEPT
    late = the(done(resumed, on, "Closing date", may(28, 12)), "Closing date")
    assert (late.state, late.late_by) == (PromiseState.LATE_AND_KEPT, 3 * 3600), "only since the hold ended"


def test_a_fixed_date_that_was_late_before_the_hold_is_as_late_after_it(content: Content) -> None:
    on = ground(content, FIXED)
    held = brought_up(begun(on).pausing(Pause(since=may(22, 17), because="Budget")), on)
    assert seconds_left(the(held, "Closing date"), on, NOW) == -DAY, "it stands still"
    resumed = brought_up(held.running_on(None, at=may(28, 9)), on)
    assert seconds_left(the(resumed, "Closing date"), on, may(28, 9)) == -DAY
    assert the(done(resumed, on, "Closing date", may(28, 9)), "Closing date").late_by == DAY


def test_pauses_that_overlap_leave_a_fixed_date_due_when_the_last_of_them_ends(content: Content) -> None:
    on = ground(content, FIXED)
    own = Pause(since=may(20), until=may(25), because="Their panel", promise_id=the(begun(on), "Closing date").id)
    hold = Pause(since=may(22), until=may(28, 18), because="Budget")
    promise = the(brought_up(replace(begun(on), pauses=(own, hold)), on), "Closing date")
    assert promise.due_at == may(29, 17), "it ended after closing time"


def test_a_date_in_the_past_when_it_was_signed_is_a_duration_and_slides(content: Content) -> None:
    past = step(7, "Closing date", Within(1), CountedFrom.from_date(date(2026, 5, 1)))
    on = ground(content, past)
    tracking = replace(begun(on), pauses=(Pause(since=may(18, 16), until=may(19, 16), because="Away"),))
    assert the(brought_up(tracking, on), "Closing date").due_at == may(20)


def test_what_was_to_come_on_a_date_can_be_done_before_it_but_not_before_the_job_order(content: Content) -> None:
    on = ground(content, FIXED, AFTER, received=date(2026, 5, 11))
    early = done(begun(on), on, "Closing date", may(18, 12))
    kept = the(early, "Closing date")
    assert (kept.state, kept.done_at, kept.taken, kept.late_by) == (PromiseState.KEPT, may(18, 12), 0, 0)
    assert seconds_early(kept, on) == 3 * DAY + 5 * 3600, "from Monday noon to the closing of Thursday"
    assert len(brought_up(early, on).promises) == 1, "the date begins nothing more when it comes"
    assert the(done(begun(on), on, "Closing date", may(11)), "Closing date").state == PromiseState.KEPT
    with pytest.raises(InvalidInputError, match="can't have been earlier"):
        done(begun(on), on, "Closing date", may(10, 23))


def test_what_came_on_a_day_off_can_be_done_on_that_day(content: Content) -> None:
    on = ground(content, INTAKE, received=date(2026, 5, 16))
    assert the(done(begun(on), on, "Intake", may(16, 12)), "Intake").state == PromiseState.KEPT
    with pytest.raises(InvalidInputError, match="can't have been earlier"):
        done(begun(on), on, "Intake", may(15, 23))


def test_without_a_day_of_receipt_nothing_is_done_before_the_signature(content: Content) -> None:
    on = ground(content, FIXED)
    assert the(done(begun(on), on, "Closing date", may(18, 10)), "Closing date").state == PromiseState.KEPT
    with pytest.raises(InvalidInputError, match="can't have been earlier"):
        done(begun(on), on, "Closing date", may(18, 9))


def test_what_is_counted_from_something_that_has_not_happened_can_be_done_before_it(content: Content) -> None:
    on = ground(content, SHORTLIST, AFTER, FEEDBACK, received=date(2026, 5, 11))
    early = marking.done_early(begun(on), on, AFTER.id, at=may(18, 12), now=NOW, by="Tom")
    kept = the(early, AFTER.title)
    assert (kept.state, kept.done_at, kept.taken, kept.by) == (PromiseState.KEPT, may(18, 12), 0, "Tom")
    assert the(done(early, on, "Shortlist", may(20)), AFTER.title) == kept, "it never begins again"
    assert marking.not_done(early, on, kept.id).promises == begun(on).promises
    with pytest.raises(AlreadyMarkedError):
        marking.done_early(early, on, AFTER.id, at=may(19), now=NOW, by="Tom")
    for at, said in ((datetime(2026, 5, 10, tzinfo=UTC), "can't have been earlier"), (NOW + DAYS, "has not come yet")):
        with pytest.raises(InvalidInputError, match=said):
            marking.done_early(begun(on), on, AFTER.id, at=at, now=NOW, by="Tom")
    with pytest.raises(InvalidInputError, match="before it begins"):
        marking.done_early(begun(on), on, FEEDBACK.id, at=may(19), now=NOW, by="Tom")


def test_a_hold_is_not_quiet_and_the_rhythm_of_check_ins_begins_anew_after_it(content: Content) -> None:
    on = ground(content, WEEKLY)
    held = brought_up(begun(on).pausing(Pause(since=may(19), because="Budget")), on)
    assert held.quiet_from is None
    assert brought_up(held.running_on(None, at=may(29)), on).quiet_from == datetime(2026, 6, 12, 10, tzinfo=UTC)


def test_nothing_gets_late_while_it_is_paused(content: Content) -> None:
    on = ground(content, SHORTLIST)
    promise = the(begun(on), "Shortlist")
    tracking = brought_up(begun(on).pausing(Pause(since=may(19), because="Their panel", promise_id=promise.id)), on)
    assert the(tracking, "Shortlist").state_at(NOW) == PromiseState.RUNNING
    assert ball(tracking, NOW) is None
    again = brought_up(tracking.running_on(promise.id, at=may(20)), on)
    assert the(again, "Shortlist").due_at == may(21)


def test_a_promise_that_was_late_already_is_paused_too_and_stays_late_afterwards(content: Content) -> None:
    on = ground(content, SHORTLIST)
    held = brought_up(begun(on).pausing(Pause(since=may(21), because="On hold")), on)
    assert the(held, "Shortlist").state_at(may(22)) == PromiseState.RUNNING
    again = the(brought_up(held.running_on(None, at=may(26)), on), "Shortlist")
    assert (again.state_at(may(26, 11)), again.due_at) == (PromiseState.LATE, may(25)), "a day late, as before"
    done_then = done(brought_up(held.running_on(None, at=may(26)), on), on, "Shortlist", may(26))
    assert the(done_then, "Shortlist").late_by == DAY
    before_it = the(done(brought_up(held.running_on(None, at=may(26)), on), on, "Shortlist", may(20, 12)), "Shortlist")
    assert (before_it.state, before_it.late_by) == (PromiseState.LATE_AND_KEPT, 2 * 3600)


def test_a_check_in_keeps_the_rhythm_and_begins_it_anew(content: Content) -> None:
    on = ground(content, WEEKLY)
    tracking = begun(on)
    assert (the(tracking, "Check-in").due_at, tracking.quiet_from) == (may(25), datetime(2026, 6, 1, 10, tzinfo=UTC))
    tracking = marking.checked_in(tracking, on, CheckIn(at=may(22, 11), words="Two of three sent"), now=NOW)
    assert [(p.state, p.due_at) for p in tracking.promises] == [
        (PromiseState.KEPT, may(25)), (PromiseState.RUNNING, may(29, 11)),
    ]  # fmt: skip
    assert tracking.quiet_from == datetime(2026, 6, 5, 11, tzinfo=UTC), "every two weeks, as both agreed"


def test_a_promise_begun_stays_as_it_was_promised_when_the_agreement_is_amended(content: Content) -> None:
    on = ground(content, FEEDBACK, SHORTLIST)
    tracking = sent(begun(on), on, may(19))
    longer = replace(content, version=2, steps=(replace(FEEDBACK, within=Within(5)),))
    amended = replace(on, versions=(*on.versions, Signed(number=2, content=longer, effective_at=may(20, 9))))
    tracking = sent(brought_up(tracking, amended), amended, may(20), "C-2")
    by_version = {p.version: p.due_at for p in tracking.promises if p.title == "Feedback"}
    assert by_version == {1: may(21), 2: may(28)}
    cancelled = the(tracking, "Shortlist")
    assert (cancelled.state, cancelled.closed_at) == (PromiseState.CANCELLED, may(20, 9))


def test_a_step_new_in_a_version_begins_with_it(content: Content) -> None:
    on = ground(content, SHORTLIST)
    second = replace(content, version=2, steps=(SHORTLIST, replace(SHORTLIST, id=uid(9), title="New")))
    amended = replace(on, versions=(*on.versions, Signed(number=2, content=second, effective_at=may(27, 9))))
    assert the(brought_up(begun(on), amended), "New").began_at == may(27, 9)


def test_past_results_never_change(content: Content) -> None:
    on = ground(content, SHORTLIST)
    tracking = done(begun(on), on, "Shortlist", may(21))
    closed_days = replace(OFFICE, days_off={date(2026, 5, 19): "Away", date(2026, 5, 20): "Away"})
    changed = replace(on, calendars={Side.AGENCY: closed_days, Side.CLIENT: closed_days})
    assert brought_up(tracking, changed).promises == tracking.promises
    assert the(brought_up(begun(on), changed), "Shortlist").due_at == may(22)


def test_closing_cancels_what_is_open_and_taking_it_up_lets_it_run_again(content: Content) -> None:
    on = ground(content, SHORTLIST)
    closed = brought_up(begun(on), replace(on, closed_at=may(19)))
    assert (the(closed, "Shortlist").state, closed.quiet_from) == (PromiseState.CANCELLED, None)
    again = brought_up(closed, on)
    assert again.promises == begun(on).promises


def test_a_candidate_who_withdraws_takes_their_promises_along(content: Content) -> None:
    on = ground(content, FEEDBACK)
    tracking = happened(sent(begun(on), on, may(19)), on, CandidateEvent.WITHDRAWN, may(20))
    assert the(tracking, "Feedback").state == PromiseState.CANCELLED
    with pytest.raises(InvalidInputError, match="withdrew"):
        happened(tracking, on, CandidateEvent.FEEDBACK, may(21))


def test_an_event_out_of_order_is_refused_in_words(content: Content) -> None:
    on = ground(content, FEEDBACK)
    tracking = sent(begun(on), on, may(19))
    with pytest.raises(InvalidInputError, match="“accepted” comes after “offered”"):
        happened(tracking, on, CandidateEvent.ACCEPTED, may(20))
    with pytest.raises(InvalidInputError, match="can't be earlier"):
        happened(tracking, on, CandidateEvent.FEEDBACK, may(18))


def test_done_is_neither_before_it_began_nor_in_the_future_nor_twice(content: Content) -> None:
    on = ground(content, SHORTLIST)
    with pytest.raises(InvalidInputError, match="can't have been earlier"):
        done(begun(on), on, "Shortlist", may(18, 9))
    with pytest.raises(InvalidInputError, match="has not come yet"):
        done(begun(on), on, "Shortlist", datetime(2026, 8, 1, tzinfo=UTC))
    once = done(begun(on), on, "Shortlist", may(19))
    with pytest.raises(AlreadyMarkedError, match="Kept"):
        done(once, on, "Shortlist", may(20))
    assert marking.not_done(once, on, the(once, "Shortlist").id).promises == begun(on).promises


def test_an_excuse_needs_a_reason_and_lets_what_follows_begin(content: Content) -> None:
    on = ground(content, SHORTLIST, AFTER)
    tracking = begun(on)
    with pytest.raises(InvalidInputError):
        tracking.excusing(the(tracking, "Shortlist").id, " ", at=may(21), by="Tom")
    excused = brought_up(tracking.excusing(the(tracking, "Shortlist").id, "Fire alarm", at=may(21), by="Tom"), on)
    assert the(excused, "Shortlist").state == PromiseState.EXCUSED
    assert the(excused, "After the shortlist").began_at == may(21)


def test_the_outlook_follows_what_each_step_is_counted_from(content: Content) -> None:
    on = ground(content, SHORTLIST, AFTER, FEEDBACK, SLOTS)
    lines = tracked_lines(begun(on), on, may(18, 11))
    assert [line.about for line in lines] == [None, may(21), may(26), may(27)]
    late = tracked_lines(begun(on), on, may(21))
    assert [line.state for line in late][:2] == [PromiseState.LATE, PromiseState.NOT_YET]
    assert late[1].about == may(22), "what waits for a late step moves on with the day"


def test_the_ball_is_the_most_late_promise(content: Content) -> None:
    on = ground(content, SHORTLIST, FEEDBACK, WEEKLY)
    tracking = sent(begun(on), on, may(18, 11))
    first = ball(tracking, may(19))
    assert first is not None
    assert first.title == "Shortlist"
