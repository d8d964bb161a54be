"""The top of the check-in page: who, when, and how both kept their promises."""

from desktop.domain import wording
from desktop.domain.check_in_page import CheckInPage
from desktop.domain.measures import NOT_ENOUGH, Kept, ratio_words
from desktop.domain.roles import Side
from desktop.pdf.check_in_bars import percent
from desktop.pdf.front import LOGO_BOX, read_logo
from desktop.pdf.sheet import BAND, GREY, PALE, Sheet
from desktop.pdf.style import Look, Part
from desktop.pdf.words import Words


def masthead(page: CheckInPage, words: Words, look: Look) -> Part:
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


def facts(page: CheckInPage, names: dict[Side, str], words: Words, look: Look) -> Part:
    """How both kept their promises, ours first, and how many run."""
    inset, apart, sign = look.gap(8.5), look.gap(14), look.gap(7)
    width = (look.frame.width - 2 * inset - 2 * apart) / 3
    late = sum(one.is_late for one in page.running)
    n = len(page.running)
    running = words.gettext("Nothing is running")
    if n:
        running = words.ngettext("{n} promise is running", "{n} promises are running", n).format(n=words.number(n))
    last = words.ngettext("{n} of them is late", "{n} of them are late", late).format(n=words.number(late))
    columns: list[tuple[Side | None, str, str]] = [
        (side, names[side], _kept(page.kept.of(side), words)) for side in (Side.AGENCY, Side.CLIENT)
    ]
    none = words.gettext("none of them is late") if n else words.gettext("nobody holds the ball")
    columns.append((None, running, last if late else none))
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
    said = words.gettext("{ratio} on time ({percent})").format(
        ratio=ratio_words(kept.on_time, words.catalogue),
        percent=words.gettext(NOT_ENOUGH) if share is None else percent(share, words),
    )
    if not kept.excused:
        return said
    n = kept.excused
    excused = words.ngettext("{n} excused", "{n} excused", n).format(n=words.number(n))
    return words.listed([said, excused], last_and=False)
