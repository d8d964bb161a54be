"""From draft to signed, amended and replaced."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from desktop.app import DATABASE
from desktop.domain.agreement import AgreementState, SignMethod
from desktop.domain.job_order import JobState
from desktop.domain.limits import Within
from desktop.domain.positions import Position, Stance
from desktop.domain.roles import Role, Side
from desktop.domain.steps import Step
from desktop.errors import FrozenError, InvalidInputError, NotFoundError, NotReadyError, UnreadableFileError
from tests.services.conftest import PICTURE, House


def test_open_differences_keep_a_version_from_being_agreed(house: House) -> None:
    step = house.app.processes.get(house.job.id).steps[0]
    house.app.processes.agree_the_rest(house.job.id)
    house.app.processes.take_position(
        house.job.id, step.id, Side.CLIENT, Position(stance=Stance.REFUSES, why="Not this way")
    )
    with pytest.raises(NotReadyError, match="1 step is not agreed"):
        house.app.agreements.agree(house.job.id)
    assert house.app.agreements.newest(house.job.id).state == AgreementState.DRAFT


def test_a_signer_nobody_is_named_for_keeps_a_version_from_being_agreed(house: House) -> None:
    house.app.processes.agree_the_rest(house.job.id)
    house.app.job_orders.save(replace(house.app.job_orders.get(house.job.id), involved=()))
    with pytest.raises(NotReadyError, match="Nobody is named as Client HR"):
        house.app.agreements.agree(house.job.id)


def test_an_agreed_version_fixes_the_process(house: House) -> None:
    agreed = house.agree()
    step = house.app.processes.get(house.job.id).steps[0]
    with pytest.raises(FrozenError, match="Version 1"):
        house.app.processes.edit_step(house.job.id, replace(step, within=Within(9)))
    assert agreed.content is not None
    assert house.app.processes.get(house.job.id).steps[0].within == step.within


def test_what_changes_after_agreeing_changes_nothing_that_was_agreed(house: House) -> None:
    agreed = house.agree()
    house.app.clients.save(replace(house.app.clients.get(house.client.id), name="Southwind", legal_name=""))
    house.app.clients.save_person(replace(house.app.clients.person(house.hr.id), name="P. Nair-Jones"))
    house.app.job_orders.save(replace(house.app.job_orders.get(house.job.id), title="Chief Accountant"))
    again = house.app.agreements.get(agreed.id)
    assert again.content == agreed.content
    assert agreed.content is not None
    assert (agreed.content.client, agreed.content.title) == ("Northwind Foods Ltd", "Senior Accountant")


def test_reopening_before_any_signature_makes_it_a_draft_again(house: House) -> None:
    house.agree()
    assert house.app.agreements.reopen(house.job.id).state == AgreementState.DRAFT
    step = house.app.processes.get(house.job.id).steps[0]
    assert house.app.processes.edit_step(house.job.id, replace(step, within=Within(9))).steps[0].within == Within(9)


def test_reopening_after_a_signature_withdraws_the_version_and_begins_the_next(house: House) -> None:
    agreed = house.agree()
    house.app.agreements.sign_off(agreed.id, house.by_email(Role.CLIENT_HR))
    with pytest.raises(InvalidInputError):
        house.app.agreements.reopen(house.job.id)
    draft = house.app.agreements.reopen(house.job.id, "The panel changed")
    old = house.app.agreements.get(agreed.id)
    assert (draft.number, draft.state, old.state, old.withdrawn_because, len(old.sign_offs)) == (
        2, AgreementState.DRAFT, AgreementState.WITHDRAWN, "The panel changed", 1,
    )  # fmt: skip


def test_the_last_signature_freezes_the_version(house: House) -> None:
    agreed = house.agree()
    half = house.app.agreements.sign_off(agreed.id, house.by_email(Role.CLIENT_HR))
    assert half.state == AgreementState.AGREED
    whole = house.app.agreements.sign_off(agreed.id, house.by_email(Role.RECRUITER))
    assert (whole.state, whole.effective_from) == (AgreementState.SIGNED, house.clock.at.date())
    with pytest.raises(NotReadyError):
        house.app.agreements.take_back_sign_off(whole.id, whole.sign_offs[0].id)
    with pytest.raises(NotReadyError):
        house.app.agreements.reopen(house.job.id, "why not")


FORBIDDEN = (
    *(
        f"UPDATE agreements SET {column} = '{{}}' WHERE state = '{state}'"  # noqa: S608 - our own names
        for state in ("signed", "replaced")
        for column in ("content", "fingerprint", "logo", "number", "job_order_id", "agreed_at", "effective_from")
    ),
    "UPDATE agreements SET state = 'draft' WHERE state = 'signed'",
    "UPDATE agreements SET state = 'signed' WHERE state = 'replaced'",
    "UPDATE agreements SET replaced_from = '2030-01-01' WHERE state = 'replaced'",
    "DELETE FROM agreements WHERE state = 'signed'",
    "DELETE FROM agreements WHERE state = 'replaced'",
    "DELETE FROM sign_offs",
    "UPDATE sign_offs SET name = 'Somebody else'",
    (
        "INSERT INTO sign_offs SELECT 'new', agreement_id, role, name, title, authority, method, signed_on,"
        " recorded_at, scan, drawing, email_reference FROM sign_offs"
    ),
    "UPDATE scans SET data = x'00'",
    "DELETE FROM scans",
)
"""What not even a defect of ours may do to a replaced version that was signed in ink, and to a signed one."""


def test_the_database_itself_refuses_to_change_what_is_signed(house: House) -> None:
    agreed = house.agree()
    ink = replace(house.by_email(Role.CLIENT_HR), method=SignMethod.INK)
    house.sign(house.app.agreements.sign_off(agreed.id, ink, ("page.png", PICTURE)))
    house.app.agreements.amend(house.job.id)
    house.sign(house.agree())
    done = []
    with closing(sqlite3.connect(house.app.folder / DATABASE)) as db:
        for statement in FORBIDDEN:
            try:
                db.execute(statement)
            except sqlite3.IntegrityError as error:
                assert str(error) == "signed is frozen"  # noqa: PT017 - each of them, and what is not refused is named
            else:
                done.append(statement)
    assert done == []


def test_an_amendment_names_what_changes_and_replaces_the_old_version_when_signed(house: House) -> None:
    first = house.sign(house.agree())
    house.clock.go_on(days=30)
    house.app.agreements.amend(house.job.id)
    step = house.app.processes.get(house.job.id).steps[0]
    house.app.processes.edit_step(house.job.id, replace(step, within=Within(7)))
    start = house.clock.at.date() + timedelta(days=14)
    house.app.processes.set_validity(house.job.id, valid_until=None, effective_from=start)
    second = house.agree()
    assert second.content is not None
    assert [(a.old, a.new) for a in second.content.amendments if "Intake" in a.what] == [("2 days", "7 days")]
    assert house.app.agreements.get(first.id).state == AgreementState.SIGNED
    house.sign(second)
    old, new = house.app.agreements.get(first.id), house.app.agreements.get(second.id)
    assert (old.state, old.replaced_from, old.content) == (AgreementState.REPLACED, start, first.content)
    assert (new.state, new.effective_from) == (AgreementState.SIGNED, start)


def test_giving_up_an_amendment_brings_back_the_signed_process(house: House) -> None:
    house.sign(house.agree())
    signed = house.app.processes.get(house.job.id)
    house.app.agreements.amend(house.job.id)
    house.app.processes.remove_step(house.job.id, signed.steps[2].id)
    house.app.agreements.withdraw(house.job.id, "Not worth it")
    now = house.app.processes.get(house.job.id)
    assert [s.agreed_terms for s in now.steps] == [s.agreed_terms for s in signed.steps]
    with pytest.raises(FrozenError):
        house.app.processes.remove_step(house.job.id, now.steps[0].id)
    assert house.app.agreements.amend(house.job.id).number == 3


def test_nobody_signs_before_the_version_was_agreed_or_tomorrow(house: House) -> None:
    agreed = house.agree()
    for days in (-1, 1):
        wrong = replace(house.by_email(Role.CLIENT_HR), signed_on=house.clock.at.date() + timedelta(days=days))
        with pytest.raises(InvalidInputError) as refused:
            house.app.agreements.sign_off(agreed.id, wrong)
        assert set(refused.value.problems) == {"signed_on"}
    assert house.app.agreements.get(agreed.id).sign_offs == ()


def test_a_scan_is_kept_with_its_sha256_or_refused_whole(house: House) -> None:
    agreed = house.agree()
    ink = replace(house.by_email(Role.CLIENT_HR), method=SignMethod.INK, email_reference="")
    with pytest.raises(UnreadableFileError, match="is no PDF"):
        house.app.agreements.sign_off(agreed.id, ink, ("page.pdf", b"not a PDF"))
    with pytest.raises(InvalidInputError, match="scan"):
        house.app.agreements.sign_off(agreed.id, ink)
    page = house.app.agreements.pdf(agreed.id)
    signed = house.app.agreements.sign_off(agreed.id, ink, ("page.pdf", page))
    scan = signed.sign_offs[0].scan
    assert scan is not None
    assert house.app.agreements.scan(agreed.id, scan) == page
    house.app.agreements.take_back_sign_off(agreed.id, signed.sign_offs[0].id)
    with pytest.raises(NotReadyError):
        house.app.agreements.scan(agreed.id, scan)


def test_undo_does_not_reach_behind_an_agreed_version(house: House) -> None:
    house.agree()
    with pytest.raises(FrozenError):
        house.app.undo.undo()
    assert not house.app.processes.get(house.job.id).open_steps


@pytest.mark.parametrize("state", [JobState.FILLED, JobState.LOST, JobState.PASSED])
def test_nothing_is_agreed_for_a_job_order_that_is_closed(house: House, state: JobState) -> None:
    job, agreements = house.job.id, house.app.agreements
    house.app.processes.agree_the_rest(job)
    edit = house.app.undo.newest
    assert edit is not None
    close(house, state)
    refused = (
        lambda: agreements.propose(job),
        lambda: agreements.agree(job),
        lambda: house.app.processes.add_step(job, Step(title="A coffee")),
        edit.undo,
    )
    for deed in refused:
        with pytest.raises(NotReadyError, match="Take it up again first"):
            deed()
    house.app.job_orders.take_up_again(job)
    assert agreements.agree(job).state == AgreementState.AGREED


def test_a_signature_may_come_late_to_a_filled_job_order_but_not_to_a_passed_one(house: House) -> None:
    agreed = house.agree()
    close(house, JobState.PASSED)
    with pytest.raises(NotReadyError, match="JO-0001: Passed"):
        house.sign(agreed)
    house.app.job_orders.take_up_again(house.job.id)
    close(house, JobState.FILLED)
    assert house.sign(agreed).state == AgreementState.SIGNED


def test_the_list_shows_the_next_version_once_a_signed_one_was_reopened(house: House) -> None:
    house.app.agreements.sign_off(house.agree().id, house.by_email(Role.CLIENT_HR))
    house.app.agreements.reopen(house.job.id, "The panel changed")
    line = house.app.job_orders.line(house.job.id)
    assert line is not None
    assert (line.standing.number, line.standing.state) == (2, AgreementState.DRAFT)


def test_giving_up_an_amendment_keeps_private_notes_and_who_gave_way(house: House) -> None:
    house.sign(house.agree())
    house.app.agreements.amend(house.job.id)
    step = house.app.processes.get(house.job.id).steps[0]
    house.app.processes.note(house.job.id, step.id, "They always say that")
    refusal = Position(stance=Stance.REFUSES, why="Not this way")
    house.app.processes.take_position(house.job.id, step.id, Side.CLIENT, refusal)
    house.app.processes.keep(house.job.id, step.id)
    house.app.agreements.withdraw(house.job.id, "Not worth it")
    now = house.app.processes.get(house.job.id).steps[0]
    assert (now.note, [one.asked for one in now.settlements]) == ("They always say that", [refusal])


def test_an_agreement_whose_time_has_passed_is_not_agreed(house: House) -> None:
    house.app.processes.set_validity(house.job.id, valid_until=house.clock.at.date(), effective_from=None)
    house.clock.go_on(days=1)
    house.app.processes.agree_the_rest(house.job.id)
    with pytest.raises(NotReadyError, match="valid until 3 November 2026 only"):
        house.app.agreements.agree(house.job.id)


def test_what_is_not_there_is_said_to_be_gone(house: House) -> None:
    agreed = house.agree()
    with pytest.raises(NotFoundError):
        house.app.agreements.newest(uuid4())
    with pytest.raises(NotFoundError):
        house.app.agreements.take_back_sign_off(agreed.id, uuid4())


def close(house: House, state: JobState) -> None:
    if state == JobState.PASSED:
        house.app.job_orders.pass_on(house.job.id, "No terms")
    else:
        house.app.job_orders.close(house.job.id, state, "So it went")
