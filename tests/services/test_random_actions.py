"""Whatever two windows do in whatever order, what the database holds is whole and what is signed stays as it was."""

import sqlite3
import tempfile
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from hypothesis import example, given, settings
from hypothesis import strategies as st

from desktop.app import DATABASE, App, open_app
from desktop.domain.agreement import Agreement, AgreementState
from desktop.domain.job_order import Involvement, JobOrder, JobState
from desktop.domain.limits import CandidateEvent, CountedFrom, Within
from desktop.domain.lines import standing
from desktop.domain.people import Client, Person
from desktop.domain.positions import AGREES, SILENT, Position, Stance
from desktop.domain.process import Process, ProcessTemplate, check_no_cycle, copied
from desktop.domain.roles import Role, Side
from desktop.domain.steps import Consequence, IfMissed, Step
from desktop.errors import UserError
from tests.beginnings import Clock, by_email

T = TypeVar("T")
SAID = (AGREES, SILENT, Position(stance=Stance.REFUSES, why="No"), Position(stance=Stance.ASKS, within=Within(7)))
ORIGINS = (CountedFrom(), CountedFrom.each(CandidateEvent.SENT))


def chosen(among: Sequence[T], n: int) -> T:
    return among[n % len(among)]


class Office:
    """Two windows on one database with two job orders. Actions choose by `n` who, where and what."""

    def __init__(self, folder: Path) -> None:
        self.clock = Clock()
        self.file = folder / DATABASE
        app = open_app(folder, clock=self.clock)  # closed again: neither window takes back how it all began
        me = app.agencies.found("Harbour", "Tom Ellis").me
        client = app.clients.save(Client(name="Northwind"))
        hr = app.clients.save_person(Person(client_id=client.id, name="Priya", role=Role.CLIENT_HR))
        people = (Involvement(role=Role.CLIENT_HR, person_id=hr.id), Involvement(role=Role.RECRUITER, person_id=me))
        temporary = next(t for t in app.templates.all() if t.key == "temporary")
        short = ProcessTemplate(name="Short", steps=copied(temporary.steps[:3]), terms=temporary.terms)
        self.template = app.templates.save(short).id
        job = JobOrder(client_id=client.id, title="Nurse", involved=people)
        self.jobs = tuple(app.job_orders.create(replace(job, id=UUID(int=n)), self.template).id for n in (1, 2))
        app.close()
        self.windows = tuple(open_app(folder, clock=self.clock) for _ in range(2))
        self.frozen: dict[UUID, Agreement] = {}
        self.known = self.rows()

    def act(self, name: str, n: int) -> bool:
        """Do one thing; whether it could be done. What was refused has changed nothing."""
        self.clock.go_on(minutes=7)
        app, job = chosen(self.windows, n // 11), chosen(self.jobs, n // 1000)
        done = True
        try:
            ACTIONS[name](self, app, job, n)
        except UserError:
            done = False
            if name not in {"come to terms", "undo and redo"}:  # several transactions
                assert self.rows() == self.known
        self.check()
        return done

    def close(self) -> None:
        for app in self.windows:
            app.close()

    def step(self, app: App, job: UUID, n: int) -> Step:
        return chosen(app.processes.get(job).steps or (Step(title="Gone"),), n)

    def difference(self, app: App, job: UUID) -> Step:
        return next((step for step in app.processes.get(job).steps if step.is_open), self.step(app, job, 0))

    def come_to_terms(self, app: App, job: UUID, _n: int) -> None:
        """All that lies between a job order as it is and an agreed version."""
        if app.job_orders.get(job).state.is_closed:
            app.job_orders.take_up_again(job)
        app.processes.set_validity(job, valid_until=None, effective_from=None)
        for step in app.processes.get(job).steps:
            whole = {"does": (Role.RECRUITER,), "answers": Role.RECRUITER, "within": Within(2)}
            whole |= {"done_when": "Both say so", "if_missed": IfMissed(Consequence.WE_PASS)}
            if step.gaps():
                app.processes.edit_step(job, replace(step, **whole))  # type: ignore[arg-type] # each fits its field
        for step in app.processes.get(job).steps:
            if step.is_open:
                app.processes.both_agree(job, step.id)
        app.processes.agree_the_rest(job)
        app.agreements.agree(job)

    def sign(self, app: App, job: UUID, n: int) -> None:
        """One signature, or all."""
        agreement = app.agreements.newest(job)
        for role in agreement.missing()[: 1 + n % 2]:
            app.agreements.sign_off(agreement.id, by_email(app, role))

    def take_back(self, app: App, job: UUID, n: int) -> None:
        agreement = app.agreements.newest(job)
        if agreement.sign_offs:
            app.agreements.take_back_sign_off(agreement.id, chosen(agreement.sign_offs, n).id)

    def edit_step(self, app: App, job: UUID, n: int) -> None:
        step, other = self.step(app, job, n), self.step(app, job, n // 7)
        changes: tuple[Callable[[], Step], ...] = (
            lambda: replace(step, within=Within(1 + n % 9)),
            lambda: replace(step, counted_from=CountedFrom.step(other.id)),
            lambda: replace(step, counted_from=chosen(ORIGINS, n)),
            lambda: replace(step, does=(chosen(list(Role), n),), negotiates_offer=n % 2 == 0),
            lambda: replace(step, answers=None, client=AGREES, settlements=()),
        )
        app.processes.edit_step(job, chosen(changes, n // 3)(), step)

    def details(self, app: App, job: UUID, n: int) -> None:
        now = app.job_orders.get(job)
        chosen_client = chosen([line.id for line in app.clients.lines()], n)
        person = chosen([None, *(p.id for p in app.clients.people(now.client_id))], n)
        changes = (
            replace(now, location=str(n % 3)),
            replace(now, client_id=chosen_client),
            replace(now, involved=(*now.involved[:1], Involvement(role=Role.LEGAL, person_id=person))),
        )
        app.job_orders.save(chosen(changes, n // 5))

    def terms(self, app: App, job: UUID, n: int) -> None:
        terms = app.processes.get(job).terms
        negotiator = chosen((Role.RECRUITER, Role.CLIENT_HR), n)
        app.processes.set_terms(job, replace(terms, offer_negotiator=negotiator), terms)

    def validity(self, app: App, job: UUID, n: int) -> None:
        day = self.clock.at.date() + timedelta(days=n % 40 - 3)
        app.processes.set_validity(job, valid_until=chosen((None, day), n), effective_from=chosen((None, day), n // 2))

    def clients(self, app: App, _job: UUID, n: int) -> None:
        client = app.clients.get(chosen(app.clients.lines(), n).id)
        people = [None, *app.clients.people(client.id)]
        person = chosen(people, n)
        deeds: tuple[Callable[[], object], ...] = (
            lambda: app.clients.save(Client(name=f"Client {n}")),
            lambda: app.clients.save(replace(client, name=f"{client.name}{n % 3}"[:40])),
            lambda: app.clients.remove(client.id),
            lambda: app.clients.save_person(Person(client_id=client.id, name=f"P {n}", role=Role.LEGAL)),
            lambda: app.clients.remove_person(person.id if person else UUID(int=9)),
        )
        chosen(deeds, n // 3)()

    def undo_and_redo(self, app: App, _job: UUID, _n: int) -> None:
        """Both ways at once bring back everything but what tells of them."""
        before = self.rows("touched_at", "revision")
        app.undo.undo()
        app.undo.redo()
        after = self.rows("touched_at", "revision")
        assert {name: rows for name, rows in after.items() if before[name] != rows}.keys() <= {"events"}

    def rows(self, *without: str) -> dict[str, list[str]]:
        """Every row of every table, but for some columns."""
        found = {}
        with closing(sqlite3.connect(self.file)) as db:
            db.row_factory = sqlite3.Row
            for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
                table = db.execute(f"SELECT * FROM {name}").fetchall()  # noqa: S608 - our own names
                found[name] = sorted(str([row[key] for key in row.keys() if key not in without]) for row in table)  # noqa: SIM118
            assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        return found

    def check(self) -> None:
        """What is true after anything that was done or refused."""
        app, before, self.known = self.windows[0], self.known, self.rows()
        assert set(before["events"]) <= set(self.known["events"]), "history was changed"
        for job in self.jobs:
            process, versions = app.processes.get(job), app.agreements.versions(job)
            line = app.job_orders.line(job)
            assert line is not None
            expected = standing(process, tuple(versions))
            if tracked := app.promises.tracked(job):
                running = [p for p in tracked.tracking.open_promises if p.paused_since is None]
                following = running[0] if running else None
                expected = expected._replace(due_at=following.due_at if following else None)
                if expected.state == AgreementState.SIGNED:  # then whoever's promise is due next holds the ball
                    expected = expected._replace(holder=following.side if following else None)
            assert line.standing == expected
            assert line.state != JobState.OPEN or line.standing.is_signed or line.without_agreement
            self.check_process(process)
            self.check_versions(versions)

    def check_process(self, process: Process) -> None:
        check_no_cycle(process.steps)
        ids = {step.id for step in process.steps}
        assert {step.counted_from.step_id for step in process.steps} <= {None, *ids}

    def check_versions(self, versions: list[Agreement]) -> None:
        assert [v.number for v in versions] == list(range(len(versions), 0, -1))
        assert sum(v.state == AgreementState.SIGNED for v in versions) <= 1
        assert sum(not v.state.is_fixed for v in versions) <= 1
        for version in versions:
            assert (version.content is not None) == version.state.is_fixed or version.state == AgreementState.WITHDRAWN
            if version.state in {AgreementState.SIGNED, AgreementState.REPLACED}:
                assert not version.missing()
                signed = replace(version, state=AgreementState.SIGNED, replaced_from=None, revision=0)
                assert self.frozen.setdefault(version.id, signed) == signed


Action = Callable[[Office, App, UUID, int], object]
ACTIONS: dict[str, Action] = {
    "add": lambda o, app, job, n: app.processes.add_step(job, Step(title=f"Step {n}"), n % 9),
    "edit": Office.edit_step,
    "move": lambda o, app, job, n: app.processes.move_step(job, o.step(app, job, n).id, n % 8),
    "remove": lambda o, app, job, n: app.processes.remove_step(job, o.step(app, job, n).id),
    "say": lambda o, app, job, n: app.processes.take_position(
        job, o.step(app, job, n // 8).id, chosen(list(Side), n // 4), chosen(SAID, n)
    ),
    "rest": lambda o, app, job, n: app.processes.agree_the_rest(job),
    "accept": lambda o, app, job, n: app.processes.accept(job, o.difference(app, job).id),
    "keep": lambda o, app, job, n: app.processes.keep(job, o.difference(app, job).id),
    "note": lambda o, app, job, n: app.processes.note(job, o.step(app, job, n).id, f"Note {n}"),
    "terms": Office.terms,
    "validity": Office.validity,
    "template": lambda o, app, job, n: app.processes.apply_template(job, o.template),
    "propose": lambda o, app, job, n: app.agreements.propose(job),
    "come to terms": Office.come_to_terms,
    "sign": Office.sign,
    "take back": Office.take_back,
    "reopen": lambda o, app, job, n: app.agreements.reopen(job, "Mistake"),
    "amend": lambda o, app, job, n: app.agreements.amend(job),
    "withdraw": lambda o, app, job, n: app.agreements.withdraw(job, "No need"),
    "open": lambda o, app, job, n: app.job_orders.open_search(job, because="Now"),
    "hold": lambda o, app, job, n: app.job_orders.put_on_hold(job, "Budget"),
    "resume": lambda o, app, job, n: app.job_orders.resume(job),
    "close": lambda o, app, job, n: app.job_orders.close(job, chosen((JobState.FILLED, JobState.LOST), n), "So"),
    "pass": lambda o, app, job, n: app.job_orders.pass_on(job, "No terms"),
    "take up": lambda o, app, job, n: app.job_orders.take_up_again(job),
    "details": Office.details,
    "clients": Office.clients,
    "undo": lambda o, app, job, n: app.undo.undo(),
    "redo": lambda o, app, job, n: app.undo.redo(),
    "undo and redo": Office.undo_and_redo,
}
OPENED_WITHOUT = [("open", 0), ("pass", 0), ("take up", 0), ("hold", 0), ("resume", 0)]
AMENDED = [("come to terms", 0), ("sign", 1), ("amend", 0)]
WITHDRAWN = [("come to terms", 0), ("sign", 0), ("reopen", 0), *AMENDED, ("withdraw", 0)]
OFTEN = ("come to terms", "sign", "amend", "take up", "undo", "redo", "say", "say")


@given(st.lists(st.tuples(st.sampled_from([*ACTIONS, *OFTEN]), st.integers(0, 9999)), max_size=30))
@example(OPENED_WITHOUT)
@example([*AMENDED, ("edit", 0), *AMENDED])
@example(WITHDRAWN)
@example([("remove", 0), ("undo", 0), ("remove", 1), ("remove", 1)])
@settings(max_examples=15, deadline=None, derandomize=True)
def test_two_windows_leave_the_database_whole_and_what_is_signed_as_it_was(actions: list[tuple[str, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder, closing(Office(Path(folder))) as office:
        for name, n in actions:
            office.act(name, n)
        one, other = ([app.processes.get(job) for job in office.jobs] for app in office.windows)
        assert one == other
