"""The check-in page: one sheet of promised versus delivered, our own misses first. Equal pages give equal bytes.

It is always one page: where a list is too long for it, its last line says how many more there are.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from desktop.domain import wording
from desktop.domain.check_in_page import CheckInPage, Miss, Running, Talk
from desktop.domain.lateness import late_words
from desktop.domain.measures import NOT_ENOUGH, Kept, Measure, ratio_words
from desktop.domain.roles import Side
from desktop.pdf.check_in_bars import ball_parts, key_part, step_part
from desktop.pdf.file import About, finished
from desktop.pdf.front import LOGO_BOX, read_logo
from desktop.pdf.sheet import BAND, GREY, HAIR, PALE, SIZES, Frame, Sheet
from desktop.pdf.style import BOTTOM, MARGIN, TOP, Look, Part, text_part
from desktop.pdf.text import Block, Span
from desktop.pdf.words import Words

_SCALES: Final = (1.0, 0.91, 0.83)
"""Densities, from comfortable to tight; lists are shortened only at the last one."""
_MOST: Final = 45
"""Lines of one list: more fit no page."""


@dataclass(frozen=True)
class _Section:
    """A list under its heading, which can be shortened."""

    head: Sequence[Part]
    items: Sequence[Part] = ()
    more: Callable[[int], Part] | None = None
    """The line that says how many are left out."""
    all: int = field(default=0)

    def parts(self, most: int) -> list[Part]:
        left_out = self.all - min(most, len(self.items))
        end = [self.more(left_out)] if self.more and left_out else []
        return [*self.head, *self.items[:most], *end]


def render_check_in(page: CheckInPage) -> bytes:
    """`page` as PDF/A-3b of one page. Raises UnreadableFileError where the logo is no picture."""
    words = Words(page.language, page.country)
    width, height = SIZES[page.paper]
    frame = Frame(MARGIN, TOP, width - 2 * MARGIN, height - TOP - BOTTOM)
    sheet = Sheet(page.paper, right_to_left=words.right_to_left)
    y = frame.top
    for n, part in enumerate(_fitted(page, words, frame)):
        y += part.before if n else 0
        part.draw(sheet, y)
        y += part.height
    _foot(words, Look(frame, words.right_to_left), sheet)
    sheet.end_page()
    return finished(sheet.close(), sheet.glyphs, _about(page, words))


def _about(page: CheckInPage, words: Words) -> About:
    return About(
        title=words.gettext("Promised and delivered: {client}").format(client=page.job or page.client),
        author=page.agency,
        subject=words.gettext("Check-in of {agency} and {client}, {date}").format(
            agency=page.agency, client=page.client, date=words.date(page.dated)
        ),
        language=page.language,
        dated=page.dated,
    )


def _fitted(page: CheckInPage, words: Words, frame: Frame) -> list[Part]:
    """The parts at the most comfortable density at which all of them fit; else the tightest, with shorter lists."""
    found: list[Part] = []
    for scale in _SCALES:
        sections = _sections(page, words, Look(frame, words.right_to_left, scale))
        most = [len(section.items) for section in sections]
        found = _laid_out(sections, most)
        if _height(found) <= frame.height:
            return found
    while _height(found) > frame.height and any(most):
        longest = max(range(len(most)), key=lambda n: (most[n], n))  # our own misses stand first and stay longest
        most[longest] -= 1
        found = _laid_out(sections, most)
    return found


def _laid_out(sections: Sequence[_Section], most: Sequence[int]) -> list[Part]:
    return [part for section, n in zip(sections, most, strict=True) for part in section.parts(n)]


def _height(parts: Sequence[Part]) -> float:
    return sum(part.height + (part.before if n else 0) for n, part in enumerate(parts))


def _sections(page: CheckInPage, words: Words, look: Look) -> list[_Section]:
    names = {
        Side.AGENCY: words.gettext("{agency} (us)").format(agency=page.agency_short),
        Side.CLIENT: page.client_short,
    }
    late = words.gettext("{name}: not in time")
    found = [_Section([_masthead(page, words, look), _facts(page, names, words, look)])]
    for side in (Side.AGENCY, Side.CLIENT):
        misses = page.missed_by(side)
        heading = _heading(late.format(name=names[side]), look, side)
        if not misses:
            none = (
                words.gettext("Everything was in time.")
                if page.kept.of(side).on_time.of
                else words.gettext("Nothing was due yet.")
            )
            found.append(_Section([heading, _line(none, look)]))
            continue
        items = [_miss(miss, page, words, look) for miss in misses[:_MOST]]
        found.append(_Section([heading], items, _more(words, look), len(misses)))
    steps = [step_part(step, words, look) for step in page.kept.steps[:_MOST]]
    if steps:
        heading = _heading(words.gettext("Step by step: promised and delivered"), look)
        found.append(_Section([heading, key_part(words, look)], steps, _more(words, look), len(page.kept.steps)))
    found.append(_Section(ball_parts(page.kept.ball, names, words, look)))
    heading = _heading(words.gettext("Running now"), look)
    running = [_running(one, page, words, look) for one in page.running[:_MOST]]
    head = [heading] if running else [heading, _line(words.gettext("Nothing is running."), look)]
    found.append(_Section(head, running, _more(words, look), len(page.running)))
    talks = [_talk(talk, names, words, look) for talk in page.talks[:_MOST]]
    if talks:
        heading = _heading(words.gettext("Two misses in a row: what we agreed"), look)
        found.append(_Section([heading], talks, _more(words, look), len(page.talks)))
    return [*found, _Section([_definitions(words, look)])]


# -- the top -----------------------------------------------------------------------------------------------------------


def _masthead(page: CheckInPage, words: Words, look: Look) -> Part:
    frame, logo = look.frame, read_logo(page.logo)
    label = look.style(8.4, GREY, bold=True)
    parties = words.gettext("{agency} and {client}").format(agency=page.agency_short, client=page.client_short)
    dated = words.gettext("Check-in · {date}").format(date=words.date(page.dated))
    right = look.set(dated, label, frame.width * 0.4)
    left = look.set(parties, label, frame.width - right.width - look.gap(12))
    across = frame.width - (LOGO_BOX[0] + 12 if logo else 0)
    about = page.client
    if page.job:
        about = words.gettext("{job}, {client}").format(job=page.job, client=page.client)
    blocks = [
        look.set(words.gettext("What we promised, and what we delivered"), look.title, across),
        look.set(about, look.subtitle, across),
        look.set(_small_print(page, words), look.style(8.6, PALE), across),
    ]
    first = max(left.height, right.height) + look.gap(5)
    height = first + max(sum(block.height for block in blocks), LOGO_BOX[1] if logo else 0)

    def draw(sheet: Sheet, y: float) -> None:
        sheet.text(left, frame.left, y)
        sheet.text(right, frame.left, y, frame.width, align=1)
        if logo:
            image, width, high = logo
            sheet.image(image, frame.left + frame.width - width, y + first, width, high)
        y += first
        for block in blocks:
            sheet.text(block, frame.left, y)
            y += block.height

    return Part(height, draw)


def _small_print(page: CheckInPage, words: Words) -> str:
    kept = page.kept
    period = ""
    if kept.first and kept.last:
        period = words.gettext("{first} to {last}").format(first=words.date(kept.first), last=words.date(kept.last))
    place = words.gettext("times are those of {place}").format(place=wording.city(page.zone))
    return " · ".join(part for part in (page.reference, period, place) if part)


def _facts(page: CheckInPage, names: dict[Side, str], words: Words, look: Look) -> Part:
    """How both kept their promises, ours first, and how many run."""
    inset, apart, sign = look.gap(8.5), look.gap(14), look.gap(7)
    width = (look.frame.width - 2 * inset - 2 * apart) / 3
    late = sum(one.is_late for one in page.running)
    n = len(page.running)
    running = words.ngettext("{n} promise is running", "{n} promises are running", n).format(n=words.number(n))
    last = words.ngettext("{n} of them is late", "{n} of them are late", late).format(n=words.number(late))
    columns: list[tuple[Side | None, str, str]] = [
        (side, names[side], _kept(page.kept.of(side), words)) for side in (Side.AGENCY, Side.CLIENT)
    ]
    columns.append((None, running, last if late else words.gettext("none of them is late")))
    blocks = [
        (
            side,
            look.set(head, look.heading, width - (sign + look.gap(4) if side else 0)),
            look.set(below, look.style(8.8, GREY), width),
        )
        for side, head, below in columns
    ]
    height = max(head.height + below.height for _side, head, below in blocks) + 2 * look.gap(5)

    def draw(sheet: Sheet, y: float) -> None:
        sheet.box(look.frame.left, y, look.frame.width, height, fill=BAND, radius=look.gap(4))
        for n, (side, head, below) in enumerate(blocks):
            x, top = look.frame.left + inset + n * (width + apart), y + look.gap(5)
            if side:
                sheet.sign(side, x, top + look.gap(4), sign)
            sheet.text(head, x + (sign + look.gap(4) if side else 0), top)
            sheet.text(below, x, top + head.height)

    return Part(height, draw, before=look.gap(8))


def _kept(kept: Kept, words: Words) -> str:
    """As in "17 of 18 on time (94 %), 1 excused"."""
    share = kept.on_time.share
    percent = words.gettext(NOT_ENOUGH)
    if share is not None:
        percent = words.gettext("{n} %").format(n=words.number(round(share * 100)))
    said = words.gettext("{ratio} on time ({percent})").format(
        ratio=ratio_words(kept.on_time, words.catalogue), percent=percent
    )
    if not kept.excused:
        return said
    n = kept.excused
    excused = words.ngettext("{n} excused", "{n} excused", n).format(n=words.number(n))
    return words.listed([said, excused], last_and=False)


# -- lists -------------------------------------------------------------------------------------------------------------


def _heading(text: str, look: Look, side: Side | None = None) -> Part:
    sign = look.gap(7)
    inset = sign + look.gap(4) if side else 0
    block = look.set(text, look.heading, look.frame.width - inset)

    def draw(sheet: Sheet, y: float) -> None:
        if side:
            sheet.sign(side, look.frame.left, y + look.gap(4), sign)
        sheet.text(block, look.frame.left + inset, y)

    return Part(block.height, draw, before=look.gap(8), with_next=True)


def _line(text: str | Sequence[Span], look: Look) -> Part:
    return text_part(look.set(text, look.body, look.frame.width), look.frame.left, before=look.gap(1.5))


def _more(words: Words, look: Look) -> Callable[[int], Part]:
    def part(n: int) -> Part:
        said = words.ngettext("and {n} more", "and {n} more", n).format(n=words.number(n))
        return text_part(look.set(said, look.quiet, look.frame.width), look.frame.left, before=look.gap(1.5))

    return part


def _miss(miss: Miss, page: CheckInPage, words: Words, look: Look) -> Part:
    late = late_words(miss.seconds_late, miss.hours_a_day, words.catalogue)
    if miss.is_open:
        late = words.gettext("{late}, still running").format(late=late)
    return _row(None, (miss.step, miss.candidate), miss.reference, words.moment(miss.due_at, page.zone), late, look)


def _running(one: Running, page: CheckInPage, words: Words, look: Look) -> Part:
    due = words.moment(one.due_at, page.zone)
    said = words.gettext("late") if one.is_late else words.gettext("paused") if one.is_paused else ""
    sides = (one.side,) if one.side else tuple(Side)
    return _row(sides, (one.step, one.candidate), one.reference, due, said, look)


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
    widths = (frame.width * 0.46 - inset, frame.width * 0.13, frame.width * 0.19, frame.width * 0.22)
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


def _talk(talk: Talk, names: dict[Side, str], words: Words, look: Look) -> Part:
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
    about = words.gettext("{reference}, {side}, {steps}:").format(
        reference=talk.reference, side=names[rung.side], steps=missed
    )
    return _line([(about, look.body), (" ", look.body), (said, look.strong)], look)


def _definitions(words: Words, look: Look) -> Part:
    """What the figures mean, so that both can check them."""
    spans: list[Span] = []
    for measure in (Measure.ON_TIME, Measure.TAKEN, Measure.BALL):
        label = words.gettext("{label}:").format(label=words.gettext(measure.label))
        spans += [(label, look.style(7.4, GREY, bold=True)), (" ", look.style(7.4, PALE))]
        spans += [(words.gettext(measure.definition), look.style(7.4, PALE)), (" ", look.style(7.4, PALE))]
    block = look.set(spans[:-1], look.style(7.4, PALE), look.frame.width)
    return text_part(block, look.frame.left, before=look.gap(8))


def _foot(words: Words, look: Look, sheet: Sheet) -> None:
    frame = look.frame
    top = frame.top + frame.height + 12
    said = words.gettext("Both sides, same measure. Signed agreements say what was promised; this page changes none.")
    sheet.rule(frame.left, top, frame.width, colour=HAIR)
    sheet.text(look.set(said, look.style(7.6, GREY), frame.width), frame.left, top + 5)
