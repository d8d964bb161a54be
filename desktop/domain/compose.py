"""Puts an agreement's content together from what it is about, and says what changes from one version to the next."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from gettext import NullTranslations
from uuid import UUID

from desktop.domain import wording
from desktop.domain.agency import Agency
from desktop.domain.agreement import AgreedStep, Amendment, Content, Participant
from desktop.domain.job_order import JobOrder
from desktop.domain.people import Client, Person
from desktop.domain.plan import lay_out
from desktop.domain.positions import AGREES
from desktop.domain.process import Process
from desktop.domain.roles import Role
from desktop.domain.steps import Part, Step
from desktop.i18n import words


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


def restored(agreed: AgreedStep) -> Step:
    """The working step that a signed one came from, agreed by both."""
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
    )


def _participants(source: Source) -> tuple[Participant, ...]:
    """Everyone named for a role, in column order; a signing role nobody is named for stays with an empty name."""
    found = []
    for role in Role:
        involved = source.job_order.involvement(role)
        person = source.people.get(involved.person_id) if involved and involved.person_id else None
        deputy = source.people.get(involved.deputy_id) if involved and involved.deputy_id else None
        if person is None and role not in source.process.terms.signers:
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


def amendments(old: Content, new: Content) -> tuple[Amendment, ...]:
    """What changes from `old` to `new`, old beside new, in the paper's language and the order of the page."""
    t = words(new.language)
    found = [*_step_amendments(old, new, t), *_term_amendments(old, new, t)]
    return tuple(found)


def _step_amendments(old: Content, new: Content, t: NullTranslations) -> list[Amendment]:
    before = {step.id: (n, step) for n, step in enumerate(old.steps, 1)}
    after = {step.id: (n, step) for n, step in enumerate(new.steps, 1)}
    found = []
    for id, (n, step) in after.items():
        name = t.gettext("Step {n}, {title}").format(n=n, title=step.title)
        if id not in before:
            found.append(
                Amendment(
                    what=name,
                    old=t.gettext("not part of version {n}").format(n=old.version),
                    new=_summary(step, after, t),
                )
            )
            continue
        was = dict(_lines(before[id][1], before, t))
        now = dict(_lines(step, after, t))
        found += [
            Amendment(what=t.gettext("{step}: {field}").format(step=name, field=field), old=was[field], new=now[field])
            for field in now
            if was[field] != now[field]
        ]
    for id, (n, step) in before.items():
        if id not in after:
            name = t.gettext("Step {n}, {title}").format(n=n, title=step.title)
            found.append(Amendment(what=name, old=_summary(step, before, t), new=t.gettext("left out")))
    kept_before = [id for id in before if id in after]
    kept_after = [id for id in after if id in before]
    if kept_before != kept_after:
        found.append(
            Amendment(
                what=t.gettext("Order of the steps"),
                old=" · ".join(before[id][1].title for id in kept_before),
                new=" · ".join(after[id][1].title for id in kept_after),
            )
        )
    return found


_Numbered = Mapping[UUID, tuple[int, AgreedStep]]


def _lines(step: AgreedStep, all_steps: _Numbered, t: NullTranslations) -> list[tuple[str, str]]:
    """A step as (field, words). Steps it is counted from are named by title, so that renumbering is no change."""
    counted = step.counted_from
    if counted.step_id in all_steps:
        origin = t.gettext("the end of “{title}”").format(title=all_steps[counted.step_id][1].title)
    else:
        origin = wording.counted_from(counted, {}, t)

    def role_names(roles: tuple[Role, ...]) -> str:
        return ", ".join(t.gettext(role.label) for role in roles) or "–"

    return [
        (t.gettext("title"), step.title),
        (t.gettext("done when"), step.done_when or "–"),
        (t.gettext("within"), wording.within(step.within, t)),
        (t.gettext("counted from"), origin),
        (t.gettext("how often"), t.gettext("per candidate") if step.per_candidate else t.gettext("once")),
        (t.gettext(Part.DOES.label), role_names(step.does)),
        (t.gettext(Part.ANSWERS.label), role_names((step.answers,) if step.answers else ())),
        (t.gettext(Part.ASKED.label), role_names(step.asked)),
        (t.gettext(Part.TOLD.label), role_names(step.told)),
        (t.gettext("if missed"), wording.if_missed(step.if_missed, t)),
    ]


def _summary(step: AgreedStep, all_steps: _Numbered, t: NullTranslations) -> str:
    return "; ".join(
        t.gettext("{field}: {words}").format(field=field, words=text)
        for field, text in _lines(step, all_steps, t)[1:]
        if text != "–"
    )


def _term_amendments(old: Content, new: Content, t: NullTranslations) -> list[Amendment]:
    was, now = dict(_term_lines(old, t)), dict(_term_lines(new, t))
    return [
        Amendment(what=what, old=was.get(what, "–"), new=now.get(what, "–"))
        for what in {**was, **now}
        if was.get(what, "–") != now.get(what, "–")
    ]


def _term_lines(content: Content, t: NullTranslations) -> list[tuple[str, str]]:
    terms, slips = content.terms, content.terms.if_something_slips
    rhythm = t.ngettext("every week", "every {n} weeks", terms.stay_in_touch.weeks).format(n=terms.stay_in_touch.weeks)
    people = [
        (
            t.gettext(p.role.label),
            " · ".join(
                part
                for part in (
                    p.name,
                    p.title,
                    p.deputy and t.gettext("deputy {name}").format(name=p.deputy),
                    p.when,
                    p.how,
                )
                if part
            )
            or "–",
        )
        for p in content.participants
    ]
    return [
        (t.gettext("Job"), content.title),
        (t.gettext("Agency"), content.agency),
        (t.gettext("Client"), content.client),
        *people,
        (t.gettext("What we both aim for"), "; ".join(f"{g.measure}: {g.target}" for g in terms.goals) or "–"),
        (t.gettext("Check-in"), f"{rhythm} · {terms.stay_in_touch.channel}".rstrip(" ·")),
        (t.gettext("Who negotiates the offer"), t.gettext(terms.offer_negotiator.label)),
        (t.gettext("Tell early"), t.gettext(slips.tell_early)),
        (t.gettext("Stop the clock"), t.gettext(slips.stop_the_clock)),
        (t.gettext("Changes"), t.gettext(slips.changes)),
        (
            t.gettext("Two misses in a row"),
            t.ngettext(
                "{agency} and {client} talk within {n} working day",
                "{agency} and {client} talk within {n} working days",
                slips.talk_within_days,
            ).format(
                agency=t.gettext(slips.talk_agency.label),
                client=t.gettext(slips.talk_client.label),
                n=slips.talk_within_days,
            ),
        ),
        (t.gettext("Signed by"), ", ".join(t.gettext(role.label) for role in terms.signers)),
        (t.gettext("Valid until"), content.valid_until.isoformat() if content.valid_until else "–"),
        (t.gettext("Terms of business"), content.terms_of_business or "–"),
        (
            t.gettext("Working week"),
            f"{content.week.opens:%H:%M}–{content.week.closes:%H:%M} {content.week.time_zone}, {content.holidays_of}",
        ),
    ]
