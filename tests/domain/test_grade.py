"""The grade of a job order: derived from four facts, explained, capped while the client has not signed."""

from dataclasses import replace
from decimal import Decimal
from itertools import product
from uuid import uuid4

import pytest

from desktop.domain.grade import Letter, grade
from desktop.domain.job_order import JobOrder, Pay

BARE = JobOrder(client_id=uuid4(), title="Nurse")
READY = replace(BARE, slots_booked=True, manager_access=True, pay_confirmed=True, pay=Pay(lowest=Decimal(40_000)))


def test_all_four_facts_make_an_a_and_nothing_is_left_to_raise() -> None:
    found = grade(READY, is_signed=True, client_signed=True)
    assert found.letter == Letter.A
    assert all(reason.is_met and not reason.to_raise for reason in found.reasons)
    assert found.capped == ""


@pytest.mark.parametrize("client_signed", [False, True])
def test_without_the_signatures_it_is_a_b_at_most(client_signed: bool) -> None:
    found = grade(READY, is_signed=False, client_signed=client_signed)
    assert found.letter == Letter.B
    assert bool(found.capped) != client_signed
    assert found.reasons[0].to_raise == ("Sign the agreement." if client_signed else "Ask the client for its sign-off.")


@pytest.mark.parametrize("field", ["slots_booked", "manager_access", "pay_confirmed"])
def test_each_fact_that_is_missing_is_named_with_what_would_raise_it(field: str) -> None:
    lacking = replace(READY, **{field: False})  # type: ignore[arg-type]  # all three are flags
    found = grade(lacking, is_signed=True, client_signed=True)
    assert found.letter == Letter.B
    (reason,) = [reason for reason in found.reasons if not reason.is_met]
    assert reason.to_raise
    assert grade(lacking, is_signed=False, client_signed=False).letter == Letter.C


def test_a_confirmed_pay_range_that_nobody_wrote_down_is_none() -> None:
    found = grade(replace(READY, pay=Pay()), is_signed=True, client_signed=True)
    assert found.letter == Letter.B
    assert found.reasons[3].words == "No pay range is noted."


def test_one_more_fact_never_makes_it_worse() -> None:
    order = list(Letter)
    for signed, slots, access, pay in product((False, True), repeat=4):
        job = replace(READY, slots_booked=slots, manager_access=access, pay_confirmed=pay)
        now = order.index(grade(job, is_signed=signed, client_signed=signed).letter)
        assert order.index(grade(job, is_signed=True, client_signed=True).letter) <= now
        for better in (replace(job, slots_booked=True), replace(job, manager_access=True)):
            assert order.index(grade(better, is_signed=signed, client_signed=signed).letter) <= now
