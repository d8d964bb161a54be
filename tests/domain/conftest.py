from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from desktop.domain.agency import Agency
from desktop.domain.compose import Source
from desktop.domain.job_order import Involvement, JobOrder, TermsOfBusiness
from desktop.domain.limits import CandidateEvent, CountedFrom, Origin, Unit, Within
from desktop.domain.people import Client, Person
from desktop.domain.positions import AGREES
from desktop.domain.process import Process
from desktop.domain.roles import Role
from desktop.domain.steps import Consequence, IfMissed, Step
from desktop.domain.terms import Goal, StayInTouch, Terms


def uid(n: int) -> UUID:
    return UUID(int=n)


def steps() -> tuple[Step, ...]:
    shortlist = Step(
        id=uid(1),
        title="Shortlist of 3 to 5",
        done_when="HR has 3 to 5 CVs",
        within=Within(10),
        counted_from=CountedFrom(Origin.AGREEMENT_SIGNED),
        does=(Role.RECRUITER,),
        answers=Role.RECRUITER,
        told=(Role.CLIENT_HR,),
        if_missed=IfMissed(Consequence.PEOPLE_TALK),
        client=AGREES,
        note="They are slow in August",
    )
    feedback = replace(
        shortlist,
        id=uid(2),
        title="Feedback – Ανατροφοδότηση",
        within=Within(8, Unit.WORKING_HOURS),
        counted_from=CountedFrom.each(CandidateEvent.SENT),
        per_candidate=True,
        does=(Role.HIRING_MANAGER,),
        answers=Role.HIRING_MANAGER,
        if_missed=IfMissed(Consequence.OWN_WORDS, "We call each other the same day"),
    )
    decision = replace(shortlist, id=uid(3), title="Decision", within=Within(3), counted_from=CountedFrom.step(uid(2)))
    return shortlist, feedback, decision


@pytest.fixture
def source() -> Source:
    """A job order of two people, three steps agreed by both sides, and legal named with when and how only."""
    recruiter = Person(id=uid(10), client_id=None, name="Tom Ellis", role=Role.RECRUITER, title="Senior Recruiter")
    hr = Person(
        id=uid(11),
        client_id=uid(20),
        name="Ελένη Παπαδοπούλου",
        role=Role.CLIENT_HR,
        authority="Head of HR",
        signs=True,
    )
    deputy = Person(id=uid(12), client_id=uid(20), name="Amal", role=Role.CLIENT_HR)
    job = JobOrder(
        id=uid(30),
        number=142,
        client_id=uid(20),
        title="Senior Accountant",
        private_notes="Fee is soft",
        terms_of_business=TermsOfBusiness(reference="TOB-7", dated=date(2026, 1, 5)),
        involved=(
            Involvement(role=Role.CLIENT_HR, person_id=uid(11), deputy_id=uid(12)),
            Involvement(role=Role.RECRUITER, person_id=uid(10)),
            Involvement(role=Role.LEGAL, when="before the contract", how="by e-mail"),
        ),
    )
    terms = Terms(goals=(Goal("Promises kept", "9 of 10"),), stay_in_touch=StayInTouch(weeks=2, channel="Telephone"))
    return Source(
        agency=Agency(name="Harbour", legal_name="Harbour Recruitment Ltd"),
        client=Client(id=uid(20), name="Northwind", legal_name="Northwind Foods Ltd", notes="Pays late"),
        people={person.id: person for person in (recruiter, hr, deputy)},
        job_order=job,
        process=Process(job_order_id=uid(30), steps=steps(), terms=terms),
        holidays_of="England",
    )
