"""The way of a job order through its states, and the lists."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest

from desktop.domain.history import Deed
from desktop.domain.job_order import Involvement, JobOrder, JobState, Pay
from desktop.domain.limits import Within
from desktop.domain.lines import JobOrderSort, Waiting
from desktop.domain.people import Client, Person
from desktop.domain.positions import AGREES, Position, Stance
from desktop.domain.roles import Role, Side
from desktop.domain.terms import StayInTouch
from desktop.errors import ChangedElsewhereError, InvalidInputError, NotFoundError, NotReadyError
from desktop.services.history import ChangedSinceError
from tests.services.conftest import House


def test_references_count_up_from_one(house: House) -> None:
    other = house.app.job_orders.create(JobOrder(client_id=house.client.id, title="Nurse"))
    assert (house.job.reference, other.reference) == ("JO-0001", "JO-0002")
    assert house.app.job_orders.by_reference("jo-2").id == other.id
    with pytest.raises(NotFoundError, match="JO-9"):
        house.app.job_orders.by_reference("JO-9")


def test_absurd_details_are_refused_by_field_and_nothing_is_kept(house: House) -> None:
    wrong = replace(
        house.job,
        title="\x07",
        openings=0,
        pay=Pay(lowest=Decimal(50), highest=Decimal(40), currency="EURO"),
        start_on=date(2026, 2, 1),
        end_on=date(2026, 1, 1),
    )
    with pytest.raises(InvalidInputError) as refused:
        house.app.job_orders.save(wrong)
    assert set(refused.value.problems) == {"title", "openings", "pay.highest", "pay.currency", "end_on"}
    assert house.app.job_orders.get(house.job.id) == house.job


def test_opening_without_an_agreement_takes_a_reason_and_shows(house: House) -> None:
    with pytest.raises(InvalidInputError):
        house.app.job_orders.open_search(house.job.id, because="  ")
    house.app.job_orders.open_search(house.job.id, because="They start on Monday")
    (line,) = house.app.job_orders.lines([1])
    assert (line.state, line.without_agreement) == (JobState.OPEN, True)
    waiting = {t.why: t.reason for t in house.app.overview.today().waits}
    assert waiting == {Waiting.WITHOUT_AGREEMENT: "They start on Monday"}


def test_signing_ends_working_without_an_agreement(house: House) -> None:
    house.app.job_orders.open_search(house.job.id, because="They start on Monday")
    house.sign(house.agree())
    (line,) = house.app.job_orders.lines([1])
    assert not line.without_agreement
    assert house.app.overview.today().waits == ()


def test_a_passed_job_order_has_a_letter_and_can_be_taken_up_again(house: House) -> None:
    with pytest.raises(NotReadyError):
        house.app.letters.letter(house.job.id)
    house.app.job_orders.pass_on(house.job.id, "No interview slots")
    letter = house.app.letters.letter(house.job.id)
    assert (letter.person, letter.reason) == ("Priya Nair", "No interview slots")
    again = house.app.job_orders.take_up_again(house.job.id)
    assert (again.state, again.passed_because) == (JobState.AGREEING, "")


def test_on_hold_resumes_to_where_it_was(house: House) -> None:
    house.app.job_orders.put_on_hold(house.job.id, "Budget")
    assert house.app.job_orders.resume(house.job.id).state == JobState.AGREEING
    house.app.job_orders.open_search(house.job.id, because="Now")
    house.app.job_orders.put_on_hold(house.job.id, "Budget")
    assert house.app.job_orders.resume(house.job.id).state == JobState.OPEN


def test_a_newer_value_from_another_window_is_not_overwritten(house: House) -> None:
    house.app.job_orders.save(replace(house.job, location="Leeds"))
    with pytest.raises(ChangedElsewhereError):
        house.app.job_orders.save(replace(house.job, location="York"))
    assert house.app.job_orders.get(house.job.id).location == "Leeds"


def test_undo_takes_back_details_but_not_a_state_reached_since(house: House) -> None:
    house.app.job_orders.save(replace(house.job, location="Leeds"))
    edit = house.app.undo.newest
    house.app.job_orders.put_on_hold(house.job.id, "Budget")
    assert edit is not None
    edit.undo()
    job = house.app.job_orders.get(house.job.id)
    assert (job.location, job.state) == ("", JobState.ON_HOLD)


Turn = tuple[str, Callable[[House], object]]
TURNS: tuple[Turn, ...] = (
    ("putting JO-0001 on hold", lambda house: house.app.job_orders.put_on_hold(house.job.id, "Budget")),
    ("closing JO-0001", lambda house: house.app.job_orders.close(house.job.id, JobState.FILLED)),
    ("closing JO-0001", lambda house: house.app.job_orders.close(house.job.id, JobState.LOST, "Filled from within")),
    ("passing on JO-0001", lambda house: house.app.job_orders.pass_on(house.job.id, "No limits")),
)


@pytest.mark.parametrize("turn", TURNS, ids=["hold", "filled", "lost", "pass"])
def test_a_turn_is_taken_back_with_the_promises_as_they_were_and_comes_again(house: House, turn: Turn) -> None:
    label, act = turn
    house.sign(house.agree())
    house.app.job_orders.open_search(house.job.id)
    before = stand(house)
    house.clock.go_on(hours=1)
    act(house)
    after = stand(house)
    house.clock.go_on(days=3)
    assert house.app.undo.undo() == label
    assert stand(house) == before
    assert house.app.job_orders.history(house.job.id)[0].sentence == f"Undone: {label}"
    house.app.undo.redo()
    assert stand(house) == after


def test_resuming_is_taken_back_before_anything_older_is(house: House) -> None:
    house.sign(house.agree())
    house.app.job_orders.save(replace(house.app.job_orders.get(house.job.id), location="Leeds"))
    house.app.job_orders.put_on_hold(house.job.id, "Budget")
    on_hold = stand(house)
    house.clock.go_on(days=2)
    house.app.job_orders.resume(house.job.id)
    assert house.app.undo.undo() == "resuming JO-0001"
    assert stand(house) == on_hold
    assert house.app.job_orders.get(house.job.id).location == "Leeds"


def test_opening_the_search_is_taken_back_with_its_reason_and_comes_again(house: House) -> None:
    orders, before = house.app.job_orders, house.app.job_orders.get(house.job.id)
    opened = orders.open_search(house.job.id, because="They start on Monday")
    assert house.app.undo.undo() == "opening the search for JO-0001"
    assert replace(orders.get(house.job.id), revision=0) == replace(before, revision=0)
    house.app.undo.redo()
    assert replace(orders.get(house.job.id), revision=0) == replace(opened, revision=0)


def test_taking_a_job_order_up_again_is_taken_back_and_comes_again(house: House) -> None:
    house.sign(house.agree())
    house.app.job_orders.open_search(house.job.id)
    house.clock.go_on(hours=1)
    house.app.job_orders.pass_on(house.job.id, "No limits")
    passed = stand(house)
    house.clock.go_on(days=2)
    house.app.job_orders.take_up_again(house.job.id)
    again = stand(house)
    assert house.app.undo.undo() == "taking up JO-0001 again"
    assert stand(house) == passed
    house.app.undo.redo()
    assert stand(house) == again


def test_no_time_counts_since_the_closing_that_undo_brought_back(house: House) -> None:
    orders, job, undo = house.app.job_orders, house.job.id, house.app.undo
    house.sign(house.agree())
    house.clock.go_on(hours=1)
    orders.pass_on(job, "No limits")
    passed_at = house.clock()
    for _time in range(2):
        house.clock.go_on(days=7)
        orders.take_up_again(job)
        house.clock.go_on(days=7)
        orders.close(job, JobState.LOST, "Filled from within")
        undo.undo()
        undo.undo()
    orders.take_up_again(job)
    tracked = house.app.promises.tracked(job)
    assert tracked is not None
    assert [(pause.since, pause.until) for pause in tracked.tracking.pauses] == [(passed_at, house.clock())]


def test_a_hold_resumes_to_what_undo_left_and_not_to_what_was_taken_back(house: House) -> None:
    orders, job, undo = house.app.job_orders, house.job.id, house.app.undo
    orders.open_search(job, because="They start on Monday")
    undo.undo()
    house.clock.go_on(minutes=1)
    orders.put_on_hold(job, "Budget")
    assert orders.resume(job).state == JobState.AGREEING
    house.clock.go_on(minutes=1)
    orders.open_search(job, because="They start on Monday")
    orders.put_on_hold(job, "Budget")
    orders.close(job, JobState.LOST, "Filled from within")
    house.clock.go_on(minutes=1)
    orders.take_up_again(job)
    for _turn in ("taking up again", "closing"):
        house.clock.go_on(minutes=1)
        undo.undo()
    assert orders.resume(job).state == JobState.OPEN


def test_a_turn_is_not_taken_back_where_the_state_or_a_promise_is_another_by_now(house: House) -> None:
    house.sign(house.agree())
    house.app.job_orders.put_on_hold(house.job.id, "Budget")
    held = house.app.undo.newest
    house.app.promises.check_in(house.job.id, "All well")
    assert held is not None
    with pytest.raises(ChangedSinceError):
        held.undo()
    house.app.job_orders.resume(house.job.id)
    resumed = house.app.undo.newest
    house.app.job_orders.close(house.job.id, JobState.FILLED)
    assert resumed is not None
    with pytest.raises(ChangedSinceError):
        resumed.undo()
    assert house.app.job_orders.get(house.job.id).state == JobState.FILLED


def stand(house: House) -> tuple[object, ...]:
    """The job order, its promises and its line in the list, but not how often they were written."""
    tracked, line = house.app.promises.tracked(house.job.id), house.app.job_orders.line(house.job.id)
    assert tracked is not None
    assert line is not None
    job = replace(house.app.job_orders.get(house.job.id), revision=0)
    return job, replace(tracked.tracking, revision=0), line.standing


def test_history_tells_who_did_what_newest_first(house: House) -> None:
    house.clock.go_on(minutes=5)
    house.app.job_orders.put_on_hold(house.job.id, "Budget is frozen")
    events = house.app.job_orders.history(house.job.id)
    assert [e.deed for e in events] == [Deed.PUT_ON_HOLD, Deed.JOB_ORDER_CREATED]
    assert (events[0].who, events[0].sentence) == ("Tom Ellis", "Put on hold: Budget is frozen")


@pytest.mark.parametrize(
    ("words", "found"), [("north", [3, 2, 1]), ("über", [2]), ("ÜBER wind", [2]), ("100%", [3]), ("%", [3]), ("_", [])]
)
def test_the_filter_finds_every_word_in_title_client_or_reference(house: House, words: str, found: list[int]) -> None:
    house.app.job_orders.create(JobOrder(client_id=house.client.id, title="Überprüfer"))
    house.app.job_orders.create(JobOrder(client_id=house.client.id, title="100% remote"))
    assert house.app.job_orders.numbers(words=words, sort=JobOrderSort.NEWEST) == found


@pytest.mark.parametrize("page", ["north " * 5_000, "n o r t h " * 5_000, "x" * 100_000])
def test_a_page_pasted_into_a_filter_is_looked_for_by_its_beginning(house: House, page: str) -> None:
    found = [] if page.startswith("x") else [house.job.id]
    jobs = house.app.job_orders
    assert [line.id for line in jobs.lines(jobs.numbers(words=page, sort=JobOrderSort.NEWEST))] == found
    assert [line.id for line in house.app.clients.lines(words=page)] == [house.client.id] * len(found)
    assert (house.job.id in {hit.id for hit in house.app.overview.find(page)}) is bool(found)


def test_a_job_order_read_and_saved_as_it_is_writes_nothing(house: House) -> None:
    line, job = house.app.job_orders.line(house.job.id), house.app.job_orders.get(house.job.id)
    assert house.app.job_orders.save(job) == job
    assert len(house.app.job_orders.history(job.id)) == 1
    assert house.app.job_orders.line(house.job.id) == line


@pytest.mark.parametrize("hours", [1, 0, -1])
def test_a_search_taken_up_again_has_to_be_opened_again_even_after_a_pause_and_whatever_the_clock_says(
    house: House, hours: int
) -> None:
    orders, job = house.app.job_orders, house.job.id
    orders.open_search(job, because="They start on Monday")
    house.clock.go_on(hours=hours)
    orders.pass_on(job, "No terms")
    orders.take_up_again(job)
    orders.put_on_hold(job, "Budget")
    assert orders.resume(job).state == JobState.AGREEING


DEEDS = {
    "open": (JobState.OPEN, "draft agreeing"),
    "hold": (JobState.ON_HOLD, "draft agreeing open"),
    "resume": (JobState.AGREEING, "on_hold"),
    "fill": (JobState.FILLED, "draft agreeing open on_hold"),
    "lose": (JobState.LOST, "draft agreeing open on_hold"),
    "pass": (JobState.PASSED, "draft agreeing open on_hold"),
    "take up": (JobState.AGREEING, "filled lost passed"),
}


@pytest.mark.parametrize("name", list(DEEDS))
def test_each_deed_goes_from_its_own_states_to_one_and_is_refused_in_the_others(house: House, name: str) -> None:
    orders = house.app.job_orders
    deeds: dict[str, Callable[[UUID], JobOrder]] = {
        "open": lambda id: orders.open_search(id, because="Now"),
        "hold": lambda id: orders.put_on_hold(id, "Budget"),
        "resume": orders.resume,
        "fill": lambda id: orders.close(id, JobState.FILLED),
        "lose": lambda id: orders.close(id, JobState.LOST, "They hired a friend"),
        "pass": lambda id: orders.pass_on(id, "No terms"),
        "take up": orders.take_up_again,
    }
    target, allowed = DEEDS[name]
    for state in JobState:
        job = orders.create(JobOrder(client_id=house.client.id, title="Nurse", state=state))
        if state in allowed.split():
            assert deeds[name](job.id).state == target
        else:
            with pytest.raises(NotReadyError, match="that can't be done from here"):
                deeds[name](job.id)
            assert orders.get(job.id) == job


def test_nobody_takes_part_for_a_company_that_is_not_theirs(house: House) -> None:
    other = house.app.clients.save(Client(name="Southwind"))
    stranger = house.app.clients.save_person(Person(client_id=other.id, name="Ana", role=Role.CLIENT_HR))
    wrong = (
        Involvement(role=Role.CLIENT_HR, deputy_id=stranger.id),
        Involvement(role=Role.RECRUITER, person_id=house.hr.id),
    )
    with pytest.raises(InvalidInputError) as refused:
        house.app.job_orders.save(replace(house.job, involved=wrong))
    assert set(refused.value.problems) == {"involved.client_hr.deputy_id", "involved.recruiter.person_id"}
    with pytest.raises(InvalidInputError):
        house.app.job_orders.save(replace(house.job, client_id=other.id))
    assert house.app.job_orders.get(house.job.id) == house.job


def test_history_sentences_are_whole_whatever_was_said(house: House) -> None:
    processes, job = house.app.processes, house.job.id
    step, last = processes.get(job).steps[0], processes.get(job).steps[-1]
    ask = Position(stance=Stance.ASKS, within=Within(4), why="Holidays")
    deeds = (
        lambda: processes.take_position(job, last.id, Side.CLIENT, AGREES),
        lambda: processes.take_position(job, step.id, Side.CLIENT, ask),
        lambda: processes.both_agree(job, step.id),
        lambda: processes.agree_the_rest(job),
        lambda: processes.set_terms(job, replace(processes.get(job).terms, stay_in_touch=StayInTouch(weeks=2))),
        lambda: house.app.job_orders.close(job, JobState.FILLED),
    )
    for deed in deeds:
        house.clock.go_on(minutes=1)
        deed()
    told = [event.sentence for event in house.app.job_orders.history(job)][::-1]
    assert told[1:] == [
        f"Client on {last.title}: Agrees",
        f"Client on {step.title}: Asks for a change. 4 days · Holidays",
        f"Both sides agree with {step.title}",
        "Both sides agree with every step that has no open difference",
        "Terms changed: how we stay in touch",
        "Closed: Filled",
    ]


def test_the_letter_does_not_say_that_terms_were_not_found_where_they_were_signed(house: House) -> None:
    house.sign(house.agree())
    house.app.job_orders.pass_on(house.job.id, "Two shortlists without an answer")
    words = " ".join(house.app.letters.letter(house.job.id).paragraphs)
    assert "could not come to terms" not in words
    assert "Two shortlists without an answer" in words
