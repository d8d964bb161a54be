"""The minutes of a meeting on paper: one page or two, more where the notes are long. Equal minutes give equal bytes."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from desktop.domain.markdown import BlockKind, NoteBlock
from desktop.domain.minutes import NOTES, SECTIONS, Minutes, Point, confirmation, told, when
from desktop.domain.roles import Side
from desktop.formats import format_list
from desktop.pdf.file import About, finished
from desktop.pdf.foot import draw_numbered
from desktop.pdf.masthead import headed
from desktop.pdf.sheet import GREY, HAIR, Frame, Sheet
from desktop.pdf.style import Look, Part, Placed, page_frame, paginate, text_part
from desktop.pdf.text import EMPTY, Block, Span, Style, breakable
from desktop.pdf.words import Words

_SCALES: Final = (1.0, 0.91, 0.83)
"""Densities, from comfortable to tight; the first that needs the fewest pages is taken, for up to two pages."""
_LINES: Final = 30
"""Lines of one paragraph that stay together on a page."""


def render_minutes(minutes: Minutes) -> bytes:
    """`minutes` as PDF/A-3b. Raises UnreadableFileError where the logo is no picture."""
    words = Words(minutes.language, minutes.country)
    frame = page_frame(minutes.paper)
    pages = _laid_out(minutes, words, frame)
    sheet = Sheet(minutes.paper, right_to_left=words.right_to_left)
    said = " · ".join(part for part in (minutes.reference, minutes.heading) if part)
    draw_numbered(pages, said, words, Look(frame, words.right_to_left), sheet, lines=1)
    about = About(
        title=words.gettext("Minutes: {meeting}").format(meeting=minutes.heading),
        author=minutes.agency,
        subject=words.gettext("{meeting} of {agency} and {client}, {date}").format(
            meeting=minutes.heading,
            agency=minutes.agency,
            client=minutes.client,
            date=words.date(minutes.begins.date()),
        ),
        language=minutes.language,
        dated=minutes.begins.date(),
    )
    return finished(sheet.close(), sheet.glyphs, about)


def _laid_out(minutes: Minutes, words: Words, frame: Frame) -> list[list[Placed]]:
    found = paginate(_parts(minutes, words, Look(frame, words.right_to_left)), frame)
    if len(found) > 3:
        return found  # long notes are read more easily in the larger letters
    for scale in _SCALES[1:]:
        if len(found) > 1:
            tighter = paginate(_parts(minutes, words, Look(frame, words.right_to_left, scale)), frame)
            found = min(found, tighter, key=len)
    return found


def _parts(minutes: Minutes, words: Words, look: Look) -> list[Part]:
    parts = [_masthead(minutes, words, look), *_who(minutes, look)]
    for kind, label in SECTIONS.items():
        points = minutes.of(kind)
        if points:
            parts.append(_heading(words.gettext(label), look))
            parts += [part for point in points for part in _point(point, minutes, look)]
    if minutes.notes:
        parts.append(_heading(words.gettext(NOTES), look))
        parts += [part for block in minutes.notes for part in _note(block, look)]
    if said := confirmation(minutes):
        parts.append(text_part(look.set(said, look.strong, look.frame.width), look.frame.left, before=look.gap(12)))
    return parts


# -- the top -----------------------------------------------------------------------------------------------------------


def _masthead(minutes: Minutes, words: Words, look: Look) -> Part:
    about = minutes.client
    if minutes.job:
        about = words.gettext("{job}, {client}").format(job=minutes.job, client=minutes.client)
    small = " · ".join(part for part in (minutes.place, minutes.reference) if part)
    styled = ((minutes.heading, look.title), (about, look.subtitle), (when(minutes), look.body), (small, look.quiet))
    lines = [(breakable(text), style) for text, style in styled if text]
    top = headed(minutes, words.gettext("Minutes"), lines, words, look, share=0.3)
    return replace(top, height=top.height + look.gap(6))


def _who(minutes: Minutes, look: Look) -> Iterator[Part]:
    """Those who took part, the client's first."""
    for side, party in ((Side.CLIENT, minutes.client_short), (Side.AGENCY, minutes.agency_short)):
        if names := minutes.names(side):
            people = format_list(names, minutes.tag, last_and=False)
            yield from _row(side, [(party, look.strong), ("  ", look.body), (people, look.body)], "", look)


# -- what was said -----------------------------------------------------------------------------------------------------


def _heading(text: str, look: Look) -> Part:
    block = look.set(text, look.heading, look.frame.width)
    return text_part(block, look.frame.left, before=look.gap(11), with_next=True)


def _point(point: Point, minutes: Minutes, look: Look) -> Iterator[Part]:
    yield from _row(point.side, [(breakable(point.text), look.body)], told(point, minutes), look)


def _row(side: Side | None, text: list[Span], more: str, look: Look) -> Iterator[Part]:
    """A side's sign, a text, and at its end what more there is to say. Longer than a page it becomes several parts."""
    frame, sign, apart = look.frame, look.gap(6), look.gap(4)
    share = 0.34 * frame.width if more else 0.0
    start = frame.left + sign + apart
    end = look.set(more, look.strong, share) if more else EMPTY
    blocks = look.set(text, look.body, frame.width - share - sign - 2 * apart).cut(_LINES)
    for n, block in enumerate(blocks):
        first = n == 0
        height = max(block.height, end.height if first else 0.0)

        def draw(sheet: Sheet, y: float, block: Block = block, height: float = height, *, first: bool = first) -> None:
            sheet.text(block, start, y)
            if first:
                sheet.text(end, frame.left + frame.width - share, y)
                _sign(side, frame.left, y, look, sheet)
            sheet.rule(frame.left, y + height + look.gap(1.5), frame.width, colour=HAIR, thickness=0.4)

        yield Part(height + look.gap(1.5), draw, before=look.gap(2.5))


def _sign(side: Side | None, x: float, y: float, look: Look, sheet: Sheet) -> None:
    """The side's sign beside the first line; a small square where it is nobody's."""
    sign = look.gap(6)
    if side:
        sheet.sign(side, x, y + look.gap(2.5), sign)
    else:
        sheet.box(x + sign * 0.3, y + look.gap(4.5), sign * 0.4, sign * 0.4, fill=GREY)


def _note(block: NoteBlock, look: Look) -> Iterator[Part]:
    """A typed line: as a heading, after its mark in a list, or as it is."""
    style = look.body
    if block.kind == BlockKind.HEADING:
        style = look.style((10.4, 9.6, 9)[block.level - 1], bold=True)
    indent = look.gap(12) * (0 if block.kind == BlockKind.HEADING else block.level)
    mark = {BlockKind.BULLET: "•", BlockKind.NUMBER: block.number}.get(block.kind, "")
    sign = look.set(mark, look.body, look.frame.width)
    hang = max(look.gap(10), sign.width + look.gap(4)) if mark else 0.0
    left = look.frame.left + indent
    text = look.set(_spans(block, style), style, look.frame.width - indent - hang)
    before = look.gap(7 if block.apart or block.kind == BlockKind.HEADING else 1.5)
    for n, lines in enumerate(text.cut(_LINES)):

        def draw(sheet: Sheet, y: float, lines: Block = lines, *, first: bool = n == 0) -> None:
            if mark and first:
                sheet.text(sign, left, y)
            sheet.text(lines, left + hang, y)

        with_next = block.kind == BlockKind.HEADING
        yield Part(lines.height, draw, before if n == 0 else 0.0, with_next)


def _spans(block: NoteBlock, style: Style) -> list[Span]:
    def look_of(bold: bool, italic: bool) -> Style:
        return replace(style, bold=style.bold or bold, italic=italic)

    return [(breakable(run.text), look_of(run.bold, run.italic)) for run in block.runs]
