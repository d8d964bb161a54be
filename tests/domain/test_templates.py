"""The process templates that ship with the program."""

import pytest

from desktop.domain.limits import Unit
from desktop.domain.plan import lay_out
from desktop.domain.positions import Stance
from desktop.domain.process import Process, ProcessTemplate, check_no_cycle
from desktop.domain.roles import Role, Side
from desktop.domain.starting_templates import STEPS, starting_templates
from desktop.domain.steps import Consequence

TEMPLATES = {template.key: template for template in starting_templates()}
each_template = pytest.mark.parametrize("template", TEMPLATES.values(), ids=TEMPLATES.keys())


def test_five_ship() -> None:
    assert list(TEMPLATES) == ["permanent", "contract", "executive", "volume", "temporary"]


@each_template
def test_it_can_be_agreed_as_it_stands(template: ProcessTemplate) -> None:
    process = Process(job_order_id=template.id, steps=template.steps, terms=template.terms)
    check_no_cycle(process.steps)
    assert process.gaps() == ()
    assert not template.terms.problems()
    assert not any(step.problems() for step in template.steps)


@each_template
def test_its_steps_are_ours_to_propose_and_the_clients_to_answer(template: ProcessTemplate) -> None:
    assert {(step.agency.stance, step.client.stance) for step in template.steps} == {(Stance.AGREES, Stance.SILENT)}
    assert {side for step in template.steps for side in step.sides} == {Side.AGENCY, Side.CLIENT}


@each_template
def test_every_step_counted_from_another_finds_it_above(template: ProcessTemplate) -> None:
    above = set()
    for step in template.steps:
        assert step.counted_from.step_id is None or step.counted_from.step_id in above
        above.add(step.id)


@each_template
def test_exactly_one_step_negotiates_the_offer_as_the_terms_say(template: ProcessTemplate) -> None:
    (offer,) = (step for step in template.steps if step.negotiates_offer)
    assert offer.does == (template.terms.offer_negotiator,)


def test_the_totals_are_those_worked_by_hand() -> None:
    # Permanent: 2 intake, 10 shortlist, 2 feedback, 3 slots, 2 interview, 3 decision, 2 approval, 2 offer, 3 contract.
    totals = {key: lay_out(template.steps).total_days for key, template in TEMPLATES.items()}
    assert totals == {"permanent": 29, "contract": 14, "executive": 61, "volume": 16, "temporary": 4}


def test_a_permanent_process_fits_one_page() -> None:
    assert len(TEMPLATES["permanent"].steps) == 10


def test_temporary_work_counts_in_hours() -> None:
    assert {step.within.unit for step in TEMPLATES["temporary"].steps if step.within} == {
        Unit.WORKING_HOURS,
        Unit.WORKING_DAYS,
    }


def test_an_executive_search_is_signed_by_the_leaders_too() -> None:
    assert {Role.BUSINESS_LEADER, Role.AGENCY_LEAD} <= set(TEMPLATES["executive"].terms.signers)


def test_every_starting_value_is_used_and_every_consequence_worked_in() -> None:
    assert len(STEPS) == 15
    assert len(TEMPLATES["executive"].steps) == 15
    used = {step.if_missed.consequence for step in STEPS.values()}
    assert used == set(Consequence) - {Consequence.NONE, Consequence.OWN_WORDS}


def test_two_copies_share_no_step() -> None:
    again = {step.id for template in starting_templates() for step in template.steps}
    assert again.isdisjoint(step.id for template in TEMPLATES.values() for step in template.steps)
