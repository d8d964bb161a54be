"""What changes from one version of an agreement to the next: the sheet that precedes an amended version."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from desktop.domain import wording
from desktop.domain.agreement import AgreedStep, Amendment, Content, Participant
from desktop.domain.calendars import WorkingWeek
from desktop.domain.limits import CountedFrom
from desktop.domain.roles import Role, Side
from desktop.domain.steps import Part
from desktop.formats import format_date, format_number
from desktop.i18n import words

NOTHING = "–"
"""Stands where a version says nothing."""


def amendments(old: Content, new: Content) -> tuple[Amendment, ...]:
    """What changes from `old` to `new`, old beside new, in the paper's language and the order of the page."""
    return (*_step_amendments(old, new), *_term_amendments(old, new))


def _step_amendments(old: Content, new: Content) -> list[Amendment]:
    t = words(new.language)
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
                    new=_summary(step, after, new.language),
                )
            )
            continue
        was = dict(_lines(before[id][1], before, new.language))
        now = dict(_lines(step, after, new.language))
        found += [
            Amendment(what=t.gettext("{step}: {field}").format(step=name, field=field), old=was[field], new=now[field])
            for field in now
            if was[field] != now[field]
        ]
    for id, (n, step) in before.items():
        if id not in after:
            name = t.gettext("Step {n}, {title}").format(n=n, title=step.title)
            found.append(Amendment(what=name, old=_summary(step, before, new.language), new=t.gettext("left out")))
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


def _lines(step: AgreedStep, all_steps: _Numbered, language: str) -> list[tuple[str, str]]:
    """A step as (field, words). Steps it is counted from are named by title, so that renumbering is no change."""
    t = words(language)

    def role_names(roles: tuple[Role, ...]) -> str:
        return ", ".join(t.gettext(role.label) for role in roles) or NOTHING

    return [
        (t.gettext("title"), step.title),
        (t.gettext("done when"), step.done_when or NOTHING),
        (t.gettext("within"), wording.within(step.within, t)),
        (t.gettext("counted from"), _origin(step.counted_from, all_steps, language)),
        (t.gettext("how often"), t.gettext("per candidate") if step.per_candidate else t.gettext("once")),
        (t.gettext(Part.DOES.label), role_names(step.does)),
        (t.gettext(Part.ANSWERS.label), role_names((step.answers,) if step.answers else ())),
        (t.gettext(Part.ASKED.label), role_names(step.asked)),
        (t.gettext(Part.TOLD.label), role_names(step.told)),
        (t.gettext("if missed"), wording.if_missed(step.if_missed, t)),
    ]


def _origin(counted: CountedFrom, all_steps: _Numbered, language: str) -> str:
    t = words(language)
    if counted.step_id and counted.step_id in all_steps:
        return t.gettext("the end of “{title}”").format(title=all_steps[counted.step_id][1].title)
    return wording.counted_from(counted, {}, t, date=_date(counted.on, language))


def _summary(step: AgreedStep, all_steps: _Numbered, language: str) -> str:
    t = words(language)
    return "; ".join(
        t.gettext("{field}: {words}").format(field=field, words=text)
        for field, text in _lines(step, all_steps, language)[1:]
        if text != NOTHING
    )


def _term_amendments(old: Content, new: Content) -> list[Amendment]:
    was, now = dict(_term_lines(old, new.language)), dict(_term_lines(new, new.language))
    return [
        Amendment(what=what, old=was.get(what, NOTHING), new=now.get(what, NOTHING))
        for what in {**now, **was}
        if was.get(what, NOTHING) != now.get(what, NOTHING)
    ]


def _term_lines(content: Content, language: str) -> list[tuple[str, str]]:
    """Everything that is not a step, as (what, words)."""
    t, terms, slips = words(language), content.terms, content.terms.if_something_slips
    weeks = terms.stay_in_touch.weeks
    talk = t.ngettext(
        "{agency} and {client} talk within {n} working day",
        "{agency} and {client} talk within {n} working days",
        slips.talk_within_days,
    ).format(
        agency=t.gettext(slips.talk_agency.label), client=t.gettext(slips.talk_client.label), n=slips.talk_within_days
    )
    return [
        (t.gettext("Job"), content.title),
        (t.gettext("Openings"), format_number(content.openings, language)),
        (t.gettext("Location"), content.location or NOTHING),
        (t.gettext("Agency"), content.agency),
        (t.gettext("Client"), content.client),
        *((t.gettext(p.role.label), _person(p, language)) for p in content.participants),
        (t.gettext("What we both aim for"), "; ".join(f"{g.measure}: {g.target}" for g in terms.goals) or NOTHING),
        (
            t.gettext("Check-in"),
            _joined(t.ngettext("every week", "every {n} weeks", weeks).format(n=weeks), terms.stay_in_touch.channel),
        ),
        (t.gettext("Who negotiates the offer"), t.gettext(terms.offer_negotiator.label)),
        (t.gettext("Tell early"), t.gettext(slips.tell_early)),
        (t.gettext("Stop the clock"), t.gettext(slips.stop_the_clock)),
        (t.gettext("Changes"), t.gettext(slips.changes)),
        (t.gettext("Two misses in a row"), talk),
        (t.gettext("Signed by"), ", ".join(t.gettext(role.label) for role in terms.signers)),
        (t.gettext("Valid until"), _date(content.valid_until, language)),
        (
            t.gettext("Terms of business"),
            _joined(content.terms_of_business, _date(content.terms_of_business_dated, language)),
        ),
        (t.gettext("Working week"), _week(content.week, language)),
        (t.gettext("Working week of the client"), _week(content.week_of(Side.CLIENT), language)),
        (t.gettext("Public holidays"), _joined(content.holidays_of, content.client_holidays_of)),
        (t.gettext("How days are counted"), wording.counting(t) if content.says_how_days_count else NOTHING),
    ]


def _person(person: Participant, language: str) -> str:
    deputy = words(language).gettext("deputy {name}").format(name=person.deputy) if person.deputy else ""
    return _joined(person.name, person.title, person.authority, deputy, person.when, person.how)


def _week(week: WorkingWeek, language: str) -> str:
    return _joined(wording.week_hours(week, words(language), language, with_days=True), week.time_zone)


def _date(day: date | None, language: str) -> str:
    return format_date(day, language) if day else NOTHING


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part not in {"", NOTHING}) or NOTHING
