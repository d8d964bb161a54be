"""The two lanes and the total of working days, worked by hand."""

from dataclasses import replace
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.limits import CandidateEvent, CountedFrom, Origin, Unit, Within
from desktop.domain.plan import lay_out, stacked
from desktop.domain.roles import Role, Side
from desktop.domain.steps import Step

JOB, SIGNED = CountedFrom(Origin.JOB_ORDER_RECEIVED), CountedFrom(Origin.AGREEMENT_SIGNED)
RECRUITER, HR, MANAGER = Role.RECRUITER, Role.CLIENT_HR, Role.HIRING_MANAGER


def step(amount: int, counted: CountedFrom = JOB, unit: Unit = Unit.WORKING_DAYS, *does: Role) -> Step:
    return Step(title="Step", within=Within(amount, unit), counted_from=counted, does=does)


def each(event: CandidateEvent) -> CountedFrom:
    return CountedFrom.each(event)


def picture() -> tuple[Step, ...]:
    """The ten steps of pictures/agreement-A4.png."""
    steps: list[Step] = []
    for amount, unit, does in (
        (1, Unit.WORKING_DAYS, (RECRUITER, HR, MANAGER)),
        (1, Unit.WORKING_DAYS, (HR,)),
        (5, Unit.WORKING_DAYS, (RECRUITER,)),
        (2, Unit.WORKING_DAYS, (HR,)),
        (3, Unit.WORKING_DAYS, (HR,)),
        (8, Unit.WORKING_HOURS, (MANAGER,)),
        (5, Unit.WORKING_DAYS, (HR,)),
        (1, Unit.WORKING_DAYS, (HR,)),
        (3, Unit.WORKING_DAYS, (RECRUITER,)),
        (2, Unit.WORKING_DAYS, (RECRUITER, HR)),
    ):
        counted = CountedFrom.step(steps[-1].id) if steps else JOB
        if unit == Unit.WORKING_HOURS:
            counted = each(CandidateEvent.INTERVIEW_HELD)
        steps.append(step(amount, counted, unit, *does))
    return tuple(steps)


def test_the_drawn_agreement_takes_24_days_and_the_client_holds_six_steps() -> None:
    plan = lay_out(picture(), hours_a_day=8.5)
    assert plan.total_days == 24
    assert (plan.count(Side.CLIENT), plan.count(Side.AGENCY), plan.count(Side.AGENCY, Side.CLIENT)) == (6, 2, 2)
    assert [bar.start for bar in plan.bars[:6]] == [0, 1, 2, 7, 9, 12]


def test_no_step_takes_no_day() -> None:
    assert lay_out(()).total_days == 0


def test_only_the_longest_of_two_chains_counts() -> None:
    first = step(2)
    long, short = step(10, CountedFrom.step(first.id)), step(3, CountedFrom.step(first.id))
    assert lay_out((first, long, short)).total_days == 12


def test_part_of_a_day_counts_as_a_day() -> None:
    assert lay_out((step(1, JOB, Unit.WORKING_HOURS),)).total_days == 1
    assert lay_out((step(8, JOB, Unit.WORKING_HOURS),), hours_a_day=8).total_days == 1
    assert lay_out((step(9, JOB, Unit.WORKING_HOURS),), hours_a_day=8).total_days == 2


def test_a_calendar_week_counts_five_working_days() -> None:
    assert lay_out((step(14, JOB, Unit.CALENDAR_DAYS),)).total_days == 10


def test_signing_comes_after_everything_above_it() -> None:
    plan = lay_out((step(2), step(1), step(10, SIGNED)))
    assert [bar.start for bar in plan.bars] == [0, 0, 2]


def test_a_step_moved_above_what_it_waits_for_changes_no_total() -> None:
    shortlist = step(10, SIGNED)
    feedback = step(2, CountedFrom.step(shortlist.id))
    assert lay_out((shortlist, feedback)).total_days == 12
    assert lay_out((feedback, shortlist)).total_days == 12


def test_what_comes_after_the_start_is_no_part_of_filling_the_job() -> None:
    started = step(84, each(CandidateEvent.STARTED), Unit.CALENDAR_DAYS)
    after = step(5, CountedFrom.step(started.id))
    below = step(2, each(CandidateEvent.SENT))
    assert lay_out((step(3), started, after)).total_days == 3
    assert [bar.number for bar in lay_out((step(3), started, after, below)).bars] == [1, 4]
    assert lay_out((step(3), started, after, below)).total_days == 5
    assert lay_out((started, step(3), step(4, SIGNED))).total_days == 7


def test_a_weekly_check_in_takes_no_days_and_brings_no_candidate_about() -> None:
    shortlist, check_in = step(10, SIGNED), step(1, SIGNED, Unit.WEEKS_APART)
    assert lay_out((shortlist, check_in, step(2, each(CandidateEvent.SENT)))).total_days == 12


def test_a_step_without_limit_has_a_place_and_no_length() -> None:
    plan = lay_out((step(3), Step(title="?", counted_from=each(CandidateEvent.SENT))))
    assert (plan.bars[1].start, plan.bars[1].length) == (3, 0)


@pytest.mark.parametrize("origin", [CountedFrom.step(uuid4()), CountedFrom(Origin.STEP)])
def test_an_origin_that_is_gone_counts_from_the_job_order(origin: CountedFrom) -> None:
    assert lay_out((step(3, origin),)).total_days == 3


ORIGINS = st.sampled_from([JOB, SIGNED, *(each(event) for event in CandidateEvent), CountedFrom(Origin.DATE), None])


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(ORIGINS, st.integers(0, 11), st.sampled_from(Unit), st.integers(1, 30)), max_size=12))
def test_any_process_has_a_total_that_no_bar_passes_and_no_sum_exceeds(
    drawn: list[tuple[CountedFrom | None, int, Unit, int]],
) -> None:
    steps = [step(amount, origin or JOB, unit) for origin, _, unit, amount in drawn]
    for index, (origin, to, _, _) in enumerate(drawn):
        if origin is None and index:
            steps[index] = replace(steps[index], counted_from=CountedFrom.step(steps[to % index].id))
    plan = lay_out(tuple(steps))
    lengths = sum(bar.length for bar in plan.bars)
    assert all(bar.start >= 0 and bar.start + bar.length <= plan.total_days + 1e-6 for bar in plan.bars)
    assert plan.total_days <= lengths + 1


def test_spans_that_overlap_lie_in_rows_of_their_own_and_rows_are_used_again() -> None:
    #  0  2  4  6
    #  aaaaa        row 0
    #     bbbbb     row 1
    #        cccc   row 0 again, from where a ends
    assert stacked([(0, 4), (2, 6), (4, 7), (6, 7)]) == (0, 1, 0, 1)
