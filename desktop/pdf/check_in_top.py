"""The top of the check-in page: who, when, and how both kept their promises."""

from collections.abc import Sequence

from desktop.domain import wording
from desktop.domain.check_in_page import CheckInPage
from desktop.domain.measures import NOT_ENOUGH, Kept, Ratio, ratio_words
from desktop.domain.roles import Side
from desktop.pdf.check_in_bars import percent
from desktop.pdf.masthead import headed
from desktop.pdf.sheet import BAND, GREY, PALE, Sheet
from desktop.pdf.style import Look, Part
from desktop.pdf.words import Words


def check_in_head(page: CheckInPage, words: Words, look: Look) -> Part:
    dated = words.gettext("Check-in · {date}").format(date=words.date(page.dated))
    about = page.client
    if page.job:
        about = words.gettext("{job}, {client}").format(job=page.job, client=page.client)
    lines = (
        (words.gettext("What we promised, and what we delivered"), look.title),
        (about, look.subtitle),
        (_small_print(page, words), look.style(8.6, PALE)),
    )
    return headed(page, dated, lines, words, look)


def _small_print(page: CheckInPage, words: Words) -> str:
    kept = page.kept
    period = ""
    if kept.first and kept.last:
        period = words.gettext("{first} to {last}").format(first=words.date(kept.first), last=words.date(kept.last))
    place = words.gettext("times are those of {place}").format(place=wording.city(page.zone))
    return " · ".join(part for part in (page.reference, period, place) if part)


def facts(page: CheckInPage, names: dict[Side, str], words: Words, look: Look) -> Part:
    """How both kept their promises, ours first, and how many run."""
    late = sum(one.is_late for one in page.running)
    n = len(page.running)
    running = words.gettext("Nothing is running")
    if n:
        running = words.ngettext("{n} promise is running", "{n} promises are running", n).format(n=words.number(n))
    last = words.ngettext("{n} of them is late", "{n} of them are late", late).format(n=words.number(late))
    none = words.gettext("none of them is late") if n else words.gettext("nobody holds the ball")
    sides = [(side, names[side], kept_words(page.kept.of(side), words)) for side in (Side.AGENCY, Side.CLIENT)]
    return band([*sides, (None, running, last if late else none)], look)


def band(columns: Sequence[tuple[Side | None, str, str]], look: Look) -> Part:
    """What counts most, in columns side by side: whose it is, a heading and what it says."""
    inset, apart, sign = look.gap(8.5), look.gap(14), look.gap(7)
    width = (look.frame.width - 2 * inset - (len(columns) - 1) * apart) / len(columns)
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


def kept_words(kept: Kept, words: Words) -> str:
    """As in "17 of 18 on time (94%), 1 excused"."""
    said = words.gettext("nothing was due")
    if kept.on_time.of:
        said = words.gettext("{ratio} on time ({percent})").format(
            ratio=ratio_words(kept.on_time, words.catalogue), percent=share_words(kept.on_time, words)
        )
    if not kept.excused:
        return said
    n = kept.excused
    excused = words.ngettext("{n} excused", "{n} excused", n).format(n=words.number(n))
    return words.listed([said, excused], last_and=False)


def share_words(ratio: Ratio, words: Words) -> str:
    """As in "94%"; what it says instead where there is not enough."""
    return words.gettext(NOT_ENOUGH) if ratio.share is None else percent(ratio.share, words)
