"""The lists of a partnership review: dated entries, and pilots with both numbers."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from desktop.domain import wording
from desktop.domain.partnership import Pilot
from desktop.domain.review import PilotReviewed
from desktop.domain.roles import Side
from desktop.pdf.check_in_bars import reach, step_part
from desktop.pdf.pilot_figures import pilot_figures
from desktop.pdf.sheet import HAIR, Sheet
from desktop.pdf.style import Look, Part, text_part
from desktop.pdf.text import EMPTY, Block, breakable
from desktop.pdf.words import Words

_LINES: Final = 30
"""Lines of one entry that stay together on a page."""


def entry(
    when: str,
    what: tuple[str, str],
    look: Look,
    *,
    end: str | None = None,
    side: Side | None = None,
    narrow: bool = False,
) -> Iterator[Part]:
    """When, what with a quieter line below it, and at the end what stands apart; without such a column it is None.

    Each has its own column, so that a name that runs the other way takes no figure with it. Longer than a page it
    becomes several parts.
    """
    frame, sign = look.frame, look.gap(6)
    first = frame.width * (0.04 if narrow else 0.19)
    last = frame.width * 0.14 if end is not None else 0.0
    width = frame.width - first - last - look.gap(8)
    day = look.set(when, look.quiet, first - look.gap(4))
    beside = look.set(end, look.strong, last) if end else EMPTY
    inset = sign + look.gap(4) if side else 0.0
    texts = ((what[0], look.body if end is None else look.strong), (what[1], look.quiet))
    blocks = [
        block for text, style in texts if text for block in look.set(breakable(text), style, width - inset).cut(_LINES)
    ]
    for n, block in enumerate(blocks):
        height = max(block.height, day.height, beside.height) if n == 0 else block.height
        is_last = n + 1 == len(blocks)

        def draw(sheet: Sheet, y: float, n: int = n, block: Block = block, height: float = height) -> None:
            if n == 0:
                sheet.text(day, frame.left, y)
                sheet.text(beside, frame.left + frame.width - last, y, last, align=1)
                if side:
                    sheet.sign(side, frame.left + first, y + look.gap(2.5), sign)
            sheet.text(block, frame.left + first + inset, y)
            if n + 1 == len(blocks):
                sheet.rule(frame.left, y + height + look.gap(1.5), frame.width, colour=HAIR, thickness=0.4)

        short = len(blocks) == 2 and n == 0
        yield Part(height + (look.gap(1.5) if is_last else 0), draw, look.gap(2.5) if n == 0 else 0, with_next=short)


def pilot_parts(reviewed: PilotReviewed, today: date, words: Words, look: Look) -> Iterator[Part]:
    """What was changed, where and when; the step without and with it; and how it was judged."""
    pilot, frame = reviewed.pilot, look.frame
    yield text_part(look.set(pilot.step, look.strong, frame.width), frame.left, before=look.gap(4), with_next=True)
    measured = words.gettext("Measured by: {measure}").format(measure=words.gettext(pilot.measure.label))
    said = (_limits(pilot, words), pilot.change, _where(reviewed, words), measured)
    for block in look.set("\n".join(part for part in said if part), look.quiet, frame.width).cut(_LINES):
        yield text_part(block, frame.left, with_next=True)
    furthest = reach([step for step in (reviewed.before, reviewed.tried) if step])
    for label, step, within in (
        (words.gettext("Before"), reviewed.before, reviewed.before_within),
        (words.gettext("With the change"), reviewed.tried, reviewed.tried_within),
    ):
        if step:
            figures = pilot_figures(pilot, step, within, words)
            number = step_part(replace(step, title=label), furthest, words, look, figures)
        else:
            none = words.gettext("{when}: no promise of this step was due").format(when=label)
            number = text_part(look.set(none, look.quiet, frame.width), frame.left, before=look.gap(3))
        yield replace(number, with_next=True)
    blocks = look.set(_verdict(pilot, today, words), look.body, frame.width).cut(_LINES)
    for n, block in enumerate(blocks):
        yield text_part(block, frame.left, before=look.gap(0 if n else 3), with_next=True)
    rule = look.gap(4)
    yield Part(rule, lambda sheet, y: sheet.rule(frame.left, y + rule, frame.width, colour=HAIR, thickness=0.4))


def _limits(pilot: Pilot, words: Words) -> str:
    if pilot.after is None or pilot.before == pilot.after:
        return ""
    after = wording.within(pilot.after, words.catalogue)
    if pilot.before is None:
        return words.gettext("Within {after}").format(after=after)
    before = wording.within(pilot.before, words.catalogue)
    return words.gettext("Within {after} instead of {before}").format(after=after, before=before)


def _where(reviewed: PilotReviewed, words: Words) -> str:
    pilot = reviewed.pilot
    return words.gettext("Tried on {job_orders} from {first} to {last}; before: since {baseline}").format(
        job_orders=words.listed(
            [words.gettext("{title} ({reference})").format(title=title, reference=of) for of, title in reviewed.jobs]
        ),
        first=words.date(pilot.first),
        last=words.date(pilot.last),
        baseline=words.date(pilot.baseline_from),
    )


def _verdict(pilot: Pilot, today: date, words: Words) -> str:
    if pilot.verdict and pilot.judged_on:
        return words.gettext("{verdict} (judged together on {date}): {because}").format(
            verdict=words.gettext(pilot.verdict.label), date=words.date(pilot.judged_on), because=pilot.because
        )
    if pilot.last >= today:
        return words.gettext("Still running")
    return words.gettext("To be judged together: adopt it, change it or drop it")
