"""How a promise's due time came about, in the sentences of the tracker and of the look from Today."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pytest

from desktop.app import App, open_app
from desktop.domain.job_order import Involvement, JobOrder
from desktop.domain.limits import CountedFrom, Unit, Within
from desktop.domain.people import Client, Person
from desktop.domain.roles import Role
from desktop.formats import format_moment
from tests.beginnings import Clock, permanent, sign
from ui.widgets.promise_words import pause_means, story

FIXED = "Its date does not move. If it passes meanwhile, it is due by closing time on the day the pause ends."
INTAKE, SHORTLIST, FEEDBACK = "Intake meeting", "Shortlist of 3 to 5", "Feedback on every CV"


class Told:
    """A job order of a client in New York, received on 28 October and signed by all on Tuesday 3 November 2026."""

    def __init__(self, app: App, clock: Clock) -> None:
        self.app, self.clock = app, clock
        app.agencies.found("Ashby Search", "Tom Ashby")
        client = app.clients.save(Client(name="Hudson Mills", country="US", time_zone="America/New_York"))
        hr = app.clients.save_person(Person(client_id=client.id, name="Priya Nair", role=Role.CLIENT_HR))
        people = {Role.CLIENT_HR: hr.id, Role.RECRUITER: app.agencies.get().me}
        order = JobOrder(
            client_id=client.id,
            title="Senior Accountant",
            received_on=date(2026, 10, 28),
            involved=tuple(Involvement(role=role, person_id=id) for role, id in people.items()),
        )
        self.job: UUID = app.job_orders.create(order, permanent(app)).id
        shortlist = app.processes.get(self.job).steps[1]
        fixed = replace(shortlist, counted_from=CountedFrom.from_date(date(2026, 11, 5)), within=Within(1))
        app.processes.edit_step(self.job, fixed)
        sign(app, self.job)

    def of(self, title: str) -> list[str]:
        """The sentences about the newest promise of a step."""
        tracked = self.app.promises.tracked(self.job)
        assert tracked is not None
        line = [one for one in tracked.lines if one.promise and one.promise.title == title][-1]
        return list(story(line, tracked.tracking, tracked.ground, private=True))

    def at(self, day: int, hour: int) -> None:
        """It is that hour of a day of November in London."""
        self.clock.at = datetime(2026, 11, day, hour, tzinfo=UTC)


@pytest.fixture
def told(tmp_path: Path) -> Iterator[Told]:
    clock = Clock()
    with closing(open_app(tmp_path, clock=clock)) as app:
        yield Told(app, clock)


def test_what_began_before_the_signature_says_why_it_counts_from_that(told: Told) -> None:
    assert told.of(INTAKE)[1:] == [
        "2 working days from Tue 3 Nov 09:00: Thu 5 Nov 09:00.",
        "It counts from the signature: nothing was promised before that.",
    ]


def test_what_a_pause_will_do_is_told_of_each_kind_of_limit(told: Told) -> None:
    tracked = told.app.promises.tracked(told.job)
    assert tracked is not None
    means = {p.title: pause_means(p, tracked.ground) for p in tracked.tracking.open_promises}
    assert means == {INTAKE: "Its due time moves by as much working time as the pause takes.", SHORTLIST: FIXED}
    elapsed = replace(tracked.tracking.open_promises[0], within=Within(3, Unit.CALENDAR_DAYS))
    assert pause_means(elapsed, tracked.ground) == "Its due time moves by as much time as the pause takes."


def test_times_of_a_client_elsewhere_say_where_and_what_that_is_here(told: Told) -> None:
    told.at(3, 16)
    told.app.promises.add_candidate(told.job, "C-1", sent_at=told.clock())
    here = format_moment(datetime(2026, 11, 5, 16, tzinfo=UTC))
    assert told.of(FEEDBACK)[1:] == [
        "2 working days from Tue 3 Nov 11:00: Thu 5 Nov 11:00.",
        f"These are times of New York; here that is {here}.",
    ]


def test_a_fixed_date_that_passes_on_hold_says_what_becomes_of_it_and_when_it_is_due_then(told: Told) -> None:
    told.at(4, 9)
    told.app.job_orders.put_on_hold(told.job, "Budget freeze")
    told.at(9, 11)
    assert told.of(SHORTLIST)[1:] == [
        "1 working day from Thu 5 Nov 17:30: Fri 6 Nov 17:30.",
        "Paused since 4 Nov 2026, 09:00: Budget freeze.",
        FIXED,
    ]
    told.at(10, 10)
    told.app.job_orders.resume(told.job)
    moved = ["Paused from 4 Nov 2026, 09:00 to 10 Nov 2026, 10:00: Budget freeze.",
             "Its date does not move, but what was paused after it (2 days) is not late."]  # fmt: skip
    assert told.of(SHORTLIST)[2:] == [*moved, "Due 10 Nov 2026, 17:30."]
    tracked = told.app.promises.tracked(told.job)
    assert tracked is not None
    told.at(11, 9)
    told.app.promises.mark_done(told.job, next(p.id for p in tracked.tracking.promises if p.title == SHORTLIST))
    assert told.of(SHORTLIST)[4:] == [
        "It was due 10 Nov 2026, 17:30.",
        "Done 11 Nov 2026, 09:00, marked by Tom Ashby.",
    ]
