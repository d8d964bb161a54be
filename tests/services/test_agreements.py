"""From draft to signed, amended and replaced."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.app import DATABASE
from desktop.domain.agreement import AgreementState, SignMethod
from desktop.domain.limits import Within
from desktop.domain.positions import Position, Stance
from desktop.domain.roles import Role, Side
from desktop.errors import FrozenError, InvalidInputError, NotReadyError, UnreadableFileError
from tests.services.conftest import House


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


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE agreements SET content = '{}'",
        "UPDATE agreements SET state = 'draft'",
        "DELETE FROM agreements",
        "DELETE FROM sign_offs",
        "UPDATE sign_offs SET name = 'Somebody else'",
    ],
)
def test_the_database_itself_refuses_to_change_what_is_signed(house: House, statement: str) -> None:
    house.sign(house.agree())
    with (
        closing(sqlite3.connect(house.app.folder / DATABASE)) as db,
        pytest.raises(sqlite3.IntegrityError, match="signed is frozen"),
    ):
        db.execute(statement)


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
