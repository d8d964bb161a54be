"""What surrounds the steps: goals, keeping in touch, if something slips, and what this page does not change."""

from collections.abc import Sequence

from desktop.domain.agreement import AgreedStep, Content, Participant
from desktop.domain.roles import Role
from desktop.domain.steps import Consequence
from desktop.pdf.sheet import Sheet
from desktop.pdf.style import Look, Part, columns, text_part
from desktop.pdf.text import Block, Span
from desktop.pdf.words import Words

_BETWEEN = 20.0
"""White space between two columns, in points."""


def goals_parts(content: Content, words: Words, look: Look) -> list[Part]:
    """The shared goals, three to a row: measure and target."""
    goals = content.terms.goals
    if not goals:
        return []
    across = min(3, len(goals))
    apart = look.gap(14)
    width = (look.frame.width - apart * (across - 1)) / across
    blocks = [
        look.set([(goal.measure, look.body), ("\n", look.body), (goal.target, look.strong)], look.body, width)
        for goal in goals
    ]
    parts = [_heading(words.gettext("What we both aim for"), look)]
    for start in range(0, len(blocks), across):
        row = blocks[start : start + across]
        parts.append(_row(row, width + apart, look, before=look.gap(1) if start else 0))
    return parts


def _row(blocks: Sequence[Block], step: float, look: Look, *, before: float) -> Part:
    def draw(sheet: Sheet, y: float) -> None:
        for n, block in enumerate(blocks):
            sheet.text(block, look.frame.left + n * step, y)

    return Part(max(block.height for block in blocks), draw, before)


def touch_parts(content: Content, words: Words, look: Look) -> list[Part]:
    """Check-ins, who is who and who stands in, when and how the others are involved, who negotiates the offer."""
    touch = content.terms.stay_in_touch
    rhythm = words.ngettext("every week", "every {n} weeks", touch.weeks).format(n=words.number(touch.weeks))
    negotiator = content.terms.offer_negotiator
    person = content.participant(negotiator)
    named = person.name if person and person.name else ""
    lines = [
        _labelled(words.gettext("Check-in"), " · ".join(part for part in (rhythm, touch.channel) if part), words, look)
    ]
    lines += [_labelled(words.role(p.role), _person(p, words), words, look) for p in content.participants]
    who = words.role(negotiator)
    lines.append(_labelled(words.gettext("Negotiates the offer"), f"{who} · {named}" if named else who, words, look))
    return _section(words.gettext("How we stay in touch"), lines, look)


def _person(person: Participant, words: Words) -> str:
    parts = [
        person.name or words.gettext("still to be named"),
        person.title,
        words.gettext("deputy {name}").format(name=person.deputy) if person.deputy else "",
        words.gettext("when: {when}").format(when=person.when) if person.when else "",
        words.gettext("how: {how}").format(how=person.how) if person.how else "",
    ]
    return " · ".join(part for part in parts if part)


def slips_parts(content: Content, words: Words, look: Look) -> list[Part]:
    """Tell early, stop the clock, the agreed consequence of each step, who talks, and how changes are made."""
    slips = content.terms.if_something_slips
    talk = words.ngettext(
        "{client} and {agency} talk within {n} working day.",
        "{client} and {agency} talk within {n} working days.",
        slips.talk_within_days,
    ).format(
        client=_name(content, slips.talk_client, words),
        agency=_name(content, slips.talk_agency, words),
        n=words.number(slips.talk_within_days),
    )
    changes = words.gettext(slips.changes)
    lines = [
        _labelled(words.gettext("Tell early"), words.gettext(slips.tell_early), words, look),
        _labelled(words.gettext("Stop the clock"), words.gettext(slips.stop_the_clock), words, look),
        *_consequences(content.steps, words, look),
        _labelled(words.gettext("Two misses in a row"), talk, words, look),
        _labelled(words.gettext("Changes"), changes, words, look),
    ]
    if content.replaces:
        replaced = words.gettext("This page replaces version {n}.").format(n=words.number(content.replaces))
        lines[-1] = [*lines[-1], (" " + replaced, look.body)]
    return _section(words.gettext("If something slips"), lines, look)


def _consequences(steps: Sequence[AgreedStep], words: Words, look: Look) -> list[list[Span]]:
    """One line for each consequence, with the numbers of its steps; own words stand for themselves."""
    found: dict[str, list[str]] = {}
    for number, step in enumerate(steps, 1):
        missed = step.if_missed
        said = (
            missed.words
            if missed.consequence == Consequence.OWN_WORDS and missed.words
            else words.gettext(missed.consequence.label)
        )
        found.setdefault(said, []).append(words.number(number))
    lines = []
    for said, numbers in found.items():
        label = words.ngettext("Step {steps} missed", "Steps {steps} missed", len(numbers))
        lines.append(_labelled(label.format(steps=words.listed(numbers, last_and=False)), said, words, look))
    return lines


def _name(content: Content, role: Role, words: Words) -> str:
    person = content.participant(role)
    return person.name if person and person.name else words.role(role)


def legal_part(content: Content, words: Words, look: Look) -> Part:
    """The fixed sentence, and the terms of business it refers to. Kept with the signatures."""
    fixed = words.gettext(
        "This page is about how we work together. It does not change fees, the terms of business"
        " or anyone’s legal duties."
    )
    text: list[Span] = [(fixed, look.style(8.8, bold=True))]
    if content.terms_of_business:
        dated = content.terms_of_business_dated
        template = (
            words.gettext("Terms of business: {reference}, dated {date}.")
            if dated
            else words.gettext("Terms of business: {reference}.")
        )
        reference = template.format(reference=content.terms_of_business, date=words.date(dated) if dated else "")
        text.append(("\n" + reference, look.style(8.8)))
    return text_part(look.set(text, look.body, look.frame.width), look.frame.left, before=look.gap(7), with_next=True)


def _labelled(label: str, text: str, words: Words, look: Look) -> list[Span]:
    return [(words.gettext("{label}:").format(label=label), look.strong), (" ", look.body), (text, look.body)]


def _section(heading: str, lines: Sequence[Sequence[Span]], look: Look) -> list[Part]:
    width = (look.frame.width - _BETWEEN) / 2
    blocks = [look.set(line, look.body, width) for line in lines]
    return [_heading(heading, look), *columns(blocks, look, between=_BETWEEN, apart=look.gap(0.8))]


def _heading(text: str, look: Look) -> Part:
    return text_part(
        look.set(text, look.heading, look.frame.width), look.frame.left, before=look.gap(8), with_next=True
    )
