"""The sample data is what a careful user would have typed."""

import unicodedata
from datetime import date

import holidays
import pytest

from desktop.domain.agreement import SignMethod
from desktop.domain.job_order import JobOrder
from desktop.domain.people import Client, Person
from desktop.domain.roles import INVOLVED_ON_OCCASION, Role
from desktop.domain.starting_templates import starting_templates
from desktop.domain.steps import Step
from desktop.domain.text import tidied
from desktop.sample.job_orders import sample_job_orders
from desktop.sample.people import sample_agency, sample_clients, sample_people
from desktop.sample.story import DRAWN, Do, SampleJobOrder

TODAY = date(2026, 11, 3)
PEOPLE = {person.id: person for person in sample_people()}
CLIENTS = {client.id: client for client in sample_clients(TODAY)}
SAMPLES = sample_job_orders(TODAY)
each_sample = pytest.mark.parametrize("sample", SAMPLES, ids=[s.job_order.title for s in SAMPLES])


def steps_of(sample: SampleJobOrder) -> tuple[Step, ...]:
    return next(template.steps for template in starting_templates() if template.key == sample.template)


def test_there_are_fourteen_job_orders_for_eleven_clients_and_four_of_us() -> None:
    assert (len(SAMPLES), len(CLIENTS), len({client.country for client in CLIENTS.values()})) == (14, 11, 11)
    assert {sample.job_order.client_id for sample in SAMPLES} == set(CLIENTS)
    assert sum(person.client_id is None for person in PEOPLE.values()) == 4
    assert len({sample.job_order.id for sample in SAMPLES}) == 14
    agency = sample_agency()
    assert agency.me in PEOPLE
    assert agency.is_sample


def test_everything_can_be_kept_as_it_is() -> None:
    assert not sample_agency().problems()
    values: list[Client | Person | JobOrder] = [*CLIENTS.values(), *PEOPLE.values(), *(s.job_order for s in SAMPLES)]
    for value in values:
        assert not value.problems()
        assert tidied(value) == value


def test_names_are_written_in_eight_scripts() -> None:
    scripts = {
        unicodedata.name(letter).split()[0] for person in PEOPLE.values() for letter in person.name if letter.isalpha()
    }
    assert {"LATIN", "GREEK", "CYRILLIC", "ARABIC", "HEBREW", "DEVANAGARI", "CJK", "HIRAGANA"} <= scripts


def test_every_role_is_played_by_somebody() -> None:
    assert {person.role for person in PEOPLE.values()} == set(Role)


def test_every_place_has_its_public_holidays() -> None:
    for client in CLIENTS.values():  # as of 2021: Ukraine keeps none in wartime
        assert holidays.country_holidays(client.country, subdiv=client.region or None, years=2021)


def test_no_address_leads_anywhere() -> None:
    assert all(person.email.endswith(".example") for person in PEOPLE.values())


@each_sample
def test_those_involved_are_of_the_right_side_and_the_signers_are_named(sample: SampleJobOrder) -> None:
    job = sample.job_order
    for one in job.involved:
        for person in (PEOPLE[id] for id in (one.person_id, one.deputy_id) if id):
            assert person.client_id == (None if one.role.side == "agency" else job.client_id)
        assert bool(one.when) == bool(one.how) == (one.role in INVOLVED_ON_OCCASION)
    named = {one.role for one in job.involved}
    template = next(t for t in starting_templates() if t.key == sample.template)
    assert set(template.terms.signers) <= named


@each_sample
def test_a_story_goes_forward_and_names_steps_that_are_there(sample: SampleJobOrder) -> None:
    days = [act.days_ago for act in sample.story]
    received = sample.job_order.received_on
    assert days == sorted(days, reverse=True)
    assert received is not None
    assert all((TODAY - received).days >= day >= 1 for day in days)
    count = len(steps_of(sample))
    for act in sample.story:
        about_a_step = act.do in {Do.SAY, Do.ACCEPT, Do.KEEP, Do.CHANGE_LIMIT, Do.NOTE, Do.DONE, Do.EXCUSE}
        assert (1 if about_a_step else 0) <= act.step <= (count if about_a_step or act.do == Do.TRACK else 0)
        assert (act.position is not None) == (act.do == Do.SAY)
        assert (act.within is not None) == (act.do == Do.CHANGE_LIMIT)
        assert (act.role is not None) == (act.method is not None) == (act.do == Do.SIGN)
        assert act.position is None or not act.position.problems()
        assert act.method != SignMethod.EMAIL or act.words


def test_the_drawn_signature_stays_in_its_box() -> None:
    assert all(0 <= x <= 1000 and 0 <= y <= 300 for stroke in DRAWN for x, y in stroke)
