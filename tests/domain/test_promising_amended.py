"""What an amendment, overlapping pauses and late news leave of promises: nothing is lost, and nothing counts twice."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from desktop.domain import marking
from desktop.domain.agreement import AgreedStep, Content
from desktop.domain.ground import Ground, Signed
from desktop.domain.limits import CandidateEvent, CountedFrom, Origin, Within
from desktop.domain.outlook import tracked_lines
from desktop.domain.promises import Promise, PromiseState
from desktop.domain.promising import brought_up
from desktop.domain.tracking import Candidate, Pause, Tracking
from desktop.errors import InvalidInputError
from tests.domain.conftest import uid
from tests.domain.test_promising import (
    AFTER,
    APPROVED,
    DAY,
    FEEDBACK,
    INTAKE,
    NOW,
    SHORTLIST,
    begun,
    content,
    done,
    ground,
    happened,
    may,
    sent,
    step,
    the,
)

__all__ = ["content"]


def amended(on: Ground, *steps: AgreedStep, at: datetime) -> Ground:
    """The next version, with these steps, in force from `at`."""
    last = on.now
    following = replace(last.content, version=last.number + 1, steps=steps)
    return replace(on, versions=(*on.versions, Signed(number=last.number + 1, content=following, effective_at=at)))


def test_what_runs_stays_when_the_amendment_counts_the_step_from_something_else(content: Content) -> None:
    on = ground(content, FEEDBACK)
    tracking = sent(begun(on), on, may(19))
    held = replace(FEEDBACK, counted_from=CountedFrom.each(CandidateEvent.INTERVIEW_HELD))
    later = amended(on, held, at=may(20, 9))
    assert brought_up(tracking, later).promises == tracking.promises
    kept = done(brought_up(tracking, later), later, "Feedback", may(20))
    again = happened(kept, later, CandidateEvent.INTERVIEW_HELD, may(26))
    assert [(p.version, p.began_at) for p in again.promises] == [(1, may(19)), (2, may(26))]


def test_past_results_stay_when_a_step_becomes_one_for_each_candidate_or_for_all(content: Content) -> None:
    on = ground(content, SHORTLIST, FEEDBACK)
    tracking = done(sent(begun(on), on, may(18, 11)), on, "Shortlist", may(19))
    tracking = done(tracking, on, "Feedback", may(19))
    other = (replace(SHORTLIST, per_candidate=True), replace(FEEDBACK, per_candidate=False))
    later = amended(on, *other, at=may(20, 9))
    assert set(tracking.promises) <= set(brought_up(tracking, later).promises)


def test_a_step_changed_to_count_from_the_agreement_begins_with_the_amendment(content: Content) -> None:
    on = ground(content, AFTER)
    later = amended(on, replace(AFTER, counted_from=CountedFrom(Origin.AGREEMENT_SIGNED)), at=may(27, 9))
    assert the(brought_up(begun(on), later), "After the shortlist").began_at == may(27, 9)


def test_what_an_amendment_asks_for_before_its_signature_is_kept_with_that_and_not_late(content: Content) -> None:
    later = amended(ground(content, SHORTLIST), SHORTLIST, APPROVED, at=may(27, 9))
    approved = the(brought_up(begun(later), later), "Approved")
    assert (approved.state, approved.due_at, approved.was_late) == (PromiseState.KEPT, may(27, 9), False)


def test_a_step_new_in_a_version_that_is_counted_from_one_done_before_begins_with_the_version(content: Content) -> None:
    on = ground(content, SHORTLIST)
    later = amended(on, SHORTLIST, AFTER, at=may(22, 9))
    promise = the(brought_up(done(begun(on), on, "Shortlist", may(19)), later), "After the shortlist")
    assert (promise.began_at, promise.version, promise.due_at) == (may(22, 9), 2, may(26, 9))
    after = the(done(brought_up(begun(on), later), later, "Shortlist", may(26)), "Shortlist")
    assert after.done_at == the(done(brought_up(begun(on), later), later, "Shortlist", may(26)), AFTER.title).began_at


def test_a_fixed_date_that_is_amended_counts_from_the_amendment_at_the_earliest(content: Content) -> None:
    step = replace(SHORTLIST, counted_from=CountedFrom.from_date(date(2026, 6, 20)))
    on = ground(content, step)
    later = amended(on, replace(step, counted_from=CountedFrom.from_date(date(2026, 5, 19))), at=may(20, 9))
    promise = the(brought_up(begun(on), later), "Shortlist")
    assert (promise.began_at, promise.version) == (may(20, 9), 2)


def test_what_an_amendment_adds_to_be_done_before_it_is_kept_with_it(content: Content) -> None:
    on = ground(content, SHORTLIST)
    promise = the(brought_up(begun(on), amended(on, SHORTLIST, APPROVED, at=may(20, 9))), "Approved")
    assert (promise.state, promise.done_at) == (PromiseState.KEPT, may(20, 9))


def test_what_was_kept_with_the_signature_lets_what_it_became_begin_at_once(content: Content) -> None:
    on = ground(content, APPROVED)
    later = amended(on, replace(APPROVED, within=Within(2)), at=may(20, 9))
    once = brought_up(begun(on), later)
    assert [p.state for p in once.promises] == [PromiseState.KEPT, PromiseState.RUNNING]
    assert brought_up(replace(once, promises=()), later) == once


def test_a_step_left_out_from_a_later_day_is_still_to_be_kept_where_it_is_due_before(content: Content) -> None:
    on = ground(content, SHORTLIST, APPROVED)
    later = amended(on, APPROVED, at=datetime(2026, 6, 1, tzinfo=UTC))
    tracking = brought_up(begun(on), later)
    assert the(tracking, "Shortlist").state == PromiseState.RUNNING
    line = next(line for line in tracked_lines(tracking, later, may(19)) if line.step.id == SHORTLIST.id)
    assert (line.state, line.promise) == (PromiseState.RUNNING, the(tracking, "Shortlist"))
    assert the(done(tracking, later, "Shortlist", may(19)), "Shortlist").state == PromiseState.KEPT


def test_what_came_of_a_step_that_was_left_out_stays_in_sight_as_of_its_version(content: Content) -> None:
    on = ground(content, SHORTLIST, FEEDBACK, APPROVED)
    tracking = sent(done(begun(on), on, "Shortlist", may(21)), on, may(19))
    later = amended(on, AFTER, at=may(22, 9))
    lines = tracked_lines(brought_up(tracking, later), later, may(26))
    assert [(one.step.title, one.number, one.state, one.left_out_of) for one in lines] == [
        ("After the shortlist", 1, PromiseState.LATE, None),
        ("Shortlist", 1, PromiseState.LATE_AND_KEPT, 1),
        ("Approved", 3, PromiseState.KEPT, 1),
        ("Feedback", 2, PromiseState.LATE, 1),
    ]
    withdrawn = happened(tracking, on, CandidateEvent.WITHDRAWN, may(20))
    left = tracked_lines(brought_up(withdrawn, later), later, may(26))
    assert "Feedback" not in [one.step.title for one in left], "what was cancelled is in the history"


def test_pauses_that_overlap_move_the_due_time_once(content: Content) -> None:
    on = ground(content, SHORTLIST)
    one = Pause(since=may(19), until=may(19, 14), because="Their panel", promise_id=the(begun(on), "Shortlist").id)
    hold = Pause(since=may(19, 12), until=may(19, 15), because="On hold")
    promise = the(brought_up(replace(begun(on), pauses=(one, hold)), on), "Shortlist")
    assert (promise.due_at, promise.paused) == (may(20, 15), 5 * 3600)
    inside = replace(hold, until=may(19, 13))
    assert the(brought_up(replace(begun(on), pauses=(one, inside)), on), "Shortlist").due_at == may(20, 14)


def test_a_pause_outside_working_hours_moves_nothing(content: Content) -> None:
    on = ground(content, step(9, "By closing time", Within(2), CountedFrom()), received=date(2026, 5, 18))
    night = Pause(since=may(19, 20), until=may(20, 6), because="Their system was down")
    promise = the(brought_up(replace(begun(on), pauses=(night,)), on), "By closing time")
    assert (promise.due_at, promise.paused) == (may(20, 17), 0)


def test_what_was_late_before_it_was_paused_is_late_when_it_is_done(content: Content) -> None:
    on = ground(content, SHORTLIST)
    held = brought_up(begun(on).pausing(Pause(since=may(22), because="On hold")), on)
    late = the(done(held, on, "Shortlist", may(27)), "Shortlist")
    assert (late.state, late.taken, late.late_by) == (PromiseState.LATE_AND_KEPT, 4 * DAY, 2 * DAY)
    in_time = brought_up(begun(on).pausing(Pause(since=may(19), because="On hold")), on)
    assert the(done(in_time, on, "Shortlist", may(27)), "Shortlist").state == PromiseState.KEPT


def test_nothing_is_promised_for_a_candidate_who_has_withdrawn(content: Content) -> None:
    each = replace(AFTER, per_candidate=True)
    on = ground(content, SHORTLIST, each)
    tracking = happened(sent(begun(on), on, may(18, 11)), on, CandidateEvent.WITHDRAWN, may(18, 12))
    tracking = done(tracking, on, "Shortlist", may(20))
    assert [p.title for p in tracking.open_promises] == []


def test_a_withdrawal_comes_after_all_that_happened(content: Content) -> None:
    on = ground(content, FEEDBACK)
    with pytest.raises(InvalidInputError, match="can't be earlier"):
        happened(sent(begun(on), on, may(19)), on, CandidateEvent.WITHDRAWN, may(18, 12))


def test_a_step_of_each_candidate_is_not_late_before_the_candidate_is_known(content: Content) -> None:
    each = replace(SHORTLIST, per_candidate=True)
    on = ground(content, each)
    tracking = marking.added(begun(on), on, Candidate(reference="C-1"))
    assert tracking.promises == ()
    assert the(sent(begun(on), on, may(27)), "Shortlist").began_at == may(27)


def test_of_several_rounds_the_last_is_taken_back_first(content: Content) -> None:
    on = ground(content, FEEDBACK)
    tracking = done(sent(begun(on), on, may(19)), on, "Feedback", may(20))
    tracking = happened(tracking, on, CandidateEvent.SENT, may(26))
    first, second = (p.id for p in tracking.promises)
    tracking = marking.done(tracking, on, second, at=may(27), now=NOW, by="Tom")
    with pytest.raises(InvalidInputError, match="take that back first"):
        marking.not_done(tracking, on, first)
    tracking = marking.not_done(tracking, on, second)
    tracking = marking.not_done(tracking, on, first)
    assert [(p.round, p.began_at) for p in tracking.promises] == [(1, may(19))]


def test_what_is_known_by_its_date_only_can_be_done_or_paused_earlier_on_that_day(content: Content) -> None:
    step = replace(SHORTLIST, counted_from=CountedFrom())
    on = ground(content, step, received=date(2026, 5, 18))
    promise = the(done(begun(on), on, "Shortlist", may(18, 12)), "Shortlist")
    assert (promise.state, promise.taken) == (PromiseState.KEPT, 0)
    pause = Pause(since=may(18, 12), because="Their panel", promise_id=promise.id)
    assert the(marking.paused(begun(on), on, pause), "Shortlist").paused_since == may(18, 17)


def test_five_hundred_candidates_are_brought_up_in_a_moment(content: Content) -> None:
    steps = [replace(FEEDBACK, id=uid(n), title=str(n)) for n in range(50, 60)]
    on = ground(content, *steps)
    everyone = Tracking(job_order_id=begun(on).job_order_id)
    for n in range(500):
        at = may(19) + timedelta(minutes=n)
        known = Candidate(reference=f"C-{n}").with_event(CandidateEvent.SENT, at)
        everyone = replace(everyone, candidates=(*everyone.candidates, known))
    tracking = brought_up(everyone, on)
    compared = 0

    class Counted(Promise):
        @property
        def key(self) -> tuple[UUID, UUID | None]:
            nonlocal compared
            compared += 1
            return super().key

    kept = tuple(
        Counted(**{**p.__dict__, "state": PromiseState.KEPT, "done_at": p.due_at, "closed_at": p.due_at})
        for p in tracking.promises
    )
    assert len(brought_up(replace(tracking, promises=kept), on).promises) == 5000
    assert compared <= 2 * len(kept)


def test_a_job_order_received_on_a_day_off_counts_from_the_next_opening(content: Content) -> None:
    sunday = date(2026, 5, 17)
    early = replace(ground(content, INTAKE, received=sunday), signed_at=datetime(2026, 5, 17, 12, tzinfo=UTC))
    signed = replace(early, versions=(replace(early.versions[0], effective_at=early.signed_at),))
    assert the(begun(signed), "Intake").due_at == may(20, 9)
    worked = replace(signed, received_on=date(2026, 5, 18))
    assert the(begun(worked), "Intake").due_at == may(20, 17)
