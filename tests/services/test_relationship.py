"""The page of a client over a real database: health, people, habits, check-ins."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from desktop.domain.health import ReasonKind, in_short
from desktop.domain.job_order import Involvement, JobOrder, JobState
from desktop.domain.limits import Within
from desktop.domain.measures import Ratio
from desktop.domain.meetings import MeetingKind
from desktop.domain.partnership import MarketNote, Mentoring
from desktop.domain.people import Client, Influence, Person
from desktop.domain.relationship import ClientPage, by_influence
from desktop.domain.roles import Role
from desktop.errors import NotFoundError
from tests.services.conftest import House

FEEDBACK = "Feedback on every CV"


def page(house: House) -> ClientPage:
    return house.app.relationship.page(house.client.id)


def kinds(house: House) -> list[ReasonKind]:
    return [reason.kind for reason in page(house).reasons]


def test_a_client_that_nothing_is_known_of_has_an_empty_page(house: House) -> None:
    other = house.app.clients.save(Client(name="St Brigid"))
    found = house.app.relationship.page(other.id)
    assert (found.name, found.reasons, found.people, found.job_order_count) == ("St Brigid", (), (), 0)
    house.app.clients.remove(other.id)
    with pytest.raises(NotFoundError):
        house.app.relationship.page(other.id)


def test_late_promises_and_quiet_need_care_until_they_are_mended(house: House) -> None:
    house.sign(house.agree())
    assert page(house).reasons == ()
    tracking = house.app.promises.add_candidate(house.job.id, "C-1", sent_at=house.clock())
    house.clock.go_on(days=16)
    found = page(house)
    assert found.reasons[0].kind == ReasonKind.LATE
    assert found.reasons[0].job_order_id == house.job.id
    assert in_short(found.reasons).startswith("Needs care: ")
    assert ReasonKind.QUIET in kinds(house)
    house.app.promises.check_in(house.job.id, "Picking up again", ours=4, theirs=4)
    assert ReasonKind.QUIET not in kinds(house)
    for promise in tracking.open_promises:
        house.app.promises.excuse(house.job.id, promise.id, "The holidays")
    late = [r for r in page(house).reasons if r.kind == ReasonKind.LATE]
    assert sum(r.number for r in late) < found.reasons[0].number


def test_what_is_closed_needs_no_care(house: House) -> None:
    house.sign(house.agree())
    house.clock.go_on(days=60)
    assert kinds(house)
    house.app.job_orders.close(house.job.id, JobState.LOST, "Cancelled")
    assert kinds(house) == []


def test_the_newest_pulse_counts_and_stays_through_a_check_in_without_one(house: House) -> None:
    house.sign(house.agree())
    house.app.promises.check_in(house.job.id, "Hard", ours=4, theirs=2)
    house.clock.go_on(hours=1)
    house.app.promises.check_in(house.job.id, "Called again")
    assert kinds(house) == [ReasonKind.PULSE]
    house.clock.go_on(hours=1)
    house.app.promises.check_in(house.job.id, "Better", theirs=4)
    assert kinds(house) == []
    assert [one.words for one in page(house).check_ins] == ["Better", "Called again", "Hard"]


def test_searching_without_an_agreement_is_a_reason(house: House) -> None:
    house.app.job_orders.open_search(house.job.id, because="They insisted")
    assert kinds(house) == [ReasonKind.UNSIGNED]


def test_actions_wait_on_the_page_and_are_overdue_from_the_next_day(house: House) -> None:
    meeting = house.app.meetings.begin(MeetingKind.INTAKE, client_id=house.client.id, job_order_id=house.job.id)
    meeting = house.app.meetings.write_notes(meeting.id, "a HR names the panel 5 Nov\n? Which rounds\nd Two rounds", "")
    found = page(house)
    assert found.actions[0].due == date(2026, 11, 5)
    assert (found.action_count, found.meeting_count, found.meetings[0].open_count) == (2, 1, 2)
    house.clock.go_on(days=2)
    assert kinds(house) == []
    house.clock.go_on(days=1)
    (reason,) = page(house).reasons
    assert (reason.kind, reason.meeting_id) == (ReasonKind.ACTIONS, meeting.id)
    house.app.meetings.close_item(meeting.id, found.actions[0].id)
    assert kinds(house) == []


def test_people_are_there_with_their_parts_and_when_they_were_last_informed(house: House) -> None:
    app = house.app
    finance = app.clients.save_person(
        Person(client_id=house.client.id, name="Zoe Adler", role=Role.FINANCE, influence=Influence.GREAT)
    )
    involved = (
        *house.job.involved,
        Involvement(role=Role.FINANCE, person_id=finance.id, when="Above 60k", how="By e-mail"),
    )
    job = app.job_orders.get(house.job.id)
    app.job_orders.save(replace(job, involved=involved))
    app.meetings.begin(MeetingKind.REVIEW, client_id=house.client.id, job_order_id=job.id, at=house.clock())
    app.meetings.begin(
        MeetingKind.REVIEW, client_id=house.client.id, job_order_id=job.id, at=house.clock() + timedelta(days=9)
    )
    app.partnership.save_mentoring(Mentoring(person_id=house.hr.id, asked="Who decides"))
    priya, zoe = page(house).people
    assert (priya.informed_at, zoe.informed_at) == (house.clock(), house.clock())
    later, held = page(house).meetings
    assert (later.is_cancelled, held.is_cancelled) == (False, False)
    app.meetings.cancel(held.id)
    assert [one.informed_at for one in page(house).people] == [None, None], "a meeting that was not held informs nobody"
    assert [one.is_cancelled for one in page(house).meetings] == [False, True]
    assert priya.mentoring is not None
    assert [(p.role, p.when, p.how, p.job_orders) for p in zoe.parts] == [(Role.FINANCE, "Above 60k", "By e-mail", 1)]
    map_of = by_influence((priya, zoe))
    assert list(map_of) == [Role.CLIENT_HR, Role.FINANCE]
    assert map_of[Role.FINANCE][Influence.GREAT] == [zoe]


def test_what_they_usually_agree_to_is_counted_from_their_promises(house: House) -> None:
    house.sign(house.agree())
    for reference, hours in (("C-1", 2), ("C-2", 90)):
        tracking = house.app.promises.add_candidate(house.job.id, reference, sent_at=house.clock())
        promise = [p for p in tracking.open_promises if p.title == FEEDBACK][-1]
        house.clock.go_on(hours=hours)
        house.app.promises.mark_done(house.job.id, promise.id)
    usual = {step.title: step for step in page(house).usual}
    assert usual[FEEDBACK].within == Within(2)
    assert usual[FEEDBACK].kept == Ratio(1, 2)
    assert usual[FEEDBACK].job_orders == 1
    ours = {p.title for p in house.app.promises.tracked(house.job.id).tracking.promises if p.side == "agency"}  # type: ignore[union-attr]
    assert not ours & set(usual)


def test_a_step_that_never_came_to_it_is_agreed_to_all_the_same(house: House) -> None:
    assert page(house).usual == ()
    house.sign(house.agree())
    usual = page(house).usual
    contract = next(step for step in usual if step.title == "Contract issued")
    assert (contract.within, contract.job_orders, contract.kept) == (Within(3), 1, Ratio())
    steps = [step.title for step in house.app.processes.get(house.job.id).steps]
    assert [step.title for step in usual] == [title for title in steps if title in {step.title for step in usual}]


def test_job_orders_are_the_newest_fifty_and_all_are_counted(house: House) -> None:
    for n in range(51):
        house.app.job_orders.create(JobOrder(client_id=house.client.id, title=f"Job {n}"))
    found = page(house)
    assert (len(found.job_orders), found.job_order_count) == (50, 52)
    assert found.job_orders[0].title == "Job 50"


def test_the_last_market_notes_are_those_of_this_market(house: House) -> None:
    other = house.app.clients.save(Client(name="St Brigid"))
    for day, client in ((1, None), (2, house.client.id), (3, other.id)):
        note = MarketNote(on=date(2026, 11, day), text=f"Day {day}", source="Survey", client_id=client)
        house.app.partnership.save_market_note(note)
    assert [note.on.day for note in page(house).market] == [2, 1]
