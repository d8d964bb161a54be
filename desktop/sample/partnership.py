"""The sample's meetings with their notes, pilots, market notes, feedback and a mentor, each on its own day.

What is said is invented data, like a user's own, and so is not translated.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from desktop.app import App
from desktop.domain.limits import Within
from desktop.domain.meetings import Attendee, Meeting, MeetingKind
from desktop.domain.partnership import Feedback, MarketNote, Mentoring, Pilot, PilotMeasure, Verdict
from desktop.domain.roles import Side
from desktop.formats import format_date
from desktop.sample.forward import Clock
from desktop.sample.people import id_of

LONDON = "Europe/London"
INTAKE = """# Why is this job open, and why now?
Two people have left since spring; year end must not be closed by agency staff again.

# What is success 90 days after the start?
Month end in six days instead of nine, and the two juniors know whom to ask.

# Must-haves, the most important first
1. **ACA or ACCA**, finished
2. Two years in manufacturing
3. Has led people, if only one

# Who negotiates the offer?
d Tom presents the offer by telephone, Priya sends it in writing on the same day
d Nobody speaks of pay with a candidate but Tom and Priya

# Rounds of interviews, and who is on the panel
d Two rounds, both within one week; the second with David for half an hour
a Priya names the panel for round two by Friday
a Tom sends two calibration CVs by Monday

# What would stop this hire?
? May the start be before the new ledger goes live?
! Grace was promised this hire in spring and has not forgotten it
"""
CHECK_IN = """# Actions from last time
The panel for round two is named: Grace, David, and Joan for the figures.

# What is overdue, on both sides
Ours: the shortlist, and the offer to C-01. Theirs: feedback after both interviews.
d Grace answers on her telephone with yes or no; the reasons may follow a day later

# The pilot, if one runs
On the payroll job quick answers kept everybody warm.
d We try feedback within 2 days instead of 3 on the senior accountant, and judge it after this shortlist
a Tom shows both numbers by {day}

# What could go wrong
? Who decides while David is away in the first week of the month?
! If Priya leaves for the new plant we need Ben on our side
"""
LEARNED = """# What one side teaches the other today
How payroll deadlines drive a start date; which three questions tell a good scheduler.
d Next time Denise shows how a shift plan is made
"""


def play_partnership(app: App, clock: Clock, today: date) -> None:
    """What both sides did beside their promises; the clock ends where the last of it was done."""
    for deed in (_intake, _learning, _market, _pilots, _mentor, _feedback, _check_in, _judge, _next_check_in):
        deed(_Desk(app, clock, today))


@dataclass(frozen=True)
class _Desk:
    app: App
    clock: Clock
    today: date

    def day(self, ago: int) -> date:
        """So many days ago; the Friday before where that is a weekend."""
        day = self.today - timedelta(days=ago)
        return day - timedelta(days=max(0, day.weekday() - 4))

    def at(self, ago: int, hour: int = 10) -> datetime:
        return datetime.combine(self.day(ago), time(hour), ZoneInfo(LONDON)).astimezone(UTC)

    def meet(
        self, kind: MeetingKind, client: str, job: str, ago: int, notes: str, change: Callable[[Meeting], Meeting]
    ) -> Meeting:
        """Begin a meeting, complete it, and write its notes while it takes place."""
        self.clock.at = self.at(ago)
        meetings, job_id = self.app.meetings, id_of(job) if job else None
        begun = meetings.begin(kind, client_id=id_of(client), job_order_id=job_id, at=self.clock.at)
        saved = meetings.save(change(replace(begun, zone=LONDON)))
        self.clock.at += timedelta(minutes=saved.minutes)
        return meetings.write_notes(saved.id, notes, saved.notes)

    def step(self, number: int) -> str:
        """The title of a step of the senior accountant's process, which is in the screen's language."""
        return self.app.processes.get(id_of("senior accountant")).steps[number - 1].title

    def person(self, key: str, client: str = "") -> Attendee:
        people = self.app.clients.people(id_of(client) if client else None)
        one = next(person for person in people if person.id == id_of(key))
        side = Side.CLIENT if client else Side.AGENCY
        return Attendee(name=one.name, side=side, role=one.role, email=one.email, person_id=one.id)


def _intake(desk: _Desk) -> None:
    kind = MeetingKind.INTAKE
    desk.meet(kind, "northwind", "senior accountant", 71, INTAKE, lambda m: replace(m, place="Northwind, room 2.14"))


def _check_in(desk: _Desk) -> None:
    """The actions of the intake are closed, and Priya confirms what was said."""
    for open_item in desk.app.meetings.open_items(job_order_id=id_of("senior accountant")):
        desk.clock.at = desk.at(14)
        if open_item.item.kind == "action":
            desk.app.meetings.close_item(open_item.meeting_id, open_item.item.id, "Done before the check-in")
    kind, place = MeetingKind.CHECK_IN, "https://meet.northwind.example/check-in"
    notes = CHECK_IN.format(day=format_date(desk.today, "en-GB"))
    held = desk.meet(kind, "northwind", "senior accountant", 13, notes, lambda m: replace(m, minutes=30, place=place))
    desk.clock.at = desk.at(12)
    desk.app.meetings.confirm(held.id, "Priya Nair")


def _next_check_in(desk: _Desk) -> None:
    """Planned yesterday, to be held next week."""
    desk.clock.at = desk.at(1)
    day = desk.today + timedelta(days=7 - desk.today.weekday() + 1)
    at = datetime.combine(day, time(14), ZoneInfo(LONDON)).astimezone(UTC)
    meetings = desk.app.meetings
    begun = meetings.begin(
        MeetingKind.CHECK_IN, client_id=id_of("northwind"), job_order_id=id_of("senior accountant"), at=at
    )
    place = "https://meet.northwind.example/check-in"
    meetings.save(replace(begun, zone=LONDON, minutes=30, place=place))


def _learning(desk: _Desk) -> None:
    people = (desk.person("amara"), desk.person("denise", "keystone"))
    desk.meet(MeetingKind.LEARNING, "keystone", "", 30, LEARNED,
              lambda m: replace(m, place="Video", people=people, teacher=Side.AGENCY))  # fmt: skip


def _market(desk: _Desk) -> None:
    notes = (
        (33, "", "Part-qualified accountants ask for two days at home; full-time office offers are turned down.",
         "Our own interviews, 41 candidates"),
        (18, "", "Counter-offers are up: one in four who resign are asked to stay.", "Survey of regional recruiters"),
        (9, "northwind", "Two plants nearby hire finance people at £3,000 above last year.", "Advertised salaries"),
    )  # fmt: skip
    for ago, client, text, source in notes:
        desk.clock.at = desk.at(ago)
        desk.app.partnership.save_market_note(
            MarketNote(on=desk.day(ago), text=text, source=source, client_id=id_of(client) if client else None)
        )


def _pilots(desk: _Desk) -> None:
    """One on feedback, which is judged later, and one that still runs."""
    desk.clock.at = desk.at(9)
    feedback = Pilot(
        id=id_of("pilot feedback"),
        client_id=id_of("northwind"),
        step=desk.step(3),
        before=Within(3),
        after=Within(2),
        change="Yes or no from the telephone; the reasons may follow",
        job_orders=(id_of("senior accountant"),),
        first=desk.day(9),
        last=desk.today,
        baseline_from=desk.day(60),
        measure=PilotMeasure.WITHIN,
    )
    slots = Pilot(
        id=id_of("pilot slots"),
        client_id=id_of("northwind"),
        step=desk.step(4),
        change="Two fixed slots on Tuesdays and Thursdays, booked before the CVs come",
        job_orders=(id_of("senior accountant"),),
        first=desk.day(9),
        last=desk.today + timedelta(days=40),
        baseline_from=desk.day(60),
        measure=PilotMeasure.TAKEN,
    )
    for pilot in (feedback, slots):
        desk.app.partnership.save_pilot(pilot)


def _judge(desk: _Desk) -> None:
    desk.clock.at = desk.at(1, hour=16)
    because = "Who heard within hours stayed warm; Ben answers for Grace when she travels."
    desk.app.partnership.judge(id_of("pilot feedback"), Verdict.ADOPT, because)


def _mentor(desk: _Desk) -> None:
    desk.clock.at = desk.at(16)
    desk.app.partnership.save_mentoring(
        Mentoring(
            person_id=id_of("david"),
            asked="How the board looks at headcount, and how to be heard by hiring managers.",
            learned="Bring the cost of a week's delay, not the number of CVs.",
            last_on=desk.day(16),
        )
    )


def _feedback(desk: _Desk) -> None:
    """Both sides, on the job order that was filled."""
    desk.clock.at = desk.at(11)
    for side, name, rating, words in (
        (Side.CLIENT, "Denise Kowalczyk", 5, "We knew each week what came next. The slots booked ahead made it quick."),
        (Side.AGENCY, "Amara Okafor", 4, "Honest feedback on every CV. One round waited for a signature."),
    ):
        desk.app.partnership.save_feedback(
            Feedback(
                job_order_id=id_of("hr generalist"),
                side=side,
                name=name,
                on=desk.day(11),
                rating=rating,
                words=words,
            )
        )
