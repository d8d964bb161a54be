"""Puts an agreement's content together from what it is about."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from desktop.domain.agency import Agency
from desktop.domain.agreement import AgreedStep, Content, Participant
from desktop.domain.amendments import amendments
from desktop.domain.job_order import JobOrder
from desktop.domain.people import Client, Person
from desktop.domain.plan import lay_out
from desktop.domain.positions import AGREES
from desktop.domain.process import Process
from desktop.domain.roles import Role
from desktop.domain.steps import Step


@dataclass(frozen=True, kw_only=True)
class Source:
    """What an agreement is made from, as it is now. `people` are those of both sides, by id."""

    agency: Agency
    client: Client
    people: Mapping[UUID, Person]
    job_order: JobOrder
    process: Process
    holidays_of: str = ""
    client_holidays_of: str = ""


def compose(source: Source, *, version: int, dated: date, replaces: Content | None = None) -> Content:
    """The content of version `version`, as of now; with the amendments where it replaces a signed one."""
    job, process, agency, client = source.job_order, source.process, source.agency, source.client
    steps = tuple(_agreed(step) for step in process.steps)
    client_week = client.week(agency.week)
    content = Content(
        language=agency.language,
        reference=job.reference,
        version=version,
        dated=dated,
        valid_until=process.valid_until,
        effective_from=process.effective_from,
        replaces=replaces.version if replaces else None,
        amendments=(),
        agency=agency.formal_name,
        agency_short=agency.name,
        client=client.formal_name,
        client_short=client.name,
        title=job.title,
        openings=job.openings,
        location=job.location,
        participants=_participants(source),
        steps=steps,
        terms=process.terms,
        week=agency.week,
        holidays_of=source.holidays_of,
        client_holidays_of=source.client_holidays_of,
        total_days=lay_out(process.steps, hours_a_day=agency.week.hours_a_day).total_days,
        terms_of_business=job.terms_of_business.reference,
        terms_of_business_dated=job.terms_of_business.dated,
        client_week=None if client_week == agency.week else client_week,
        says_how_days_count=True,
    )
    if replaces is None:
        return content
    return replace(content, amendments=amendments(replaces, content))


def _agreed(step: Step) -> AgreedStep:
    return AgreedStep(
        id=step.id,
        title=step.title,
        done_when=step.done_when,
        within=step.within,
        counted_from=step.counted_from,
        per_candidate=step.per_candidate,
        does=step.does,
        answers=step.answers,
        asked=step.asked,
        told=step.told,
        if_missed=step.if_missed,
        negotiates_offer=step.negotiates_offer,
        is_agreed=step.is_agreed,
    )


def restored(agreed: AgreedStep, now: Step | None = None) -> Step:
    """The working step that a signed one came from, agreed by both. What is not on paper stays as it is `now`."""
    return Step(
        id=agreed.id,
        title=agreed.title,
        done_when=agreed.done_when,
        within=agreed.within,
        counted_from=agreed.counted_from,
        per_candidate=agreed.per_candidate,
        does=agreed.does,
        answers=agreed.answers,
        asked=agreed.asked,
        told=agreed.told,
        if_missed=agreed.if_missed,
        negotiates_offer=agreed.negotiates_offer,
        agency=AGREES,
        client=AGREES,
        settlements=now.settlements if now else (),
        note=now.note if now else "",
    )


def _participants(source: Source) -> tuple[Participant, ...]:
    """Everyone who takes part, in column order.

    A role that signs, or that says when and how it is involved, is there with an empty name where nobody is named yet.
    """
    found = []
    for role in Role:
        involved = source.job_order.involvement(role)
        person = source.people.get(involved.person_id) if involved and involved.person_id else None
        deputy = source.people.get(involved.deputy_id) if involved and involved.deputy_id else None
        says_how = involved is not None and any((deputy, involved.when, involved.how))
        if not (person or says_how or role in source.process.terms.signers):
            continue
        found.append(
            Participant(
                role=role,
                name=person.name if person else "",
                title=person.title if person else "",
                authority=person.authority if person else "",
                deputy=deputy.name if deputy else "",
                when=involved.when if involved else "",
                how=involved.how if involved else "",
            )
        )
    return tuple(found)
