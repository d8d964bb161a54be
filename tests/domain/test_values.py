"""Absurd fields get a word beside the field."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from uuid import uuid4

import pytest

from desktop.domain.agency import Agency
from desktop.domain.agreement import Agreement, AgreementState, Scan, SignMethod, SignOff
from desktop.domain.calendars import WorkingWeek
from desktop.domain.compose import Source, compose
from desktop.domain.history import _SENTENCES, Deed, Event
from desktop.domain.job_order import Involvement, JobOrder, Pay, TermsOfBusiness
from desktop.domain.people import Client, Person
from desktop.domain.positions import AGREES
from desktop.domain.roles import Role, Side
from desktop.domain.terms import Goal, IfSomethingSlips, StayInTouch, Terms

JOB = JobOrder(client_id=uuid4(), title="Buyer", number=142)
SOMEONE = uuid4()


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("title", {"title": ""}),
        ("title", {"title": "x" * 5000}),
        ("title", {"title": "a\nb"}),
        ("location", {"location": "\x00"}),
        ("brief", {"brief": "x" * 50_001}),
        ("passed_because", {"passed_because": "x" * 601}),
        ("without_agreement", {"without_agreement": "\x00"}),
        ("openings", {"openings": 0}),
        ("openings", {"openings": 10_001}),
        ("end_on", {"start_on": date(2026, 2, 1), "end_on": date(2026, 1, 31)}),
        ("pay.highest", {"pay": Pay(lowest=Decimal(2), highest=Decimal(1))}),
        ("pay.lowest", {"pay": Pay(lowest=Decimal(-1))}),
        ("pay.lowest", {"pay": Pay(lowest=Decimal("NaN"))}),
        ("pay.highest", {"pay": Pay(highest=Decimal("1e12"))}),
        ("pay.currency", {"pay": Pay(currency="€")}),
        ("terms_of_business.fee_percent", {"terms_of_business": TermsOfBusiness(fee_percent=Decimal(101))}),
        ("terms_of_business.fee_percent", {"terms_of_business": TermsOfBusiness(fee_percent=Decimal("Infinity"))}),
        ("terms_of_business.payment_days", {"terms_of_business": TermsOfBusiness(payment_days=-1)}),
        (
            "involved.legal.deputy_id",
            {"involved": (Involvement(role=Role.LEGAL, person_id=SOMEONE, deputy_id=SOMEONE),)},
        ),
        ("involved.legal.when", {"involved": (Involvement(role=Role.LEGAL, when="a\nb"),)}),
    ],
)
def test_a_job_order_says_which_field_is_wrong(field: str, change: dict[str, object]) -> None:
    assert list(replace(JOB, **change).problems()) == [field]  # type: ignore[arg-type]


def test_a_plain_job_order_has_no_problem_and_its_reference() -> None:
    assert not JOB.problems()
    assert JOB.reference == "JO-0142"


@pytest.mark.parametrize("email", ["", "a@b.co", "é.ü@münchen.example", "a+b@c.d.e"])
def test_an_address_may_be_in_any_script(email: str) -> None:
    assert not Person(client_id=None, name="A", role=Role.RECRUITER, email=email).problems()


@pytest.mark.parametrize(
    "email", ["a", "@b.co", "a@b", "a b@c.de", "a@b@c.de", "A <a@b.co>", "a@b.co,c@d.ef", "a@b.co\n"]
)
def test_what_is_no_address_is_refused(email: str) -> None:
    assert list(Person(client_id=None, name="A", role=Role.RECRUITER, email=email).problems()) == ["email"]


def test_a_person_plays_a_role_of_their_own_side() -> None:
    assert "role" in Person(client_id=None, name="A", role=Role.CLIENT_HR).problems()
    assert "role" in Person(client_id=uuid4(), name="A", role=Role.AGENCY_LEAD).problems()


@pytest.mark.parametrize("zone", ["Mars/Olympus", "../etc/passwd", "Europe", "x" * 999, "a\x00b"])
def test_a_time_zone_nobody_knows_is_refused(zone: str) -> None:
    assert list(Client(name="A", time_zone=zone).problems()) == ["time_zone"]
    assert list(Agency(name="A", week=WorkingWeek(time_zone=zone)).problems()) == ["week.time_zone"]


def test_a_working_week_has_days_and_hours() -> None:
    week = WorkingWeek(days=(), opens=time(17), closes=time(17))
    assert set(Agency(name="", week=week).problems()) == {"name", "week.days", "week.closes"}
    assert WorkingWeek().hours_a_day == 8.5
    assert not Agency(name="Harbour").problems()


@pytest.mark.parametrize(
    ("field", "terms"),
    [
        ("goals", Terms(goals=(Goal("a", "b"),) * 9)),
        ("goals.0.target", Terms(goals=(Goal("a", ""),))),
        ("channel", Terms(stay_in_touch=StayInTouch(channel="x" * 201))),
        ("weeks", Terms(stay_in_touch=StayInTouch(weeks=0))),
        ("stop_the_clock", Terms(if_something_slips=IfSomethingSlips(stop_the_clock=" "))),
        ("talk_within_days", Terms(if_something_slips=IfSomethingSlips(talk_within_days=21))),
        ("signers", Terms(signers=(Role.CLIENT_HR,))),
    ],
)
def test_terms_say_which_field_is_wrong(field: str, terms: Terms) -> None:
    assert list(terms.problems()) == [field]
    assert not Terms().problems()


def sign_off(**more: object) -> SignOff:
    plain = SignOff(
        role=Role.CLIENT_HR,
        name="Priya",
        method=SignMethod.EMAIL,
        signed_on=date(2026, 11, 3),
        recorded_at=datetime(2026, 11, 3, tzinfo=UTC),
        email_reference="Re: yes, 3 November",
    )
    return replace(plain, **more)  # type: ignore[arg-type]


def wrong(signature: SignOff) -> dict[str, str]:
    return signature.problems(today=date(2026, 11, 4), agreed_on=date(2026, 11, 2))


def test_nobody_signs_tomorrow_or_before_it_was_agreed() -> None:
    assert not wrong(sign_off())
    assert list(wrong(sign_off(signed_on=date(2026, 11, 5)))) == ["signed_on"]
    early = wrong(sign_off(signed_on=date(2026, 11, 1)))
    assert early["signed_on"].startswith("This version was agreed on 2 November 2026; ")


def test_each_way_to_sign_leaves_its_evidence() -> None:
    assert list(wrong(sign_off(method=SignMethod.INK))) == ["scan"]
    assert not wrong(sign_off(method=SignMethod.INK, scan=Scan(name="a.pdf", media_type="x", sha256="0", size=1)))
    assert list(wrong(sign_off(method=SignMethod.ON_SCREEN, drawing=(((1, 1),),)))) == ["drawing"]
    assert not wrong(sign_off(method=SignMethod.ON_SCREEN, drawing=(((1, 1), (2, 2)),)))
    assert list(wrong(sign_off(email_reference="\u200b"))) == ["email_reference"]


def test_an_agreement_waits_for_the_roles_that_have_not_signed(source: Source) -> None:
    content = compose(source, version=1, dated=date(2026, 11, 3))
    agreed = Agreement(job_order_id=source.job_order.id, state=AgreementState.AGREED, content=content)
    assert agreed.missing() == (Role.CLIENT_HR, Role.RECRUITER)
    assert replace(agreed, sign_offs=(sign_off(),)).missing() == (Role.RECRUITER,)
    assert Agreement(job_order_id=source.job_order.id).missing() == ()
    assert sign_off().side == Side.CLIENT


def test_states_before_agreed_print_as_draft() -> None:
    assert {state for state in AgreementState if not state.is_fixed} == {AgreementState.DRAFT, AgreementState.PROPOSED}


def test_every_deed_has_its_sentence_and_facts_are_only_text() -> None:
    assert set(_SENTENCES) == set(Deed)
    at = datetime(2026, 11, 3, tzinfo=UTC)
    event = Event(job_order_id=uuid4(), at=at, who="Tom", deed=Deed.PASSED, facts=(("reason", "{secret} %s"),))
    assert event.sentence == "Passed: {secret} %s"
    assert Event(job_order_id=uuid4(), at=at, who="Tom", deed=Deed.PASSED).sentence == "Passed: …"


def test_a_step_is_agreed_when_both_sides_say_so(source: Source) -> None:
    step = source.process.steps[0]
    assert step.is_agreed
    assert not step.is_open
    assert step.position(Side.CLIENT) == AGREES
