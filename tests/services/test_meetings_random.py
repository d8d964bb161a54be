"""Whatever two windows do with meetings and what both sides learn: undo brings back, and what is private stays here."""

import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from hypothesis import example, given, settings
from hypothesis import strategies as st

from desktop.app import DATABASE, App, open_app
from desktop.domain.job_order import Involvement, JobOrder
from desktop.domain.limits import Within
from desktop.domain.meetings import Attendee, Confirmation, Item, Meeting, MeetingKind
from desktop.domain.partnership import MarketNote, Mentoring, Pilot, Verdict
from desktop.domain.people import Client, Person
from desktop.domain.proposals import Proposal
from desktop.domain.roles import Role, Side
from desktop.errors import NotFoundError, UserError
from tests.beginnings import Clock, begin, permanent, sign

T = TypeVar("T")
PRIVATE = "zqsecretqz"
LINES = (
    "d We meet on Fridays", "a HR panel names Wed", "? Who vetoes", "# Why open and why now", "BEGIN:VEVENT", "",
    *(f"{mark}{PRIVATE}" for mark in ("! ", "! a ", "a ! ", "- ! ", "\t! d ", "> ! ? ", "1. ! ", "# ! ", "- [ ] ! ")),
)  # fmt: skip
COUNTS = {"revision", "sequence", "touched_at"}  # what goes on while edits are taken back


def chosen(among: Sequence[T], n: int) -> T:
    if not among:
        raise NotFoundError
    return among[n % len(among)]


def signed_with_meetings(folder: Path) -> None:
    with closing(open_app(folder, clock=Clock())) as app:
        me = app.agencies.found("Harbour", "Tom Ellis").me
        client = app.clients.save(Client(name="Northwind", notes=PRIVATE))
        hr = app.clients.save_person(Person(client_id=client.id, name="Priya", role=Role.CLIENT_HR, email="p@x.org"))
        named = ((Role.CLIENT_HR, hr.id), (Role.RECRUITER, me))
        people = tuple(Involvement(role=role, person_id=id) for role, id in named)
        order = JobOrder(client_id=client.id, title="Nurse", involved=people, private_notes=PRIVATE)
        job = app.job_orders.create(order, permanent(app)).id
        sign(app, job)
        for kind, of in ((MeetingKind.INTAKE, job), (MeetingKind.COFFEE, None)):
            meeting = app.meetings.begin(kind, client_id=client.id, job_order_id=of)
            app.meetings.write_notes(meeting.id, "\n".join(LINES), "")


class Office:
    """Two windows. Actions choose by `n` who, what and where."""

    def __init__(self, folder: Path) -> None:
        begin(signed_with_meetings, folder)
        self.clock, self.file = Clock(), folder / DATABASE
        self.windows = tuple(open_app(folder, clock=self.clock) for _ in range(2))
        job = self.windows[0].job_orders.by_reference("1")
        self.job, self.client = job.id, job.client_id

    def close(self) -> None:
        for app in self.windows:
            app.close()

    def rows(self, but: frozenset[str] = frozenset()) -> dict[str, list[str]]:
        """All that is kept, but for the history."""
        with closing(sqlite3.connect(self.file)) as db:
            found = {}
            tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            for table in {*tables} - {"events"}:
                names = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
                known = names.index("id") if table == "agreements" else None  # an amendment begun again is another
                kept = [n for n, name in enumerate(names) if name not in but and (not but or n != known)]
                rows = db.execute(f"SELECT * FROM {table}")  # noqa: S608 - the names are those of the database
                found[table] = sorted(repr([row[n] for n in kept]) for row in rows)
        return found

    def act(self, actions: "dict[str, Action]", app: App, name: str, n: int) -> bool:
        """Whether it could be done."""
        self.clock.go_on(minutes=1)  # meetings stand in the order of time
        try:
            actions[name](self, app, n)
        except UserError:
            return False
        return True

    def meetings(self, app: App) -> list[Meeting]:
        return [app.meetings.get(line.id) for line in app.meetings.lines(client_id=self.client)]

    def meeting(self, app: App, n: int) -> Meeting:
        return chosen(self.meetings(app), n)

    def item(self, app: App, n: int) -> tuple[UUID, Item]:
        meeting = self.meeting(app, n)
        return meeting.id, chosen(meeting.items, n // 3)

    def notes(self, app: App, n: int) -> None:
        meeting = self.meeting(app, n)
        lines = meeting.notes.split("\n")
        lines[n // 7 % len(lines)] = chosen(LINES, n // 3)
        app.meetings.write_notes(meeting.id, "\n".join([*lines, chosen(LINES, n)]), meeting.notes)

    def edit(self, app: App, n: int) -> None:
        meeting = self.meeting(app, n)
        changes: tuple[Meeting, ...] = (
            replace(meeting, place=f"Room {n}"),
            replace(meeting, minutes=n % 40),
            replace(meeting, at=meeting.at + timedelta(hours=n % 99 - 40)),
            replace(meeting, agenda=(*meeting.agenda, f"! {PRIVATE}", f"Topic {n}")),
            replace(meeting, people=(*meeting.people, Attendee(name="Ann", side=Side.CLIENT, email="a@x.org"))),
        )
        app.meetings.save(chosen(changes, n // 5), for_all=n % 3 == 0)

    def take_in(self, app: App, n: int) -> None:
        id, item = self.item(app, n)
        step = chosen(app.processes.get(self.job).steps, n // 5).id if n % 2 else None
        within = Within(1 + n % 9)
        proposal = Proposal(line=1, text=item.text, item_id=item.id, step_id=step, within=within, title=f"New {n}")
        app.meetings.take_into_process(id, proposal)

    def check_in(self, app: App, n: int) -> None:
        said = Confirmation(meeting_id=self.meeting(app, n).id, by="Priya") if n % 2 else None
        app.promises.check_in(self.job, f"Well {n}", ours=n % 7 or None, confirmed=said)

    def pilot(self, app: App, n: int) -> None:
        day = self.clock.at.date()
        first, last, since = (day + timedelta(days=days) for days in (n % 9 - 4, n % 30, -n % 50))
        new = Pilot(
            client_id=self.client, step="Feedback on every CV", after=Within(1), job_orders=(self.job,),
            first=first, last=last, baseline_from=since,
        )  # fmt: skip
        known = app.partnership.pilots(self.client)
        app.partnership.save_pilot(replace(chosen(known, n), change=f"{n}") if known and n % 2 else new)

    def judge(self, app: App, n: int) -> None:
        pilot, template = chosen(app.partnership.pilots(self.client), n), chosen(app.templates.all(), n // 2).id
        app.partnership.judge(pilot.id, chosen(list(Verdict), n), "So", template if n % 2 else None)

    def market(self, app: App, n: int) -> None:
        known = app.partnership.market_notes(self.client)
        if known and n % 3 == 0:
            return app.partnership.remove_market_note(chosen(known, n).id)
        note = MarketNote(on=self.clock.at.date() - timedelta(days=n % 9 - 1), text="News", source="Us")
        app.partnership.save_market_note(replace(chosen(known, n), text=f"{n}") if known and n % 2 else note)
        return None

    def mentor(self, app: App, n: int) -> None:
        person = chosen(app.clients.people(self.client), n).id
        known = app.partnership.mentors(self.client).get(person)
        if known and n % 2:
            app.partnership.remove_mentoring(person)
        else:
            app.partnership.save_mentoring(replace(known or Mentoring(person_id=person), learned=f"{PRIVATE} {n}"))

    def agenda(self, app: App, n: int) -> None:
        kind = chosen((MeetingKind.INTAKE, MeetingKind.COFFEE), n)
        if n % 3:
            app.agendas.save(replace(app.agendas.get(kind), topics=(f"Topic {n}",)))
        else:
            app.agendas.start_over(kind)

    def leaving(self, app: App) -> Iterator[str]:
        """All that both sides may read."""
        yield app.sharing.due_dates_ics(self.job).decode().replace("\r\n ", "")
        yield repr(app.reports.check_in_page(self.client))
        day = self.clock.at.date()
        yield repr(app.reviews.pages(self.client, day - timedelta(days=90), day + timedelta(days=90)))
        for meeting in self.meetings(app):
            yield repr(app.sharing.minutes(meeting.id))
            yield app.sharing.invitation(meeting.id).decode().replace("\r\n ", "")


Action = Callable[[Office, App, int], object]
UNDONE: dict[str, Action] = {
    "edit": Office.edit,
    "take in": Office.take_in,
    "check in": Office.check_in,
    "pilot": Office.pilot,
    "judge": Office.judge,
    "market": Office.market,
    "mentor": Office.mentor,
    "agenda": Office.agenda,
    "begin": lambda o, app, n: app.meetings.begin(chosen(list(MeetingKind), n), client_id=o.client),
    "cancel": lambda o, app, n: app.meetings.cancel(o.meeting(app, n).id),
    "hold": lambda o, app, n: app.meetings.hold_after_all(o.meeting(app, n).id),
    "remove": lambda o, app, n: app.meetings.remove(o.meeting(app, n).id),
    "close": lambda o, app, n: app.meetings.close_item(o.item(app, n)[0], o.item(app, n)[1].id, f"{n}"),
    "correct": lambda o, app, n: app.meetings.edit_item(o.item(app, n)[0], replace(o.item(app, n)[1], owner=f"{n}")),
    "confirm": lambda o, app, n: app.meetings.confirm(o.meeting(app, n).id, chosen(("Priya", ""), n // 2)),
    "brief": lambda o, app, n: app.meetings.fill_brief(o.meeting(app, n).id),
    "clock": lambda o, app, n: o.clock.go_on(hours=chosen((1, 30, -1, 24 * 40, -24 * 365), n)),
}
ACTIONS = UNDONE | {
    "notes": Office.notes,
    "undo": lambda o, app, n: app.undo.undo(),
    "redo": lambda o, app, n: app.undo.redo(),
}
Acts = list[tuple[str, int]]


def acts(names: Sequence[str]) -> st.SearchStrategy[Acts]:
    return st.lists(st.tuples(st.sampled_from(names), st.integers(0, 9999)), min_size=8, max_size=16)


@given(acts([*ACTIONS, "notes", "notes", "undo"]))
@settings(max_examples=4, deadline=None, derandomize=True)
def test_two_windows_keep_what_both_did_and_nothing_private_leaves(actions: Acts) -> None:
    with tempfile.TemporaryDirectory() as folder, closing(Office(Path(folder))) as office:
        for name, n in actions:
            before = office.rows()
            done = office.act(ACTIONS, chosen(office.windows, n // 11), name, n)
            assert done or office.rows() == before, "what was refused has changed something"
        with closing(open_app(Path(folder), clock=office.clock)) as new:
            for app in office.windows:
                assert office.meetings(app) == office.meetings(new)
                assert app.relationship.page(office.client) == new.relationship.page(office.client)
                assert app.promises.tracked(office.job) == new.promises.tracked(office.job)
            assert not [text for text in office.leaving(new) if PRIVATE in text]


@given(acts([*UNDONE]))
@example([("begin", 4), ("edit", 0), ("edit", 15), ("remove", 0), ("remove", 1)])
@settings(max_examples=5, deadline=None, derandomize=True)
def test_all_that_was_done_is_taken_back_and_comes_again(actions: Acts) -> None:
    with tempfile.TemporaryDirectory() as folder, closing(Office(Path(folder))) as office:
        app, but = office.windows[0], frozenset(COUNTS)
        stands = [office.rows(but)]
        for name, n in actions:
            newest = app.undo.newest
            if not office.act(UNDONE, app, name, n):
                continue
            stand = office.rows(but)
            if app.undo.newest is newest:
                assert stand == stands[-1], f"{name} is not undone"
            else:
                stands.append(stand)
        for _time in range(2):
            for stand in reversed(stands[:-1]):
                app.undo.undo()
                assert office.rows(but) == stand
            for stand in stands[1:]:
                app.undo.redo()
                assert office.rows(but) == stand
