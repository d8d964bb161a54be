"""How late a promise is: Today, the tracker and the list of what is due tell the same, whatever the calendar."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from desktop.domain.calendars import DayHours, DayOff, OfficeHours, OpenHours
from desktop.domain.outlook import promise_day, seconds_left
from desktop.domain.roles import Role
from desktop.services.calendars import late_at_once, late_by, made_ready
from desktop.services.overview import first_look
from desktop.services.places import holidays_at_hand
from tests.services.conftest import House

SHORT_FRIDAY = OfficeHours(exceptions=(DayHours(4, (OpenHours(time(10), time(14)),)),))
CLOSED = DayOff(date(2026, 12, 29), date(2026, 12, 29), "Stocktaking")
DAYS = [
    pytest.param(datetime(2026, 11, 6, 8, tzinfo=UTC), id="before opening"),
    pytest.param(datetime(2026, 11, 13, 20, tzinfo=UTC), id="after a short Friday"),
    pytest.param(datetime(2026, 11, 27, 17, tzinfo=UTC), id="after Thanksgiving"),
    pytest.param(datetime(2026, 12, 30, 12, tzinfo=UTC), id="after Christmas and a day off"),
    pytest.param(datetime(2027, 3, 16, 13, 10, tzinfo=UTC), id="after the clocks changed there"),
]


@pytest.fixture
def late(house: House) -> House:
    """Signed on 3 November with a client in Pennsylvania; the shortlist is for both to do, and HR answers for it."""
    abroad = replace(house.client, country="US", region="PA", time_zone="America/New_York", hours=SHORT_FRIDAY)
    client = house.app.clients.save(replace(abroad, days_off=(CLOSED,)))
    process = house.app.processes.get(house.job.id)
    shortlist = next(step for step in process.steps if step.title == "Shortlist of 3 to 5")
    both = replace(shortlist, does=(Role.RECRUITER, Role.CLIENT_HR), answers=Role.CLIENT_HR)
    house.app.processes.edit_step(house.job.id, both)
    made = replace(house, client=client)
    made.sign(made.agree())
    made.app.promises.add_candidate(made.job.id, "C-1", sent_at=made.clock())
    # What is agreed counts as it was signed: the client's own hours of today do not.
    made.app.clients.save(
        replace(made.app.clients.get(client.id), hours=OfficeHours(opens=time(7)), country="DE", region="")
    )
    return made


@pytest.mark.parametrize("now", DAYS)
def test_today_the_tracker_and_the_list_of_what_is_due_say_the_same(late: House, now: datetime) -> None:
    late.clock.at = now
    app, tracked = late.app, late.app.promises.tracked(late.job.id)
    assert tracked is not None
    lines = app.overview.today().late.lines
    made_ready(lines)
    assert now.month == 11 or None in {line.side for line in lines}, "what both do is late too"
    due = {line.promise_id: line.seconds_late for line in app.reports.due()}
    for line in lines:
        promise = tracked.tracking.promise(line.id)
        seconds, hours_a_day = late_at_once(line, now)
        assert seconds == -seconds_left(promise, tracked.ground, now) == due[line.id]
        assert hours_a_day * 3600 == promise_day(promise, tracked.ground)


def test_the_first_look_knows_the_same_hours_and_only_public_holidays_come_a_moment_later(
    late: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    late.clock.at = datetime(2026, 11, 27, 17, tzinfo=UTC)
    lines = {line.id: line for line in late.app.overview.today().late.lines}
    look = first_look(tmp_path)
    assert look is not None
    assert {line.id: line.hours for line in look.today.late.lines if line.id in lines} == {
        id: line.hours for id, line in lines.items()
    }
    feedback = next(line for line in lines.values() if line.title == "Feedback on every CV")
    monkeypatch.setattr("desktop.services.calendars.holidays_at_hand", lambda: False)
    before = late_at_once(feedback, late.clock.at)[0]
    monkeypatch.undo()
    made_ready([feedback])
    assert holidays_at_hand()
    assert before - late_at_once(feedback, late.clock.at)[0] >= 8.5 * 3600, (
        "Veterans Day, Thanksgiving and the day after"
    )


def test_a_zone_that_this_computer_does_not_know_still_tells_how_late_it_is(late: House) -> None:
    late.clock.at = datetime(2026, 11, 20, 17, tzinfo=UTC)
    line = late.app.overview.today().late.lines[0]
    assert line.hours is not None
    strange = line.hours._replace(week=replace(line.hours.week, time_zone="Mars/Olympus"))
    assert late_by(line.within, line.due_at, strange, late.clock.at) == (
        int((late.clock.at - line.due_at).total_seconds()),
        24.0,
    )
