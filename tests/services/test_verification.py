"""Comparing an agreement with what the database keeps."""

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from desktop.app import DATABASE
from desktop.domain.agreement import Agreement, SignMethod
from desktop.domain.roles import Role
from tests.services.conftest import PICTURE, House


@pytest.fixture
def half_signed(house: House) -> Agreement:
    """Signed by the client in ink; no trigger protects it yet, so that a test can damage it."""
    ink = replace(house.by_email(Role.CLIENT_HR), method=SignMethod.INK, email_reference="")
    return house.app.agreements.sign_off(house.agree().id, ink, ("page.png", PICTURE))


def test_what_is_printed_equals_what_is_kept_before_and_after_later_signatures(
    house: House, half_signed: Agreement
) -> None:
    printed = house.app.agreements.page(half_signed.id)
    assert house.app.verification.differences(printed) == ()
    house.sign(half_signed)
    assert house.app.verification.differences(printed) == ()


def test_a_page_that_is_none_of_ours_is_said_to_be_unknown(house: House, half_signed: Agreement) -> None:
    printed = house.app.agreements.page(half_signed.id)
    (told,) = house.app.verification.differences(replace(printed, content=replace(printed.content, title="Nurse")))
    assert told == "This database has no JO-0001 version 1 with this fingerprint."


def test_another_logo_or_signature_is_named(house: House, half_signed: Agreement) -> None:
    printed = house.app.agreements.page(half_signed.id)
    forged = replace(printed, logo=PICTURE, sign_offs=(replace(printed.sign_offs[0], name="Somebody else"),))
    assert house.app.verification.differences(forged) == (
        "The logo differs from the stored one of JO-0001 version 1.",
        "The sign-off of Somebody else differs from the stored one.",
    )


def test_a_scan_that_was_lost_or_altered_is_named(house: House, half_signed: Agreement) -> None:
    printed = house.app.agreements.page(half_signed.id)
    with closing(sqlite3.connect(house.app.folder / DATABASE)) as db, db:
        db.execute("DELETE FROM scans")
    (told,) = house.app.verification.differences(printed)
    assert "The scan page.png signed by Somebody is missing or altered" in told


def test_stored_content_that_was_altered_is_named(house: House, half_signed: Agreement) -> None:
    printed = house.app.agreements.page(half_signed.id)
    with closing(sqlite3.connect(house.app.folder / DATABASE)) as db, db:
        db.execute("UPDATE agreements SET content = replace(content, 'Accountant', 'Astronaut')")
    assert house.app.verification.differences(printed) == (
        "The stored content of JO-0001 version 1 does not match its fingerprint.",
        "The stored content of JO-0001 version 1 differs from the file's.",
    )
