"""What a meeting leaves goes into the process: a change of a step, or a new one, and back again."""

from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.agreement import AgreementState
from desktop.domain.limits import Unit, Within
from desktop.domain.meetings import Meeting, MeetingKind
from desktop.domain.process import Process
from desktop.domain.promise_words import PromiseWords
from desktop.domain.proposals import Proposal, Proposer, people_of
from desktop.domain.roles import Role
from desktop.domain.steps import Step
from desktop.errors import InvalidInputError, NotFoundError, NotReadyError
from desktop.services.history import ChangedSinceError
from tests.services.conftest import House


@pytest.fixture
def step(house: House) -> Step:
    """The first step, under a title that is spoken of."""
    first = house.app.processes.get(house.job.id).steps[0]
    within, does = Within(3), (Role.HIRING_MANAGER,)
    changed = replace(first, title="Interview feedback", within=within, does=does, answers=Role.CLIENT_HR)
    return house.app.processes.edit_step(house.job.id, changed).steps[0]


def noted(house: House, notes: str) -> Meeting:
    meeting = house.app.meetings.begin(MeetingKind.INTAKE, client_id=house.client.id, job_order_id=house.job.id)
    return house.app.meetings.write_notes(meeting.id, notes, "")


def only(house: House, meeting: Meeting) -> Proposal:
    """What the notes propose."""
    (found,) = Proposer(process(house), PromiseWords(people_of(meeting))).proposals(meeting)
    return found


def process(house: House) -> Process:
    return house.app.processes.get(house.job.id)


def without_revision(process: Process) -> Process:
    return replace(process, revision=0)


def test_a_decision_changes_limit_and_doer_of_the_step_it_names_and_the_client_is_asked_anew(
    house: House, step: Step
) -> None:
    meeting = noted(house, "d Interview feedback: within 1 working day by HR")
    proposal, before = only(house, meeting), process(house)
    after = house.app.meetings.take_into_process(meeting.id, proposal).step(step.id)
    assert (after.within, after.does, after.answers) == (Within(1), (Role.CLIENT_HR,), Role.CLIENT_HR)
    assert len(process(house).steps) == len(before.steps)
    assert not after.is_agreed
    assert house.app.meetings.get(meeting.id).items[0].outcome == "Step 1 of version 1"
    house.app.undo.undo()
    assert process(house).step(step.id) == step
    assert house.app.meetings.get(meeting.id).items[0].outcome == ""
    house.app.undo.redo()
    assert process(house).step(step.id) == after


def test_an_answer_to_the_agenda_is_proposed_until_the_process_says_so(house: House, step: Step) -> None:
    topic = next(t for t in house.app.agendas.get(MeetingKind.INTAKE).topics if "feedback" in t)
    meeting = noted(house, f"within 2 days by HR\n## {topic}\nwithin 2 days by HR\n! within 1 day")
    proposal = only(house, meeting)
    assert (proposal.line, proposal.step_id, proposal.within) == (3, step.id, Within(2))
    house.app.meetings.take_into_process(meeting.id, proposal)
    assert Proposer(process(house), PromiseWords()).proposals(meeting) == ()
    house.app.undo.undo()
    assert only(house, meeting) == proposal


def test_undo_takes_back_the_amendment_that_a_decision_began_and_redo_begins_it_again(house: House, step: Step) -> None:
    signed = house.sign(house.agree())
    before, line = process(house), house.app.job_orders.line(house.job.id)
    meeting = noted(house, "d Interview feedback: within 1 day")
    house.app.meetings.take_into_process(meeting.id, only(house, meeting))
    assert house.app.agreements.newest(house.job.id).state == AgreementState.DRAFT
    house.app.undo.undo()
    assert [version.id for version in house.app.agreements.versions(house.job.id)] == [signed.id]
    assert without_revision(process(house)) == without_revision(before)
    now = house.app.job_orders.line(house.job.id)
    assert now is not None
    assert line is not None
    assert now.standing == line.standing
    assert house.app.meetings.get(meeting.id).items[0].outcome == ""
    house.app.undo.redo()
    newest = house.app.agreements.newest(house.job.id)
    assert (newest.number, newest.state, process(house).step(step.id).within) == (2, AgreementState.DRAFT, Within(1))
    house.app.undo.undo()
    assert len(house.app.agreements.versions(house.job.id)) == 1


def test_an_amendment_that_went_on_stays_when_the_decision_is_taken_back(house: House, step: Step) -> None:
    house.sign(house.agree())
    meeting = noted(house, "d Interview feedback: within 1 day")
    house.app.meetings.take_into_process(meeting.id, only(house, meeting))
    edit = house.app.undo.newest
    house.app.agreements.propose(house.job.id)
    assert edit is not None
    edit.undo()
    newest = house.app.agreements.newest(house.job.id)
    assert (newest.number, newest.state) == (2, AgreementState.PROPOSED)
    assert process(house).step(step.id).within == Within(3)


def test_an_amendment_in_which_something_else_was_changed_is_left_as_it_is(house: House, step: Step) -> None:
    house.sign(house.agree())
    meeting = noted(house, "d Interview feedback: within 1 day")
    house.app.meetings.take_into_process(meeting.id, only(house, meeting))
    edit = house.app.undo.newest
    house.app.processes.set_validity(house.job.id, valid_until=None, effective_from=date(2027, 1, 4))
    assert edit is not None
    with pytest.raises(ChangedSinceError):
        edit.undo()
    assert house.app.agreements.newest(house.job.id).number == 2


def test_the_second_decision_taken_back_leaves_the_amendment_of_the_first(house: House, step: Step) -> None:
    house.sign(house.agree())
    meeting = noted(house, "d Interview feedback: within 1 day\nd two rounds, not three")
    first, second = Proposer(process(house), PromiseWords()).proposals(meeting)
    house.app.meetings.take_into_process(meeting.id, first)
    house.app.meetings.take_into_process(meeting.id, second)
    house.app.undo.undo()
    assert house.app.agreements.newest(house.job.id).number == 2
    house.app.undo.undo()
    assert house.app.agreements.newest(house.job.id).number == 1


def outcome(house: House, meeting: Meeting) -> str:
    return house.app.meetings.get(meeting.id).items[0].outcome


def test_a_decision_whose_step_is_removed_can_be_taken_in_again(house: House) -> None:
    meeting = noted(house, "d the station hotel is booked by HR")
    added = house.app.meetings.take_into_process(meeting.id, only(house, meeting)).steps[-1]
    said = outcome(house, meeting)
    house.app.processes.remove_step(house.job.id, added.id)
    assert outcome(house, meeting) == ""
    house.app.undo.undo()
    assert outcome(house, meeting) == said
    house.app.undo.redo()
    assert outcome(house, meeting) == ""
    house.app.meetings.take_into_process(meeting.id, only(house, house.app.meetings.get(meeting.id)))
    assert outcome(house, meeting) == said


def test_a_decision_follows_its_step_to_another_number_and_back(house: House, step: Step) -> None:
    meeting = noted(house, "d Interview feedback: within 1 day")
    house.app.meetings.take_into_process(meeting.id, only(house, meeting))
    house.app.processes.move_step(house.job.id, step.id, 3)
    assert outcome(house, meeting) == "Step 3 of version 1"
    house.app.undo.undo()
    house.app.undo.undo()
    assert outcome(house, meeting) == ""


def test_a_decision_taken_back_stays_so_whatever_becomes_of_the_step(house: House, step: Step) -> None:
    meeting = noted(house, "d Interview feedback: within 1 day")
    house.app.meetings.take_into_process(meeting.id, only(house, meeting))
    house.app.undo.undo()
    house.app.processes.remove_step(house.job.id, step.id)
    house.app.undo.undo()
    assert outcome(house, meeting) == ""


def test_what_was_signed_of_a_decision_stays_so_though_its_step_is_removed_in_the_next_version(
    house: House, step: Step
) -> None:
    meeting = noted(house, "d Interview feedback: within 1 day")
    house.app.meetings.take_into_process(meeting.id, only(house, meeting))
    house.sign(house.agree())
    house.app.agreements.amend(house.job.id)
    house.app.processes.remove_step(house.job.id, step.id)
    assert outcome(house, meeting) == "Step 1 of version 1"


def test_how_a_decision_ended_in_words_of_ones_own_stays_though_its_step_is_removed(house: House, step: Step) -> None:
    meeting = noted(house, "d Interview feedback: within 1 day")
    house.app.meetings.take_into_process(meeting.id, only(house, meeting))
    (item,) = house.app.meetings.get(meeting.id).items
    house.app.meetings.edit_item(meeting.id, replace(item, outcome="As Priya asked"))
    house.app.processes.remove_step(house.job.id, step.id)
    assert outcome(house, meeting) == "As Priya asked"


def test_what_the_process_says_already_is_not_taken_in(house: House, step: Step) -> None:
    house.sign(house.agree())
    meeting = noted(house, "d Interview feedback: within 3 days")
    proposal = only(house, meeting)
    assert not proposal.changes
    with pytest.raises(NotReadyError, match="already"):
        house.app.meetings.take_into_process(meeting.id, proposal)
    assert len(house.app.agreements.versions(house.job.id)) == 1


def test_a_step_that_was_removed_meanwhile_is_told_and_nothing_is_begun(house: House, step: Step) -> None:
    house.sign(house.agree())
    meeting = noted(house, "d Interview feedback: within 1 day")
    proposal = replace(only(house, meeting), step_id=meeting.id)
    with pytest.raises(NotFoundError):
        house.app.meetings.take_into_process(meeting.id, proposal)
    assert len(house.app.agreements.versions(house.job.id)) == 1


def test_a_limit_that_no_step_can_have_is_refused_in_words(house: House, step: Step) -> None:
    meeting = noted(house, "d Interview feedback: within 1 day")
    proposal = replace(only(house, meeting), within=Within(900, Unit.WORKING_DAYS))
    with pytest.raises(InvalidInputError):
        house.app.meetings.take_into_process(meeting.id, proposal)
    assert process(house).step(step.id) == step


def test_the_brief_is_filled_again_and_again_while_the_answers_grow_and_no_line_stands_twice(house: House) -> None:
    why, success = house.app.agendas.get(MeetingKind.INTAKE).topics[:2]
    meeting = noted(house, f"## {why}\nA new plant\n## {success}\nBooks closed")
    house.app.job_orders.save(replace(house.app.job_orders.get(house.job.id), brief="As imported."))
    house.app.meetings.fill_brief(meeting.id)
    notes = f"## {why}\nA new plant\nTwo left\n\n## {success}\nBooks closed\nin six days"
    house.app.meetings.write_notes(meeting.id, notes, meeting.notes)
    job = house.app.meetings.fill_brief(meeting.id)
    assert job.brief == f"As imported.\n\n{why}\nA new plant\nTwo left\n\n{success}\nBooks closed\nin six days"
    with pytest.raises(NotReadyError, match="already"):
        house.app.meetings.fill_brief(meeting.id)
    house.app.undo.undo()
    assert (
        house.app.job_orders.get(house.job.id).brief == f"As imported.\n\n{why}\nA new plant\n\n{success}\nBooks closed"
    )


def test_the_same_answer_to_two_questions_stands_below_both(house: House) -> None:
    meeting = noted(house, "")
    why, success = meeting.agenda[:2]
    house.app.job_orders.save(replace(house.app.job_orders.get(house.job.id), brief=f"{why}\nYes\n\n{success}\nMaybe"))
    house.app.meetings.write_notes(meeting.id, f"# {why}\nYes\n# {success}\nMaybe\nYes", "")
    assert house.app.meetings.fill_brief(meeting.id).brief == f"{why}\nYes\n\n{success}\nMaybe\nYes"


def test_what_was_written_into_the_brief_by_hand_stays_when_it_is_filled_again(house: House) -> None:
    why = house.app.agendas.get(MeetingKind.INTAKE).topics[0]
    meeting = noted(house, f"## {why}\nA new plant")
    job = house.app.meetings.fill_brief(meeting.id)
    house.app.job_orders.save(replace(job, brief=f"{why}\nA new plant, by hand\n\nAnd this"))
    job = house.app.meetings.fill_brief(meeting.id)
    assert job.brief == f"{why}\nA new plant, by hand\nA new plant\n\nAnd this"
