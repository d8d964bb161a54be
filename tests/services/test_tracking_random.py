"""Whatever happens in whatever order, promises stay what they are: past results, due times that explain themselves."""

import shutil
import tempfile
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TypeVar
from uuid import UUID

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from desktop.app import DATABASE, App, open_app
from desktop.domain.calendars import DayOff
from desktop.domain.ground import Ground
from desktop.domain.job_order import Involvement, JobOrder, JobState
from desktop.domain.limits import CandidateEvent, CountedFrom, Origin, Unit, Within
from desktop.domain.outlook import promise_day, seconds_left
from desktop.domain.people import Client, Person
from desktop.domain.process import ProcessTemplate
from desktop.domain.promises import Pattern, Promise, PromiseState
from desktop.domain.promising import brought_up
from desktop.domain.reckoning import reckon
from desktop.domain.roles import Role, Side
from desktop.domain.steps import Consequence, IfMissed, Step
from desktop.domain.tracking import Tracking
from desktop.errors import UserError
from desktop.services.calendars import late_at_once, made_ready
from tests.beginnings import Clock, sign
from ui.widgets.promise_words import story

T = TypeVar("T")
PAST = {PromiseState.KEPT, PromiseState.LATE_AND_KEPT, PromiseState.EXCUSED}
SIGNED = CountedFrom(Origin.AGREEMENT_SIGNED)
SENT, HELD = (CountedFrom.each(e) for e in (CandidateEvent.SENT, CandidateEvent.INTERVIEW_HELD))
FEEDBACK, OFFERED = (CountedFrom.each(e) for e in (CandidateEvent.FEEDBACK, CandidateEvent.OFFERED))


def uid(n: int) -> UUID:
    return UUID(int=n)


def step(n: int, within: Within, counted: CountedFrom, role: Role, *, each: bool = False) -> Step:
    does = (role, Role.RECRUITER) if n == 7 else (role,)
    return Step(
        id=uid(n), title=f"Step {n}", done_when="It is", within=within, counted_from=counted, per_candidate=each,
        does=does, answers=role, if_missed=IfMissed(Consequence.PEOPLE_TALK),
    )  # fmt: skip


WITHINS = (Within(2), Within(8, Unit.WORKING_HOURS), Within(3, Unit.CALENDAR_DAYS), Within(1, Unit.WEEKS_APART),
           Within(0, Unit.BEFORE_SIGNING))  # fmt: skip
ORIGINS = (CountedFrom(), SIGNED, SENT, FEEDBACK, CountedFrom.step(uid(2)), CountedFrom.from_date(date(2027, 3, 20)),
           CountedFrom.from_date(date(2027, 3, 2)), CountedFrom.step(uid(3)))  # fmt: skip
STEPS = (
    step(1, Within(0, Unit.BEFORE_SIGNING), CountedFrom(), Role.CLIENT_HR),
    step(2, Within(3), SIGNED, Role.RECRUITER),
    step(3, Within(2), SENT, Role.CLIENT_HR, each=True),
    step(4, Within(4, Unit.WORKING_HOURS), FEEDBACK, Role.RECRUITER, each=True),
    step(5, Within(1), CountedFrom.step(uid(4)), Role.CLIENT_HR, each=True),
    step(6, Within(5, Unit.CALENDAR_DAYS), CountedFrom.step(uid(2)), Role.CLIENT_HR),
    step(7, Within(2), HELD, Role.CLIENT_HR),
    step(8, Within(2), CountedFrom.from_date(date(2027, 3, 12)), Role.RECRUITER),
    step(9, Within(1, Unit.WEEKS_APART), SIGNED, Role.RECRUITER),
    step(10, Within(2), CountedFrom(), Role.CLIENT_HR),
    step(11, Within(1), OFFERED, Role.RECRUITER, each=True),
)


def chosen(among: Sequence[T], n: int) -> T:
    return among[n % len(among)]


def bare(tracking: Tracking) -> Tracking:
    return replace(tracking, revision=0)


START = datetime(2027, 3, 3, 15, 5, 0, 17, tzinfo=UTC)  # clocks change on 14 March there, on 28 March here


def signed_job_order(folder: Path) -> None:
    """A job order with steps of all kinds, signed at START, in a database to be copied."""
    with closing(open_app(folder, clock=Clock(START))) as app:
        agency = app.agencies.found("Harbour", "Tom Ellis")
        client = app.clients.save(Client(name="Northwind", country="US", region="NY", time_zone="America/New_York"))
        hr = app.clients.save_person(Person(client_id=client.id, name="Priya", role=Role.CLIENT_HR))
        people = (
            Involvement(role=Role.CLIENT_HR, person_id=hr.id),
            Involvement(role=Role.RECRUITER, person_id=agency.me),
        )
        usual = app.templates.all()[0]
        template = app.templates.save(ProcessTemplate(name="All kinds", steps=STEPS, terms=usual.terms))
        order = JobOrder(client_id=client.id, title="Nurse", involved=people, received_on=START.date())
        sign(app, app.job_orders.create(order, template.id).id)


class Desk:
    """Two windows on one signed job order. Actions choose by `n` what and when."""

    def __init__(self, folder: Path) -> None:
        self.clock = Clock(START)
        self.windows = tuple(open_app(folder, clock=self.clock) for _ in range(2))
        job = self.windows[0].job_orders.by_reference("1")
        self.job, self.client_id = job.id, job.client_id
        self.ids = {step.title: step.id for step in self.windows[0].processes.get(self.job).steps}

    def close(self) -> None:
        for app in self.windows:
            app.close()

    # -- what happens ---------------------------------------------------------------------------------------------

    def earlier(self, n: int) -> datetime | None:
        return None if n % 3 else self.clock.at - timedelta(hours=n % 97)

    def candidate(self, app: App, n: int) -> UUID:
        found = self.tracking(app).candidates
        return chosen(found, n).id if found else uid(0)

    def promise(self, app: App, n: int, *, is_open: bool) -> UUID:
        found = [p for p in self.tracking(app).promises if p.is_open == is_open]
        return chosen(found, n).id if found else uid(0)

    def remove_event(self, app: App, n: int) -> None:
        candidate = self.tracking(app).candidate(self.candidate(app, n))
        if candidate.events:
            app.promises.remove_event(self.job, candidate.id, chosen(candidate.events, n // 7))

    def days_off(self, app: App, n: int) -> None:
        first = self.clock.at.date() + timedelta(days=n % 9 - 4)
        days = chosen(((), (DayOff(first, first + timedelta(days=n % 3), "Away"),)), n)
        if n % 2:
            app.agencies.save(replace(app.agencies.get(), days_off=days))
        else:
            app.clients.save(replace(app.clients.get(self.client_id), days_off=days))
        app.promises.recount()

    def early(self, app: App, n: int) -> None:
        tracked = app.promises.tracked(self.job)
        assert tracked is not None
        waiting = [line.step.id for line in tracked.lines if line.promise is None]
        app.promises.mark_done_early(self.job, chosen(waiting or [uid(0)], n), self.earlier(n // 5))

    def received(self, app: App, n: int) -> None:
        day = START.date() + timedelta(days=n % 8 - 4)
        app.job_orders.save(replace(app.job_orders.get(self.job), received_on=day))

    def amend(self, app: App, n: int) -> None:
        app.agreements.amend(self.job)
        now = app.processes.get(self.job).steps
        one = chosen(now, n)
        origin = chosen(ORIGINS, n // 11)
        if origin.step_id:
            origin = CountedFrom.step(self.ids[f"Step {origin.step_id.int}"])
        changes: tuple[Callable[[], object], ...] = (
            lambda: app.processes.edit_step(self.job, replace(one, within=chosen(WITHINS, n // 5)), one),
            lambda: app.processes.edit_step(self.job, replace(one, counted_from=origin), one),
            lambda: app.processes.edit_step(self.job, replace(one, per_candidate=not one.per_candidate), one),
            lambda: app.processes.remove_step(self.job, one.id),
            lambda: app.processes.add_step(self.job, replace(one, id=uid(100 + n), title=f"New {n}"), n % 5),
            lambda: app.processes.move_step(self.job, one.id, n % 9),
        )
        try:
            chosen(changes, n // 3)()
            later = self.clock.at.date() + timedelta(days=n % 12)
            app.processes.set_validity(self.job, valid_until=None, effective_from=chosen((None, None, later), n // 13))
            sign(app, self.job)
        except UserError:
            app.agreements.withdraw(self.job, "Not so")

    def tracking(self, app: App) -> Tracking:
        found = app.promises.tracked(self.job)
        assert found is not None
        return found.tracking

    # -- what is always true --------------------------------------------------------------------------------------

    def act(self, name: str, n: int) -> None:
        app = chosen(self.windows, n // 11)
        before = self.tracking(app)
        self.clock.go_on(minutes=7)
        try:
            ACTIONS[name](self, app, n)
        except UserError:
            if name not in {"amend", "days off"}:  # several transactions
                assert self.tracking(app) == before, "what was refused has changed something"
        else:
            if name in MARKS and self.tracking(app) != before:
                after = self.tracking(app)
                app.undo.undo()
                assert bare(self.tracking(app)) == bare(before)
                app.undo.redo()
                assert bare(self.tracking(app)) == bare(after)
        after = self.tracking(self.windows[0])
        if name not in {"undo", "redo"}:
            changed = {p for p in before.promises if p.state in PAST} - set(after.promises)
            assert len(changed) <= (name in {"take back", "excuse"}), "a past result changed"
        self.check(self.windows[0])

    def check(self, app: App) -> None:
        tracked, line = app.promises.tracked(self.job), app.job_orders.line(self.job)
        assert tracked is not None
        assert line is not None
        tracking, now = tracked.tracking, self.clock.at
        if any(p.is_open for p in tracking.promises):  # what is cancelled is reckoned anew when it runs again
            assert brought_up(tracking, tracked.ground) == tracking
        assert len({p.id for p in tracking.promises}) == len(tracking.promises)
        keys = [p.key for p in tracking.promises if p.state not in PAST]
        assert len(set(keys)) == len(keys), "two at once of the same"
        for promise in tracking.open_promises:
            self.check_open(promise, tracked.ground)
        told = [story(one, tracking, tracked.ground, private=True) for one in tracked.lines]
        assert all(sentence and "{" not in sentence for sentences in told for sentence in sentences)
        shown = [one.promise for one in tracked.lines]
        assert all(p in shown for p in tracking.promises if p.is_open or p.state in PAST), "a result is out of sight"
        running = [p for p in tracking.open_promises if p.paused_since is None]
        assert line.standing.due_at == (running[0].due_at if running else None)
        if app.job_orders.get(self.job).state in {JobState.FILLED, JobState.LOST, JobState.PASSED}:
            assert not tracking.open_promises
        kept, due = app.reports.promises_kept(self.client_id), app.reports.due(366)
        assert {one.promise_id for one in due} <= {p.id for p in running}
        late = [p for p in running if p.state_at(now) == PromiseState.LATE]
        assert {p.id for p in late} <= {p.id for p in kept.late}
        assert app.reports.check_in_page(self.client_id).running is not None
        today = app.overview.today()
        assert {one.id for one in today.late.lines} == {p.id for p in late if p.pattern != Pattern.RHYTHM}
        made_ready(today.late.lines)
        for one in today.late.lines:
            promise = tracking.promise(one.id)
            late_by = late_at_once(one, now)[0], promise_day(promise, tracked.ground)
            assert late_by == (-seconds_left(promise, tracked.ground, now), late_at_once(one, now)[1] * 3600)
        if tracking.on_hold:
            waited_for = [*running, *today.due_today.lines, *today.promised.lines, *today.quiet.lines]
            assert not waited_for, "on hold nothing is or becomes late"

    def check_open(self, promise: Promise, ground: Ground) -> None:
        assert promise.began_at <= promise.starts_at <= promise.counted_at <= promise.promised_at <= promise.due_at
        assert (promise.due_at > promise.promised_at) == bool(promise.paused)
        assert promise.promised > 0 or promise.pattern == Pattern.POINT
        found = reckon(ground.calendar_of(promise), promise.starts_at, promise.within)
        assert (found.end, found.counted_from) == (promise.promised_at, promise.counted_at)


Action = Callable[[Desk, App, int], object]
ACTIONS: dict[str, Action] = {
    "go on": lambda d, app, n: d.clock.go_on(hours=n % 150),
    "set back": lambda d, app, n: d.clock.go_on(hours=-(n % 40)),
    "add": lambda d, app, n: app.promises.add_candidate(d.job, f"C-{n % 12}", sent_at=d.earlier(n // 2)),
    "sent": lambda d, app, n: app.promises.add_candidate(d.job, f"C-{n % 12}", sent_at=d.clock.at),
    "event": lambda d, app, n: app.promises.note_event(
        d.job, d.candidate(app, n), chosen(list(CandidateEvent), n // 5), d.earlier(n // 9)
    ),
    "remove event": Desk.remove_event,
    "done": lambda d, app, n: app.promises.mark_done(d.job, d.promise(app, n, is_open=True), d.earlier(n // 3)),
    "early": Desk.early,
    "done again": lambda d, app, n: app.promises.mark_done(d.job, d.promise(app, n, is_open=False)),
    "take back": lambda d, app, n: app.promises.take_back(d.job, d.promise(app, n, is_open=False)),
    "excuse": lambda d, app, n: app.promises.excuse(
        d.job, d.promise(app, n // 2, is_open=n % 2 == 0), chosen("Ab ", n)
    ),
    "pause": lambda d, app, n: app.promises.pause(
        d.job, d.promise(app, n, is_open=True), "Their panel", chosen((None, *Side), n), since=d.earlier(n // 3)
    ),
    "run on": lambda d, app, n: app.promises.run_on(
        d.job, chosen([p.promise_id or uid(0) for p in d.tracking(app).pauses] or [uid(0)], n)
    ),
    "check in": lambda d, app, n: app.promises.check_in(d.job, "All well", d.earlier(n)),
    "hold": lambda d, app, n: app.job_orders.put_on_hold(d.job, "Budget"),
    "resume": lambda d, app, n: app.job_orders.resume(d.job),
    "close": lambda d, app, n: app.job_orders.close(d.job, chosen((JobState.FILLED, JobState.LOST), n), "So"),
    "take up": lambda d, app, n: app.job_orders.take_up_again(d.job),
    "days off": Desk.days_off,
    "received": Desk.received,
    "amend": Desk.amend,
    "undo": lambda d, app, n: app.undo.undo(),
    "redo": lambda d, app, n: app.undo.redo(),
}
MARKS = {"add", "sent", "event", "remove event", "done", "early", "take back", "excuse", "pause", "run on", "check in"}
OFTEN = ("go on", "sent", "sent", "event", "event", "event", "done", "done", "done", "amend", "take up", "resume")


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("signed")
    signed_job_order(folder)
    return folder / DATABASE


@given(actions=st.lists(st.tuples(st.sampled_from([*ACTIONS, *OFTEN]), st.integers(0, 9999)), min_size=8, max_size=20))
@example(actions=[("sent", 0), ("go on", 30), ("done", 2), ("event", 40), ("amend", 3), ("done", 1), ("take back", 1)])
@settings(max_examples=6, deadline=None, derandomize=True)
def test_promises_stay_what_they_are_whatever_happens(signed: Path, actions: list[tuple[str, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(signed, folder)
        with closing(Desk(Path(folder))) as desk:
            for name, n in actions:
                desk.act(name, n)
            remembered = [desk.tracking(app) for app in desk.windows]
            with closing(open_app(Path(folder))) as new:
                assert remembered == [desk.tracking(new)] * 2, "memory and database differ"
