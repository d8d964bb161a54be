"""The partnership review over a real database: what is in it, what of which time, and nothing private."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from desktop.domain.job_order import Involvement, JobOrder, JobState
from desktop.domain.limits import Within
from desktop.domain.measures import Ratio
from desktop.domain.meetings import Meeting, MeetingKind
from desktop.domain.partnership import Feedback, MarketNote, Mentoring, Pilot, Verdict
from desktop.domain.people import Client, Influence
from desktop.domain.review import Quarter
from desktop.domain.roles import Role, Side
from desktop.errors import InvalidInputError, NotFoundError
from tests.pdf.reading import letters, text
from tests.services.conftest import House

THIS = (date(2026, 10, 1), date(2026, 12, 31))
"""The quarter in which the clock of the tests stands."""
FEEDBACK_STEP = "Feedback on every CV"


def met(house: House, notes: str, at: datetime | None = None, title: str = "") -> Meeting:
    meetings = house.app.meetings
    begun = meetings.begin(MeetingKind.CHECK_IN, client_id=house.client.id, job_order_id=house.job.id, at=at)
    if title:
        begun = meetings.save(replace(begun, title=title))
    return meetings.write_notes(begun.id, notes, "")


def answered(house: House, reference: str, hours: float) -> None:
    tracking = house.app.promises.add_candidate(house.job.id, reference, sent_at=house.clock())
    house.clock.go_on(hours=hours)
    promise = next(p for p in tracking.open_promises if p.title == FEEDBACK_STEP)
    house.app.promises.mark_done(house.job.id, promise.id)


def piloted(house: House) -> Pilot:
    return house.app.partnership.save_pilot(
        Pilot(
            client_id=house.client.id,
            step=FEEDBACK_STEP,
            after=Within(2),
            change="Yes or no by telephone",
            job_orders=(house.job.id,),
            first=date(2026, 11, 9),
            last=date(2026, 12, 6),
            baseline_from=date(2026, 11, 1),
        )
    )


def said(house: House, side: Side, name: str, rating: int, words: str = "") -> None:
    on = house.clock().date()
    house.app.partnership.save_feedback(
        Feedback(job_order_id=house.job.id, side=side, name=name, on=on, rating=rating, words=words)
    )


def test_the_figures_are_those_of_promises_kept_in_the_same_time(house: House) -> None:
    house.sign(house.agree())
    answered(house, "C-1", 72)
    answered(house, "C-2", 2)
    house.clock.go_on(days=60)
    review = house.app.reviews.pages(house.client.id)
    assert review.quarter == Quarter(2026, 4)
    assert review.kept == house.app.reports.promises_kept(house.client.id, first=THIS[0], last=THIS[1])
    assert [step.kept.on_time.of for step in review.kept.steps if step.title == FEEDBACK_STEP] == [2]
    before = house.app.reviews.pages(house.client.id, date(2026, 7, 1))
    assert before.quarter == Quarter(2026, 3)
    assert before.kept.is_empty


def test_a_pilot_stands_there_with_both_numbers_and_its_verdict(house: House) -> None:
    house.sign(house.agree())
    answered(house, "C-1", 72)
    house.clock.go_on(days=7)
    answered(house, "C-2", 3)
    pilot = piloted(house)
    (running,) = house.app.reviews.pages(house.client.id, *THIS).pilots
    assert running.pilot.verdict is None
    house.app.partnership.judge(pilot.id, Verdict.ADOPT, "Candidates stayed warm")
    (judged,) = house.app.reviews.pages(house.client.id, *THIS).pilots
    assert judged.before is not None
    assert judged.tried is not None
    assert (judged.before.kept.on_time.n, judged.tried.kept.on_time.n) == (0, 1)
    assert (judged.before_within, judged.tried_within) == (Ratio(0, 1), Ratio(1, 1))
    assert (judged.pilot.verdict, judged.jobs) == (Verdict.ADOPT, ((house.job.reference, house.job.title),))
    assert house.app.reviews.pages(house.client.id, date(2026, 7, 1)).pilots == ()
    assert house.app.reviews.pages(house.client.id, date(2027, 1, 1)).pilots == ()


def test_market_news_is_of_this_time_and_of_this_market(house: House) -> None:
    other = house.app.clients.save(Client(name="Arbour Homes"))
    partnership = house.app.partnership
    for on, words, client in (
        (date(2026, 11, 2), "Second", house.client.id),
        (date(2026, 10, 1), "First", None),
        (date(2026, 9, 30), "Before", None),
        (date(2026, 11, 2), "Elsewhere", other.id),
    ):
        partnership.save_market_note(MarketNote(on=on, text=words, source="Survey", client_id=client))
    review = house.app.reviews.pages(house.client.id, *THIS)
    assert [(note.text, note.source) for note in review.market] == [("First", "Survey"), ("Second", "Survey")]


def test_a_filled_job_order_is_a_win_and_feedback_stands_in_the_order_it_was_given(house: House) -> None:
    house.app.job_orders.save(replace(house.app.job_orders.get(house.job.id), received_on=date(2026, 10, 4)))
    house.app.job_orders.close(house.job.id, JobState.FILLED, "Accepted")
    said(house, Side.CLIENT, "Priya Nair", 3, "The panel was slow")
    house.clock.go_on(days=1)
    said(house, Side.AGENCY, "Tom Ellis", 5, "Quick answers")
    house.clock.go_on(days=1)
    said(house, Side.CLIENT, "Grace Oyelaran", 4)
    review = house.app.reviews.pages(house.client.id, *THIS)
    (win,) = review.wins
    assert (win.reference, win.on, win.days) == (house.job.reference, date(2026, 11, 3), 30)
    assert [one.feedback.name for one in review.feedback] == ["Priya Nair", "Tom Ellis", "Grace Oyelaran"]
    later = house.app.reviews.pages(house.client.id, date(2027, 1, 1))
    assert (later.wins, later.feedback) == ((), ())


def test_decisions_are_those_both_may_read_the_oldest_first(house: House) -> None:
    start = house.clock()
    met(house, "d Two slots a week\n! d Canary stays here\na Priya names the panel\n? Which floor", start)
    met(house, "Talk\n- d Feedback within a day", start - timedelta(days=3), title="Lunch")
    met(house, "d Long ago", start - timedelta(days=60))
    found = house.app.reviews.pages(house.client.id, *THIS).decisions
    assert [(one.meeting, one.text) for one in found] == [
        ("Lunch", "Feedback within a day"),
        ("Check-in", "Two slots a week"),
    ]
    assert {one.reference for one in found} == {house.job.reference}


def test_nothing_of_another_client_is_in_it(house: House) -> None:
    app = house.app
    other = app.clients.save(Client(name="Arbour Homes"))
    elsewhere = app.job_orders.create(JobOrder(client_id=other.id, title="Elsewhere"), house.template("permanent"))
    meeting = app.meetings.begin(MeetingKind.INTAKE, client_id=other.id, job_order_id=elsewhere.id)
    app.meetings.write_notes(meeting.id, "d Elsewhere decided", "")
    app.job_orders.close(elsewhere.id, JobState.FILLED, "Elsewhere")
    assert "Elsewhere" not in repr(app.reviews.pages(house.client.id, *THIS))
    assert "Elsewhere" in repr(app.reviews.pages(other.id, *THIS))


def test_nothing_private_is_in_it_however_it_is_kept(house: House) -> None:
    """Each private field holds a canary; neither the review nor its paper sings."""
    app, canary = house.app, "Canary{}"
    app.clients.save(replace(app.clients.get(house.client.id), notes=canary.format("Client")))
    hr = app.clients.person(house.hr.id)
    app.clients.save_person(replace(hr, influence=Influence.GREAT, phone=canary.format("Phone")))
    app.partnership.save_mentoring(
        Mentoring(person_id=hr.id, asked=canary.format("Asked"), learned=canary.format("Learned"))
    )
    step = app.processes.get(house.job.id).steps[0]
    app.processes.note(house.job.id, step.id, canary.format("Step"))
    house.sign(house.agree())
    answered(house, "C-1", 72)
    app.promises.check_in(house.job.id, canary.format("Checked"))
    for late in app.promises.tracked(house.job.id).tracking.open_promises[:1]:  # type: ignore[union-attr]  # signed
        app.promises.excuse(house.job.id, late.id, canary.format("Excused"))
    notes = (
        f"# {canary.format('Topic')}\n{canary.format('Line')}\n! {canary.format('Private')}\n"
        f"! d {canary.format('Decided')}\n- ! d {canary.format('Listed')}\nd ! {canary.format('Inside')}\n"
        f"a {canary.format('Action')}\n? {canary.format('Question')}\nd Two slots a week"
    )
    met(house, notes)
    job = app.job_orders.get(house.job.id)
    app.job_orders.save(
        replace(
            job,
            brief=canary.format("Brief"),
            private_notes=canary.format("Job"),
            pay_confirmed=True,
            involved=(*job.involved, Involvement(role=Role.FINANCE, when=canary.format("When"))),
        )
    )
    app.job_orders.close(house.job.id, JobState.FILLED, canary.format("Closed"))
    review = app.reviews.pages(house.client.id, *THIS, proposals=("Go on",))
    assert [one.text for one in review.decisions] == ["Two slots a week"]
    assert len(review.wins) == 1
    assert "Canary" not in repr(review)
    paper = app.reviews.pdf(house.client.id, *THIS, proposals=("Go on",))
    assert "canary" not in letters(paper).casefold()
    assert b"Canary" not in paper
    for unwanted in ("health", "mentor", "influence", "grade"):
        assert unwanted not in text(paper).casefold()


def test_what_we_propose_is_what_was_given_without_empty_lines(house: House) -> None:
    review = house.app.reviews.pages(house.client.id, proposals=(" Two slots ", "", "  "))
    assert review.proposals == ("Two slots",)
    with pytest.raises(InvalidInputError) as told:
        house.app.reviews.pages(house.client.id, proposals=("x" * 1000,))
    assert set(told.value.problems) == {"proposals"}


def test_a_client_who_is_gone_and_a_time_that_ends_before_it_begins_are_told(house: House) -> None:
    with pytest.raises(NotFoundError):
        house.app.reviews.pages(house.job.id)
    with pytest.raises(InvalidInputError):
        house.app.reviews.pages(house.client.id, THIS[1], THIS[0])
