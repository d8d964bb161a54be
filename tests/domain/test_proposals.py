"""Lines of notes that are promises: the limit, who keeps it, and the step that is meant."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from desktop.domain.limits import Unit, Within
from desktop.domain.meetings import Attendee, Meeting
from desktop.domain.notes import merged
from desktop.domain.process import Process
from desktop.domain.promise_words import Doer, PromiseWords
from desktop.domain.proposals import Proposal, Proposer, people_of, step_meant
from desktop.domain.recognition import Names
from desktop.domain.roles import Role, Side
from desktop.domain.steps import Step
from desktop.domain.text import LINE

TODAY = date(2026, 11, 3)
WORDS = PromiseWords((("Grace Oyelaran", Role.HIRING_MANAGER), ("Grace", Role.HIRING_MANAGER)))
TITLES = ("Intake meeting", "Shortlist of 3 to 5", "Feedback on every CV", "Interview slots", "Interview feedback",
          "Offer approval", "Offer negotiated with the candidate", "Check-in")  # fmt: skip
STEPS = tuple(Step(title=title, within=Within(3), does=(Role.HIRING_MANAGER,)) for title in TITLES)
PROCESS = Process(job_order_id=uuid4(), steps=STEPS)


def proposed(text: str, process: Process = PROCESS) -> Proposal:
    return Proposer(process, WORDS).proposed(1, text)


@pytest.mark.parametrize(
    ("text", "within"),
    [
        ("feedback within 2 days", Within(2)),
        ("2d", Within(2)),
        ("two working days", Within(2)),
        ("5 calendar days", Within(5, Unit.CALENDAR_DAYS)),
        ("8 h", Within(8, Unit.WORKING_HOURS)),
        ("within an hour", Within(1, Unit.WORKING_HOURS)),
        ("24 hours", Within(1, Unit.CALENDAR_DAYS)),
        ("within a week", Within(5)),
        ("every 2 weeks", Within(2, Unit.WEEKS_APART)),
        ("every week", Within(1, Unit.WEEKS_APART)),
        ("from 3 days to 2 days", Within(2)),
        ("3 days → 1 day", Within(1)),
        ("within 2 working days -> 1", Within(1)),
        ("2 days for CVs, within 1 day for interviews", Within(1)),
        ("within 2 days instead of 3", Within(2)),
    ],
)
def test_a_limit_is_recognised(text: str, within: Within) -> None:
    found = WORDS.limit_in(text)
    assert found is not None
    assert found.within == within


@pytest.mark.parametrize(
    "text",
    ["", "3 rounds", "1.5 days", "a day later", "14-16", "3-5 days", "0 days", "400 days", "every day", "one weekend",
     "2 birthdays", "9999999 days", "days", "Tue and Thu"],
)  # fmt: skip
def test_what_only_looks_like_a_limit_is_none(text: str) -> None:
    assert WORDS.limit_in(text) is None


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("within 1 day by HR", Doer(Side.CLIENT, Role.CLIENT_HR)),
        ("HR: feedback by the hiring manager", Doer(Side.CLIENT, Role.HIRING_MANAGER)),
        ("Feedback: grace, within 1 day", Doer(Side.CLIENT, Role.HIRING_MANAGER)),
        ("Recruiter sends 3 CVs", Doer(Side.AGENCY, Role.RECRUITER)),
        ("named by us", Doer(Side.AGENCY)),
        ("by HR's deputy", None),
        ("we ask Grace", None),
        ("Gracefully", None),
    ],
)
def test_who_keeps_it_is_recognised(text: str, doer: Doer | None) -> None:
    assert WORDS.doer_in(text) == doer


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("Interview feedback: within 1 day", "Interview feedback"),
        ("slots for interviews", "Interview slots"),
        ("feedback on CVs", "Feedback on every CV"),
        ("feedback", "Feedback on every CV"),
        ("Who negotiates the offer?", "Offer negotiated with the candidate"),
        ("salary survey", None),
        ("", None),
        ("of 3 to 5", None),
    ],
)
def test_the_step_is_the_one_with_most_of_its_title_said(said: str, title: str | None) -> None:
    found = step_meant(said, PROCESS, WORDS)
    assert (found.title if found else None) == title


def test_the_words_next_to_the_limit_count_before_the_rest_of_the_line() -> None:
    text = "We try feedback within 2 days instead of 3, and judge it after this shortlist"
    assert proposed(text).step_id == STEPS[2].id


@pytest.mark.parametrize(
    ("topic", "text", "title"),
    [
        ("Who negotiates the offer?", "Recruiter presents the offer", "Offer negotiated with the candidate"),
        ("Who gives feedback, and who stands in", "Grace within 24 hours of each interview", "Interview feedback"),
        ("Who gives feedback, and who stands in", "within 2 days by HR", "Feedback on every CV"),
        ("Interview slots, booked now", "CV feedback in 1 day", "Feedback on every CV"),
    ],
)
def test_an_answer_is_about_its_topic_unless_it_names_another_step(topic: str, text: str, title: str) -> None:
    found = Proposer(PROCESS, WORDS).proposed(1, text, topic)
    assert found.step_id == next(step.id for step in STEPS if step.title == title)


def test_only_what_differs_is_a_change() -> None:
    same = proposed("Interview feedback within 3 days by Grace")
    assert (same.step_id, same.changes) == (STEPS[4].id, False)
    other = proposed("Interview feedback within 2 days by Grace")
    assert (other.within, other.does) == (Within(2), ())


def test_a_side_that_does_it_already_changes_nobody() -> None:
    assert proposed("Interview slots by the client").does == ()
    assert proposed("Interview slots by us").does == (Role.RECRUITER,)


def test_a_limit_of_another_kind_is_not_put_on_a_step() -> None:
    (rhythm,) = (Step(title="Check-in", within=Within(1, Unit.WEEKS_APART)),)
    process = Process(job_order_id=uuid4(), steps=(rhythm,))
    assert not proposed("check-in within 2 days", process).changes
    assert proposed("check-in every 2 weeks", process).within == Within(2, Unit.WEEKS_APART)


def test_who_does_it_from_now_on_is_no_longer_asked_or_told() -> None:
    step = Step(title="Interview feedback", does=(Role.HIRING_MANAGER,), told=(Role.CLIENT_HR, Role.FINANCE))
    process = Process(job_order_id=uuid4(), steps=(step,))
    after = proposed("Interview feedback by HR", process).applied(process).steps[0]
    assert (after.does, after.told) == ((Role.CLIENT_HR,), (Role.FINANCE,))


def test_a_line_longer_than_a_title_is_whole_in_the_note_of_its_new_step() -> None:
    text = "garden party " * 30
    step = proposed(text).step(PROCESS)
    assert (len(step.title) <= LINE, step.note) == (True, text)


def meeting(notes: str) -> Meeting:
    """About feedback and slots; with what its notes leave behind."""
    items = merged((), notes, Names((), (), (), (), {}), TODAY)
    at = datetime(2026, 11, 3, tzinfo=UTC)
    return Meeting(client_id=uuid4(), at=at, notes=notes, items=items, agenda=("Feedback", "Interview slots"))


def found(meeting: Meeting) -> list[tuple[int, str]]:
    return [(one.line, one.text) for one in Proposer(PROCESS, WORDS).proposals(meeting)]


def test_answers_are_proposed_where_they_change_a_step_and_decisions_always_until_they_are_taken_in() -> None:
    notes = (
        "## Feedback\nwithin 2 days\nwithin 3 days\nas usual\nd two rounds\n## Interview slots\nTue 14:00\nd Thu 9-12"
    )
    held = meeting(notes)
    assert found(held) == [(2, "within 2 days"), (5, "two rounds"), (7, "Tue 14:00"), (8, "Thu 9-12")]
    taken = held.with_item(replace(held.items[0], outcome="Step 9 of version 1"))
    assert [line for line, _text in found(taken)] == [2, 7, 8]


@pytest.mark.parametrize(
    "notes",
    [
        "within 2 days",
        "## Other\nwithin 2 days",
        "## Feedback\n! within 2 days",
        "! ## Feedback\nwithin 2 days",
        "## Feedback\na within 2 days",
        "## Feedback\n? within 2 days",
        "## Feedback\n\n   \n",
        "## Feedback\n! d Feedback within 2 days",
    ],
)
def test_what_answers_nothing_or_is_private_proposes_nothing(notes: str) -> None:
    assert found(meeting(notes)) == []


def test_days_and_times_are_added_to_when_a_step_is_done_once() -> None:
    (first,) = Proposer(PROCESS, WORDS).proposals(meeting("## Interview slots\nTue and Thu"))
    process = first.applied(PROCESS)
    assert process.steps[3].done_when == "Tue and Thu"
    assert Proposer(process, WORDS).proposals(meeting("## Interview slots\nTue and Thu")) == ()


def test_first_names_that_two_have_name_nobody() -> None:
    people = [Attendee(name=name, side=Side.CLIENT, role=Role.FINANCE) for name in ("Ben Ito", "Ben Wu", " ", "Zoe")]
    names = dict(people_of(Meeting(client_id=uuid4(), at=datetime(2026, 11, 3, tzinfo=UTC), people=tuple(people))))
    assert set(names) == {"Ben Ito", "Ben Wu", "Zoe"}


def test_markup_in_a_line_stays_text() -> None:
    text = "<b>(Feedback)</b> .* within 2 days \\ by ^HR"
    assert proposed(text) == Proposal(line=1, text=text, step_id=STEPS[2].id, within=Within(2))


def test_a_decision_that_names_a_step_but_no_limit_asks_what_changes_in_it() -> None:
    found = proposed("shortlist of 3 instead of 5")
    assert (found.step_id, found.title, found.asks, found.changes) == (STEPS[1].id, "", True, False)
    assert found.step(PROCESS) == STEPS[1]
    assert replace(found, title="Shortlist of 3").step(PROCESS) == replace(STEPS[1], title="Shortlist of 3")
    assert proposed("one interview fewer").step_id is None, "half of a title's words are said of many things"
