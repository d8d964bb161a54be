"""What a reminder says (desktop/domain/reminder.py), and when the agreed talk is offered."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from desktop.domain.agreement import Content
from desktop.domain.compose import Source, compose
from desktop.domain.limits import Unit, Within
from desktop.domain.people import Influence
from desktop.domain.promises import Pattern, Promise, PromiseState
from desktop.domain.reminder import (
    Addressee,
    Occasion,
    Reminder,
    ReminderKind,
    needs_mentor,
    next_rung,
    reminder,
    talk,
)
from desktop.domain.roles import Role, Side
from desktop.domain.terms import IfSomethingSlips
from desktop.domain.tracking import Tracking
from desktop.domain.working_time import Span, WorkingTime
from tests.domain.conftest import uid

LONDON = WorkingTime("Europe/London", ((Span(9 * 3600, 17 * 3600),),) * 5 + ((), ()))
DUE = datetime(2026, 11, 19, 16, tzinfo=UTC)  # a Thursday
PRIYA = Addressee(name="Priya Nair", email="priya@northwind.example")


@pytest.fixture
def content(source: Source) -> Content:
    return compose(source, version=2, dated=date(2026, 11, 10))


def promise(n: int = 1, *, side: Side | None = Side.CLIENT, **more: object) -> Promise:
    """Of step 2, the manager's feedback, due one day later with each number."""
    due = DUE + timedelta(days=n - 1)
    began = due - timedelta(days=1)
    does = {Side.CLIENT: (Role.HIRING_MANAGER,), Side.AGENCY: (Role.RECRUITER,)}.get(side, tuple(Role)) if side else ()
    made = Promise(
        id=uid(200 + n), step_id=uid(2), version=2, place=2, title=f"Feedback {n}", side=side, does=does,
        within=Within(8, Unit.WORKING_HOURS), began_at=began, starts_at=began, counted_at=began,
        promised_at=due, due_at=due, promised=8 * 3600,
    )  # fmt: skip
    return replace(made, **more)  # type: ignore[arg-type]


def kept(n: int, *, late: bool = False, side: Side = Side.CLIENT) -> Promise:
    one = promise(n, side=side)
    state = PromiseState.LATE_AND_KEPT if late else PromiseState.KEPT
    return replace(one, state=state, done_at=one.due_at + timedelta(hours=5 if late else -5))


def occasion(content: Content, one: Promise, now: datetime, **more: str) -> Occasion:
    return Occasion(
        content=content, signed_on=date(2026, 11, 15), promise=one, sender="Tom Ellis", calendar=LONDON, now=now, **more
    )  # fmt: skip


def written(content: Content, one: Promise, now: datetime, to: Addressee = PRIYA, **more: str) -> Reminder:
    return reminder(occasion(content, one, now, **more), to)


def test_a_reminder_quotes_the_signed_line_with_version_date_and_due_time(content: Content) -> None:
    found = written(content, promise(), DUE - timedelta(hours=3), candidate="C-17")
    assert found.subject == "Feedback 1, Senior Accountant (JO-0142): a reminder"
    assert "version 2, signed on 15 November 2026" in found.body
    assert "“Step 2, Feedback – Ανατροφοδότηση: within 8 hours, counted from each CV sent. Done when:" in found.body
    assert "It is about candidate C-17." in found.body
    assert "It is due on Thu 19 Nov at 16:00 (London time)." in found.body
    assert found.kind == ReminderKind.REMIND
    assert found.body.startswith("Dear Priya Nair,")
    assert found.body.endswith("With kind regards\nTom Ellis\nHarbour")


def test_a_late_one_says_how_many_working_days_and_what_was_agreed_for_that(content: Content) -> None:
    found = written(content, promise(), datetime(2026, 11, 23, 17, tzinfo=UTC))
    assert "It was due on Thu 19 Nov at 16:00 (London time), 2 working days ago." in found.body
    assert "What we agreed for this case: We call each other the same day." in found.body


def test_days_are_those_that_the_tracker_counts(content: Content) -> None:
    monday = datetime(2026, 11, 23, 10, tzinfo=UTC)
    assert "16:00 (London time), 1 working day ago." in written(content, promise(), monday).body, "ten hours of eight"
    weeks = promise(within=Within(3, Unit.CALENDAR_DAYS))
    assert "16:00 (London time), 3 days ago." in written(content, weeks, monday).body, "of which nobody has to work"


def test_the_same_step_missed_twice_is_named_once(content: Content) -> None:
    now = DUE + timedelta(days=4)
    rung = next_rung(
        Tracking(job_order_id=uid(1), promises=(kept(1, late=True), kept(2, late=True))), content, None, now
    )
    assert rung is not None
    asked = talk(occasion(content, promise(), now), replace(rung, missed=("Slots", "Slots")), PRIYA, "Tom Ellis")
    assert "“Slots” has come later than we agreed twice in a row." in asked.body


def test_nothing_is_said_of_consequences_while_it_is_not_late(content: Content) -> None:
    assert "for this case" not in written(content, promise(), DUE).body


def test_an_hour_late_is_not_called_a_day(content: Content) -> None:
    assert "at 16:00 (London time).\n" in written(content, promise(), DUE + timedelta(hours=1)).body


def test_what_is_ours_becomes_a_note_to_ourselves(content: Content) -> None:
    found = written(content, promise(side=Side.AGENCY), DUE + timedelta(hours=1), Addressee(name="Tom Ellis"))
    assert found.kind == ReminderKind.NOTE
    assert "This is ours to do." in found.body


def test_a_deputy_is_told_why_they_are_written_to(content: Content) -> None:
    found = written(content, promise(), DUE, Addressee(name="Amal", stands_in_for="Priya Nair"))
    assert "Priya Nair is away, so I am writing to you as the deputy." in found.body


def test_the_message_speaks_the_language_of_the_paper_whatever_the_screen_speaks(content: Content) -> None:
    found = written(replace(content, language="en-XA"), promise(), DUE)
    assert found.body.startswith("[Déár Priya Nair,~")


def test_line_breaks_in_names_and_titles_stay_out_of_subject_and_name(content: Content) -> None:
    odd = promise(title="Feedback\nBcc: all@example.com")
    found = written(content, odd, DUE, Addressee(name="Priya\r\nNair", email=PRIYA.email))
    assert "\n" not in found.subject
    assert found.to_name == "Priya Nair"


# -- the next rung ----------------------------------------------------------------------------------------------------


def tracking(*promises: Promise) -> Tracking:
    return Tracking(job_order_id=uid(30), promises=promises)


NOW = DUE + timedelta(days=20)


def test_two_misses_in_a_row_offer_the_agreed_talk(content: Content) -> None:
    slips = IfSomethingSlips(talk_agency=Role.AGENCY_LEAD, talk_client=Role.BUSINESS_LEADER, talk_within_days=3)
    agreed = replace(content, terms=replace(content.terms, if_something_slips=slips))
    rung = next_rung(tracking(kept(1), kept(2, late=True), promise(3)), agreed, Side.CLIENT, NOW)
    assert rung is not None
    assert rung.missed == ("Feedback 2", "Feedback 3")
    assert (rung.agency, rung.client, rung.within_days) == (Role.AGENCY_LEAD, Role.BUSINESS_LEADER, 3)


@pytest.mark.parametrize(
    "promises",
    [
        (promise(1),),
        (kept(1, late=True), kept(2), promise(3)),
        (replace(kept(1, late=True), state=PromiseState.EXCUSED), promise(2)),
        (kept(1, late=True, side=Side.AGENCY), promise(2)),
        (replace(kept(1, late=True), pattern=Pattern.POINT), promise(2)),
        (kept(1, late=True), promise(2, paused_since=DUE)),
    ],
    ids=["only one", "one kept between", "excused", "of the other side", "not measured", "paused"],
)
def test_no_talk_is_offered_otherwise(content: Content, promises: tuple[Promise, ...]) -> None:
    assert next_rung(tracking(*promises), content, Side.CLIENT, NOW) is None


def test_an_excused_one_between_two_misses_does_not_break_the_row(content: Content) -> None:
    excused = replace(kept(2, late=True), state=PromiseState.EXCUSED)
    assert next_rung(tracking(kept(1, late=True), excused, promise(3)), content, Side.CLIENT, NOW)


def test_a_miss_of_both_sides_counts_for_each(content: Content) -> None:
    shared = promise(1, side=None)
    assert next_rung(tracking(shared, promise(2)), content, Side.CLIENT, NOW)
    assert next_rung(tracking(shared, promise(2, side=Side.AGENCY)), content, Side.AGENCY, NOW)


def test_our_own_two_misses_are_owned_in_the_message(content: Content) -> None:
    mine = promise(2, side=Side.AGENCY)
    rung = next_rung(tracking(kept(1, late=True, side=Side.AGENCY), mine), content, Side.AGENCY, NOW)
    assert rung is not None
    found = talk(occasion(content, mine, NOW), rung, PRIYA, "Tom Ellis")
    assert found.kind == ReminderKind.TALK
    assert "Two of our promises in a row" in found.body
    assert "Tom Ellis and Priya Nair talk within 1 working day" in found.body


# -- the mentor -------------------------------------------------------------------------------------------------------


def test_who_has_great_influence_and_is_late_three_times_of_five_may_be_asked_to_mentor() -> None:
    three = tracking(kept(1), kept(2), kept(3, late=True), kept(4, late=True), promise(5))
    assert needs_mentor(three, Role.HIRING_MANAGER, Influence.GREAT, NOW)
    assert not needs_mentor(three, Role.HIRING_MANAGER, Influence.SOME, NOW)
    assert not needs_mentor(three, Role.CLIENT_HR, Influence.GREAT, NOW)


def test_older_misses_than_the_last_five_are_forgotten() -> None:
    better = tracking(*(kept(n, late=True) for n in range(1, 4)), *(kept(n) for n in range(4, 8)))
    assert not needs_mentor(better, Role.HIRING_MANAGER, Influence.GREAT, NOW)
