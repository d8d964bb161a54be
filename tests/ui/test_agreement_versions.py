"""The versions of an agreement: proposed, agreed, reopened, amended and given up."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.domain.agreement import AgreementState
from desktop.domain.job_order import JobState
from desktop.domain.roles import Role
from tests.ui.agreement_desk import CTRL, SHIFT, Desk, by_email, sit_down, texts
from tests.ui.conftest import Founded, Shown
from ui.widgets.ask_sheet import AskSheet
from ui.widgets.inputs import DateEdit


@pytest.fixture
def desk(founded: Founded, shown: Shown, qtbot: QtBot) -> Desk:
    return sit_down(founded, shown, qtbot)


# -- check ----------------------------------------------------------------------------------------------------------


def test_what_is_open_is_listed_and_keeps_the_version_from_being_agreed(desk: Desk) -> None:
    job_orders = desk.founded.app.job_orders
    job = job_orders.get(desk.founded.job.id)
    job_orders.save(replace(job, involved=tuple(one for one in job.involved if one.role != Role.RECRUITER)))
    desk.screen.refresh()
    assert not desk.screen.check.agree.isEnabled()
    desk.qtbot.waitUntil(lambda: any("Recruiter" in words for words in texts(desk.screen.check)))
    assert desk.agree().state == AgreementState.DRAFT


def test_proposing_and_agreeing_by_key(desk: Desk) -> None:
    states = []
    for key in (Qt.Key.Key_E, Qt.Key.Key_G, Qt.Key.Key_U):
        desk.key(key)
        states.append(desk.newest.state)
    assert states == [AgreementState.PROPOSED, AgreementState.AGREED, AgreementState.DRAFT]


def test_dates_of_the_draft_are_saved_and_contradictions_said_beside_them(desk: Desk) -> None:
    dates = desk.screen.dates
    assert dates is not None
    until, begins = dates.field("valid_until").editor, dates.field("effective_from").editor
    assert isinstance(until, DateEdit)
    assert isinstance(begins, DateEdit)
    begins.set_value(date(2027, 3, 1))
    until.set_value(date(2027, 2, 1))
    assert not desk.screen.flush()
    assert "ends before it begins" in dates.field("valid_until").problem
    until.set_value(date(2027, 12, 31))
    assert desk.screen.flush()
    assert desk.founded.app.processes.get(desk.founded.job.id).valid_until == date(2027, 12, 31)


# -- versions -------------------------------------------------------------------------------------------------------


def test_reopening_after_a_signature_takes_a_reason_and_makes_the_next_version(desk: Desk) -> None:
    agreement = desk.agree()
    desk.founded.app.agreements.sign_off(agreement.id, by_email(Role.CLIENT_HR))
    desk.screen.refresh()
    desk.key(Qt.Key.Key_U)
    sheet = desk.sheet(AskSheet)
    sheet.primary.click()
    assert sheet.field.problem
    sheet.field.write("The date was wrong")
    sheet.primary.click()
    assert (desk.newest.number, desk.newest.state) == (2, AgreementState.DRAFT)
    assert desk.screen.versions.currentText() == "Version 2 · Draft"
    assert desk.screen.versions.itemText(1) == "Version 1 · Withdrawn: The date was wrong"


def test_amended_and_signed_again_the_older_version_can_still_be_read(desk: Desk) -> None:
    desk.agree()
    first = desk.sign_all()
    desk.key(Qt.Key.Key_M)
    assert (desk.newest.number, desk.newest.state) == (2, AgreementState.DRAFT)
    desk.agree()
    desk.sign_all()
    assert desk.screen.versions.itemText(1).startswith("Version 1 · Replaced from")
    desk.screen.versions.setFocus()
    desk.key(Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier)
    assert desk.chosen_id == first.id
    assert desk.page()
    desk.key(Qt.Key.Key_M)
    assert desk.newest.number == 2


def test_an_amendment_given_up_before_it_was_fixed_has_no_page(desk: Desk) -> None:
    desk.agree()
    desk.sign_all()
    desk.key(Qt.Key.Key_M)
    draft = desk.newest
    desk.key(Qt.Key.Key_W, CTRL | SHIFT)
    sheet = desk.sheet(AskSheet)
    sheet.field.write("They came round")
    sheet.primary.click()
    assert (desk.newest.number, desk.newest.state) == (1, AgreementState.SIGNED)
    desk.screen.choose_version(draft.id)
    assert desk.screen.page.pdf == b""
    assert not desk.screen.paper.isVisible()


def test_the_search_is_opened_from_the_signed_agreement(desk: Desk) -> None:
    desk.agree()
    desk.sign_all()
    desk.screen.status.open_search.click()
    assert desk.founded.app.job_orders.get(desk.founded.job.id).state == JobState.OPEN
    assert not desk.screen.status.open_search.isVisible()


def test_a_passed_job_order_leads_to_its_letter(desk: Desk) -> None:
    desk.key(Qt.Key.Key_L)
    assert desk.letters == []
    desk.founded.app.job_orders.pass_on(desk.founded.job.id, "A private reason")
    desk.screen.refresh()
    assert not any("private" in words for words in texts(desk.screen))
    desk.key(Qt.Key.Key_L)
    assert desk.letters == [desk.founded.job.id]
