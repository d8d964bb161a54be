"""Promised versus delivered: what counts, in which month, and who held the ball."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from desktop.domain.lateness import late_words
from desktop.domain.limits import Unit, Within
from desktop.domain.measures import (
    BallDays,
    Measure,
    MeasuredCandidate,
    MeasuredJobOrder,
    MeasuredPause,
    MeasuredPromise,
    PromisesKept,
    Ratio,
    Spread,
    whole_percent,
)
from desktop.domain.measuring import Period, Rows, ball_days, measured
from desktop.domain.promises import Pattern, PromiseState
from desktop.domain.roles import Side
from desktop.i18n import screen
from tests.domain.measured_rows import JOB, LONDON, MONDAY, NOW, late, promise, running

ALWAYS = Period(LONDON)


def kept(*promises: MeasuredPromise, period: Period = ALWAYS) -> PromisesKept:
    return measured(Rows(list(promises), [], [], [JOB]), period, NOW)


def days(since: datetime, until: datetime) -> float:
    return (until - since).total_seconds() / 86_400


# -- on time -----------------------------------------------------------------------------------------------------------


def test_kept_late_and_still_late_make_n_of_m_and_what_is_excused_stands_apart() -> None:
    client = kept(
        promise(1, "A", Side.CLIENT),
        late(2, "B", Side.CLIENT),
        running(3, "C", Side.CLIENT, MONDAY),
        running(4, "D", Side.CLIENT),
        promise(5, "E", Side.CLIENT, state=PromiseState.EXCUSED),
        promise(6, "F", Side.CLIENT, state=PromiseState.CANCELLED),
    ).client
    assert client.on_time == Ratio(1, 3), "the one that is not due yet and the cancelled one do not count"
    assert client.late_now == 1
    assert client.excused == 1


def test_a_promise_of_both_counts_for_each_and_each_side_has_a_line_of_its_own() -> None:
    found = kept(late(1, "Intake", None))
    assert found.agency.on_time == found.client.on_time == Ratio(0, 1)
    assert [(step.title, step.side) for step in found.steps] == [("Intake", Side.AGENCY), ("Intake", Side.CLIENT)]
    assert len(found.late) == 1


def test_what_was_kept_with_the_signature_is_not_measured_and_a_rhythm_has_no_time_taken() -> None:
    week = Within(1, Unit.WEEKS_APART)
    rhythms = [promise(n, "Check-in", Side.AGENCY, limit=week, pattern=Pattern.RHYTHM) for n in range(6)]
    point = promise(7, "Approvals", Side.AGENCY, limit=Within(0, Unit.BEFORE_SIGNING), pattern=Pattern.POINT)
    found = kept(*rhythms, point)
    assert found.agency.on_time == Ratio(6, 6)
    assert found.agency.taken == Spread(0)
    assert found.steps[0].unit is None


def test_nothing_becomes_late_while_it_is_paused() -> None:
    paused = running(1, "A", Side.CLIENT, MONDAY)._replace(paused_since=MONDAY)
    assert kept(paused).client.on_time == Ratio(0, 0)
    assert kept(running(1, "A", Side.CLIENT, MONDAY)).client.on_time == Ratio(0, 1)


def test_a_share_is_not_told_below_five() -> None:
    assert Ratio(4, 4).share is None
    assert Ratio(4, 5).share == 0.8


# -- time taken --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "median", "ninetieth"),
    [
        ([1.0, 2.0, 3.0, 4.0], None, None),
        ([5.0, 1.0, 4.0, 2.0, 3.0], 3.0, 5.0),
        ([float(n) for n in range(10, 0, -1)], 5.5, 9.0),
        ([float(n) for n in range(1, 12)], 6.0, 10.0),
        ([7.0] * 20, 7.0, 7.0),
    ],
)
def test_the_median_is_the_middle_and_the_ninetieth_percentile_the_nearest_rank(
    values: list[float], median: float | None, ninetieth: float | None
) -> None:
    assert Spread.of(values) == Spread(len(values), median, ninetieth)


def test_time_taken_is_told_in_the_limits_own_unit_and_as_a_part_of_it() -> None:
    (step,) = kept(*(promise(n, "Feedback", Side.CLIENT, days=n / 2) for n in range(1, 6))).steps
    assert step.unit == Unit.WORKING_DAYS
    assert step.promised == Spread(5, 2.0, 2.0)
    assert step.taken == Spread(5, 1.5, 2.5)
    assert step.kept.taken == Spread(5, 0.75, 1.25)
    assert step.each == ()


def test_days_and_hours_of_one_step_are_told_in_hours_and_fewer_than_five_one_by_one() -> None:
    hours = Within(8, Unit.WORKING_HOURS)
    mixed = [promise(n, "Feedback", Side.CLIENT) for n in range(3)]
    by_hours = [promise(n + 3, "feedback", Side.CLIENT, limit=hours)._replace(promised=8 * 3600) for n in range(3)]
    (step,) = kept(*mixed, *by_hours).steps
    assert step.unit == Unit.WORKING_HOURS
    assert step.limits == (Within(2), hours)
    assert (step.promised.median, step.taken.median) == (12.5, 8.5)
    (few,) = kept(*mixed).steps
    assert few.each == (0.5, 0.5, 0.5)
    assert few.taken == Spread(3)
    assert few.kept.taken.median is None


def test_excused_ones_are_in_no_time_taken() -> None:
    excused = [late(n, "A", Side.CLIENT)._replace(state=PromiseState.EXCUSED) for n in range(5)]
    assert kept(*excused).client.taken.count == 0


# -- when --------------------------------------------------------------------------------------------------------------


def test_a_promise_counts_on_the_day_it_was_decided_by_the_agencys_clock() -> None:
    friday, saturday = date(2026, 10, 30), date(2026, 10, 31)
    before_midnight = datetime(2026, 10, 30, 23, 30, tzinfo=UTC)
    early = promise(1, "Kept early", Side.AGENCY, began=before_midnight - timedelta(days=1), days=1)
    assert kept(early, period=Period(LONDON, friday, friday)).agency.on_time == Ratio(1, 1)
    assert kept(early, period=Period(LONDON, saturday, None)).agency.on_time == Ratio()
    in_summer = datetime(2026, 8, 14, 23, 30, tzinfo=UTC)  # already Saturday in London
    late_evening = promise(2, "A", Side.AGENCY, began=in_summer - timedelta(days=1), days=1)
    assert kept(late_evening, period=Period(LONDON, date(2026, 8, 15), None)).agency.on_time == Ratio(1, 1)
    assert kept(late_evening, period=Period(UTC, date(2026, 8, 15), None)).agency.on_time == Ratio()


def test_one_that_was_late_stays_in_the_month_in_which_it_was_due() -> None:
    began = datetime(2026, 9, 29, 9, tzinfo=UTC)  # due on 1 October
    very_late = promise(1, "A", Side.CLIENT, began=began, days=45, state=PromiseState.LATE_AND_KEPT)
    found = kept(very_late, promise(2, "B", Side.AGENCY, began=datetime(2026, 12, 1, tzinfo=UTC) - timedelta(days=2)))
    assert [month.first for month in found.trend] == [date(2026, 10, 1), date(2026, 11, 1)]
    assert found.trend[0].client == Ratio(0, 1)
    assert found.trend[1].agency == Ratio(1, 1)


def test_a_month_in_which_nothing_was_decided_is_in_the_trend_with_nothing() -> None:
    found = kept(promise(1, "A", Side.AGENCY, began=MONDAY - timedelta(days=70)), promise(2, "A", Side.AGENCY))
    assert [month.first.month for month in found.trend] == [8, 9, 10, 11]
    assert found.trend[1].agency == Ratio()


# -- groups ------------------------------------------------------------------------------------------------------------


def test_steps_of_one_title_are_one_step_whatever_the_job_order_or_letter_case() -> None:
    other = replace_job(number=7)
    found = kept(promise(2, "Feedback", Side.CLIENT), promise(1, "FEEDBACK", Side.CLIENT, job=other))
    (step,) = found.steps
    assert step.kept.on_time == Ratio(2, 2)


def test_clients_stand_by_name_and_job_orders_of_one_client_newest_first() -> None:
    other = replace_job(number=7, client="arbour", client_id=UUID(int=9))
    both = [promise(1, "A", Side.CLIENT), late(2, "A", Side.CLIENT)._replace(job_order=other)]
    found = measured(Rows(both, [], [], [JOB, other]), ALWAYS, NOW)
    assert [group.name for group in found.clients] == ["arbour", "Northwind"], "not by how often they were late"
    assert found.job_orders == ()
    second = replace_job(number=200, title="Nurse")
    own = [promise(1, "A", Side.CLIENT), promise(2, "A", Side.AGENCY, job=second)]
    found = measured(Rows(own, [], [], [JOB, second]), ALWAYS, NOW)
    assert [group.name for group in found.job_orders] == ["JO-0200 · Nurse", "JO-0142 · Senior Accountant"]
    assert found.job_orders[0].agency.on_time == Ratio(1, 1)


def replace_job(**changes: object) -> MeasuredJobOrder:
    return JOB._replace(id=UUID(int=99), **changes)  # type: ignore[arg-type]  # a test names what it changes


# -- who held the ball -------------------------------------------------------------------------------------------------


def ball(*promises: MeasuredPromise, pauses: tuple[MeasuredPause, ...] = (), period: Period = ALWAYS) -> BallDays:
    return ball_days(Rows(list(promises), [], list(pauses), [JOB]), period, NOW)


def test_time_that_overlaps_counts_once_for_a_side_and_for_each_of_two() -> None:
    first = promise(1, "A", Side.CLIENT, days=3)
    second = promise(2, "B", Side.CLIENT, days=2, began=MONDAY + timedelta(days=2))
    assert ball(first, second).client == 4
    ours = promise(3, "C", Side.AGENCY, days=1)
    assert ball(first, second, ours) == BallDays(agency=1, client=4)
    assert ball(promise(1, "A", None, days=3)) == BallDays(agency=3, client=3)


def test_what_runs_counts_until_now_and_only_within_the_period() -> None:
    open_ = running(1, "A", Side.CLIENT, NOW - timedelta(days=10))
    assert ball(open_).client == 10
    assert ball(open_, period=Period(LONDON, NOW.date() - timedelta(days=1), None)).client == pytest.approx(
        days(datetime.combine(NOW.date() - timedelta(days=1), datetime.min.time(), UTC), NOW)
    )
    assert ball(running(1, "A", Side.CLIENT, NOW + timedelta(days=1))) == BallDays()


def test_a_pause_goes_to_who_is_its_cause_and_one_without_to_hold() -> None:
    ours = promise(1, "A", Side.AGENCY, days=10)
    theirs = MeasuredPause(JOB, ours.key, MONDAY + timedelta(days=2), MONDAY + timedelta(days=5), Side.CLIENT)
    assert ball(ours, pauses=(theirs,)) == BallDays(agency=7, client=3)
    all_ = MeasuredPause(JOB, None, MONDAY + timedelta(days=4), MONDAY + timedelta(days=6), None)
    assert ball(ours, pauses=(theirs, all_)) == BallDays(agency=6, client=3, hold=1)
    others = MeasuredPause(JOB, "another", MONDAY, NOW, None)
    assert ball(ours, pauses=(others,)) == BallDays(agency=10)
    open_ = MeasuredPause(JOB, None, NOW - timedelta(days=1), None, None)
    assert ball(running(1, "A", Side.CLIENT, NOW - timedelta(days=3)), pauses=(open_,)) == BallDays(client=2, hold=1)


def test_check_ins_hold_no_ball() -> None:
    assert ball(promise(1, "Check-in", Side.AGENCY, pattern=Pattern.RHYTHM)) == BallDays()


# -- from job order to hire --------------------------------------------------------------------------------------------


def candidate(job: MeasuredJobOrder = JOB, **days_after: int) -> MeasuredCandidate:
    start = datetime(2026, 9, 1, 12, tzinfo=UTC)
    return MeasuredCandidate(job, **{name: start + timedelta(days=n) for name, n in days_after.items()})


def test_candidates_are_counted_from_where_they_came_in_this_time() -> None:
    people = [
        *(candidate(sent=5) for _ in range(3)),
        *(candidate(sent=5, interviewed=10) for _ in range(2)),
        candidate(sent=6, interviewed=11, offered=15),
        candidate(sent=7, interviewed=12, offered=16, accepted=20),
    ]
    found = measured(Rows([], people, [], [JOB]), ALWAYS, NOW).hiring
    assert found.cv_to_interview == Ratio(4, 7)
    assert found.interview_to_offer == Ratio(2, 4)
    assert found.offer_acceptance == Ratio(1, 2)
    october = Period(LONDON, date(2026, 10, 1), None)
    assert measured(Rows([], people, [], [JOB]), october, NOW).hiring.cv_to_interview == Ratio()


def test_time_to_submit_is_to_the_first_cv_and_time_to_fill_to_each_acceptance() -> None:
    jobs = [JOB._replace(id=UUID(int=n), number=n) for n in range(1, 7)]
    people = [candidate(job, sent=10 + job.number) for job in jobs]
    people += [candidate(job, sent=4 + job.number, accepted=20 + job.number, offered=20) for job in jobs]
    without = JOB._replace(id=UUID(int=50), number=50, filled_at=datetime(2026, 9, 11, 23, 30, tzinfo=UTC))
    unknown = JOB._replace(id=UUID(int=51), number=51, received_on=None)
    rows = Rows([], [*people, candidate(unknown, sent=1)], [], [*jobs, without, unknown])
    found = measured(rows, ALWAYS, NOW).hiring
    assert found.time_to_submit == Spread(6, 7.5, 10)
    assert found.time_to_fill.count == 7, "the one that was filled without a candidate counts from its closing"
    assert found.time_to_fill.median == 23
    next_day = measured(rows, Period(LONDON, date(2026, 9, 12), date(2026, 9, 12)), NOW).hiring
    assert next_day.time_to_fill.count == 1, "23:30 in Greenwich is the next day in London's summer"


# -- words -------------------------------------------------------------------------------------------------------------


def test_each_measure_says_what_it_means() -> None:
    definitions = [measure.definition for measure in Measure]
    assert all(len(words) > 40 and words.endswith(".") for words in definitions)
    assert len({measure.label for measure in Measure}) == len(set(definitions)) == len(Measure)


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        (0.5, "less than an hour late"),
        (1, "1 hour late"),
        (7.5, "7 hours late"),
        (7.9, "1 day late"),
        (8.5, "1 day late"),
        (17, "2 days late"),
    ],
)
def test_how_late_something_is_in_words(hours: float, words: str) -> None:
    assert late_words(int(hours * 3600), 8.5, screen()) == words


@pytest.mark.parametrize(
    ("share", "percent"), [(5 / 8, 63), (0.625, 63), (299 / 300, 99), (1.0, 100), (1.544, 154), (0.0, 0), (0.125, 13)]
)
def test_a_share_in_percent_rounds_half_up_and_is_100_only_where_nothing_is_missing(share: float, percent: int) -> None:
    assert whole_percent(share) == percent
