"""The lists of the check-in page, line by line."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from desktop.domain.check_in_page import CheckInPage, Miss, Running, Talk
from desktop.domain.lateness import late_words
from desktop.domain.measures import BallDays, Measure, PromisesKept
from desktop.domain.partnership import MarketNote
from desktop.domain.roles import Side
from desktop.pdf.sheet import GREY, HAIR, PALE, Sheet
from desktop.pdf.style import Look, Part, text_part
from desktop.pdf.text import Block, Span, breakable
from desktop.pdf.words import Words

LONGEST_NOTE = 400  # characters of a market note
_MOST_JOBS = 8


def heading(text: str, look: Look) -> Part:
    block = look.set(text, look.heading, look.frame.width)
    return text_part(block, look.frame.left, before=look.gap(8), with_next=True)


def side_heading(side: Side, name: str, text: str, look: Look) -> Part:
    """A side's sign and name, and beside them what the list is: apart, so that each runs its own way."""
    sign, apart = look.gap(7), look.gap(4)
    said = look.set(text, look.subtitle, look.frame.width / 2)
    block = look.set(name, look.heading, look.frame.width - said.width - sign - 3 * apart)

    def draw(sheet: Sheet, y: float) -> None:
        sheet.sign(side, look.frame.left, y + look.gap(4), sign)
        sheet.text(block, look.frame.left + sign + apart, y)
        sheet.text(said, look.frame.left + sign + 2.5 * apart + block.width, y)

    return Part(max(block.height, said.height), draw, before=look.gap(8), with_next=True)


def line(text: str | Sequence[Span], look: Look) -> Part:
    return text_part(look.set(text, look.body, look.frame.width), look.frame.left, before=look.gap(1.5))


def more(words: Words, look: Look) -> Callable[[int], Part]:
    def part(n: int) -> Part:
        said = words.ngettext("and {n} more", "and {n} more", n).format(n=words.number(n))
        return text_part(look.set(said, look.quiet, look.frame.width), look.frame.left, before=look.gap(1.5))

    return part


def miss(miss: Miss, page: CheckInPage, words: Words, look: Look) -> Part:
    late = late_words(miss.seconds_late, miss.hours_a_day, words.catalogue)
    if miss.is_open:
        late = words.gettext("{late}, still running").format(late=late)
    return _row(None, (miss.step, miss.candidate), _of(miss, page), _due(miss.due_at, page, words), late, look)


def running(one: Running, page: CheckInPage, words: Words, look: Look) -> Part:
    due = _due(one.due_at, page, words)
    said = words.gettext("late") if one.is_late else words.gettext("paused") if one.is_paused else ""
    sides = (one.side,) if one.side else tuple(Side)
    return _row(sides, (one.step, one.candidate), _of(one, page), due, said, look)


def job_orders(jobs: Sequence[tuple[str, str]], look: Look) -> Iterator[Part]:
    """What references stand for, in two columns; nothing where they are too many to be looked up here."""
    half, apart = look.frame.width / 2, look.gap(8)
    for n in range(0, len(jobs) if len(jobs) <= _MOST_JOBS else 0, 2):
        lines = [
            (look.set(reference, look.quiet, half * 0.2), look.set(breakable(title), look.quiet, half * 0.8 - apart))
            for reference, title in jobs[n : n + 2]
        ]

        def draw(sheet: Sheet, y: float, lines: Sequence[tuple[Block, Block]] = lines) -> None:
            for n, (reference, title) in enumerate(lines):
                sheet.text(reference, look.frame.left + n * half, y)
                sheet.text(title, look.frame.left + (n + 0.2) * half, y)

        yield Part(max(block.height for line in lines for block in line), draw, before=look.gap(0 if n else 6))


def _of(told: Miss | Running, page: CheckInPage) -> str:
    """Its job order; empty where the page is about one."""
    return "" if page.job else told.reference


def _due(at: datetime, page: CheckInPage, words: Words) -> str:
    return words.gettext("due {when}").format(when=words.moment(at, page.zone))


def _row(
    sides: tuple[Side, ...] | None, what: tuple[str, str], reference: str, due: str, said: str, look: Look
) -> Part:
    """A line in four columns: the step with its candidate, the job order, when it was due, and what is to say."""
    frame, sign = look.frame, look.gap(6)
    inset = 2 * (sign + look.gap(2)) if sides else 0.0
    title, candidate = what
    name: list[Span] = [(title, look.body)]
    if candidate:
        name += [(" · ", look.quiet), (candidate, look.quiet)]
    widths = (frame.width * 0.43 - inset, frame.width * 0.11, frame.width * 0.23, frame.width * 0.23)
    blocks: list[Block] = [look.set(name, look.body, widths[0] - look.gap(8))]
    blocks += [
        look.set(text, look.quiet, w - look.gap(6)) for text, w in zip((reference, due), widths[1:3], strict=True)
    ]
    blocks.append(look.set(said, look.strong, widths[3]))
    height = max(block.height for block in blocks)

    def draw(sheet: Sheet, y: float) -> None:
        for n, side in enumerate(sides or ()):
            sheet.sign(side, frame.left + n * (sign + look.gap(2)), y + look.gap(2.5), sign)
        x = frame.left + inset
        for block, width in zip(blocks, widths, strict=True):
            sheet.text(block, x, y)
            x += width
        sheet.rule(frame.left, y + height + look.gap(1), frame.width, colour=HAIR, thickness=0.4)

    return Part(height + look.gap(1), draw, before=look.gap(1))


def talk(talk: Talk, names: dict[Side, str], words: Words, look: Look) -> Part:
    """As in "JO-0142, Northwind, “Feedback” and “Slots”: Priya Nair and Tom Ellis talk within 1 working day."."""
    rung = talk.rung
    said = words.ngettext(
        "{client} and {agency} talk within {n} working day.",
        "{client} and {agency} talk within {n} working days.",
        rung.within_days,
    ).format(
        client=talk.client_name or words.role(rung.client),
        agency=talk.agency_name or words.role(rung.agency),
        n=words.number(rung.within_days),
    )
    missed = words.listed([words.gettext("“{title}”").format(title=title) for title in rung.missed])
    if len(set(rung.missed)) == 1:
        missed = words.gettext("“{title}” twice").format(title=rung.missed[0])
    about = words.gettext("{reference}, {side}, {steps}:").format(
        reference=talk.reference, side=names[rung.side], steps=missed
    )
    return line([(about, look.body), ("\n", look.body), (said, look.strong)], look)


def market(note: MarketNote, words: Words, look: Look) -> Part:
    """What is new, and below it where it comes from and of which day. A long one is shortened: the page is one page."""
    text = note.text if len(note.text) <= LONGEST_NOTE else note.text[: LONGEST_NOTE - 1].rstrip() + "…"
    source = words.gettext("{source}, {date}").format(source=note.source, date=words.date(note.on))
    return line([(breakable(text), look.body), ("\n", look.body), (breakable(source), look.quiet)], look)


def figures_of(kept: PromisesKept, *, pilots: bool = False) -> list[Measure]:
    """Those that a page about `kept` shows; `pilots`: or that it shows of pilots."""
    found = [Measure.ON_TIME, Measure.TAKEN] if kept.steps or pilots else []
    return [*found, Measure.BALL] if kept.ball != BallDays() else found


def definitions(measures: Sequence[Measure], words: Words, look: Look) -> list[Part]:
    """What the figures mean, so that both can check them. Nothing where there are none."""
    if not measures:
        return []
    spans: list[Span] = []
    for measure in measures:
        label = words.gettext("{label}:").format(label=words.gettext(measure.label))
        spans += [(label, look.style(7.4, GREY, bold=True)), (" ", look.style(7.4, PALE))]
        spans += [(words.gettext(measure.definition), look.style(7.4, PALE)), (" ", look.style(7.4, PALE))]
    block = look.set(spans[:-1], look.style(7.4, PALE), look.frame.width)
    return [text_part(block, look.frame.left, before=look.gap(8))]
