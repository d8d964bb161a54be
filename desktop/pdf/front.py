"""The top of the agreement: who, what, when, and three facts."""

from collections.abc import Sequence

from desktop.domain import wording
from desktop.domain.agreement import Content, Page
from desktop.domain.calendars import WorkingWeek
from desktop.domain.roles import Side
from desktop.pdf.masthead import masthead
from desktop.pdf.sheet import BAND, GREY, PALE, Sheet
from desktop.pdf.style import Look, Part
from desktop.pdf.text import EMPTY
from desktop.pdf.words import Words


def version_line(content: Content, words: Words) -> str:
    """Reference, version and date: JO-0142 · Version 2 · 3 November 2026."""
    version = words.gettext("Version {n}").format(n=words.number(content.version))
    return " · ".join((content.reference, version, words.date(content.dated)))


def front_parts(page: Page, words: Words, look: Look) -> list[Part]:
    """Parties and version, title, job, validity; then the facts."""
    return [_masthead(page, words, look), _facts(page.content, words, look)]


def _masthead(page: Page, words: Words, look: Look) -> Part:
    content = page.content
    parties = words.gettext("{agency} and {client}").format(agency=content.agency_short, client=content.client_short)
    lines = (
        (words.gettext("How we will fill this job together"), look.title),
        (words.gettext("{job}, {client}").format(job=content.title, client=content.client), look.subtitle),
        (_small_print(content, words), look.style(8.6, PALE)),
    )
    return masthead((parties, version_line(content, words)), lines, page.logo, look, share=0.5)


def _small_print(content: Content, words: Words) -> str:
    """Agency's full name, openings, place and validity: what a file needs, in one quiet line."""
    n = content.openings
    parts = [
        words.gettext("with {agency}").format(agency=content.agency),
        words.ngettext("{n} opening", "{n} openings", n).format(n=words.number(n)) if n > 1 else "",
        content.location,
        words.gettext("counts from {date}").format(date=words.date(content.effective_from))
        if content.effective_from
        else "",
        words.gettext("valid until {date}").format(date=words.date(content.valid_until)) if content.valid_until else "",
    ]
    return " · ".join(part for part in parts if part)


def _facts(content: Content, words: Words, look: Look) -> Part:
    inset, apart = look.gap(8.5), look.gap(14)
    width = (look.frame.width - 2 * inset - 2 * apart) / 3
    columns = [
        (look.set(head, look.heading, width), look.set(below, look.style(8.8, GREY), width) if below else EMPTY)
        for head, below in (_time(content, words), _holders(content, words), _day(content, words))
    ]
    text = max(head.height + below.height for head, below in columns)
    rules = [
        (side, look.set(said, look.style(8.4, GREY), look.frame.width - 2 * inset - (look.gap(9) if side else 0)))
        for side, said in _counting(content, words)
    ]
    height = text + sum(look.gap(2.5) + block.height for _side, block in rules) + 2 * look.gap(5)

    def draw(sheet: Sheet, y: float) -> None:
        sheet.box(look.frame.left, y, look.frame.width, height, fill=BAND, radius=look.gap(4))
        for n, (head, below) in enumerate(columns):
            x = look.frame.left + inset + n * (width + apart)
            sheet.text(head, x, y + look.gap(5))
            sheet.text(below, x, y + look.gap(5) + head.height)
        y += look.gap(5) + text
        for side, block in rules:
            y += look.gap(2.5)
            x = look.frame.left + inset
            if side:
                sheet.sign(side, x, y + look.gap(2.6), look.gap(5))
                x += look.gap(9)
            sheet.text(block, x, y, block.width)
            y += block.height

    return Part(height, draw, before=look.gap(8))


def _time(content: Content, words: Words) -> tuple[str, str]:
    n = content.total_days
    head = words.ngettext("{n} working day", "{n} working days", n).format(n=words.number(n))
    return head, words.gettext("from job order to hire")


def _holders(content: Content, words: Words) -> tuple[str, str]:
    by = [step.sides for step in content.steps]
    theirs, ours = by.count(frozenset({Side.CLIENT})), by.count(frozenset({Side.AGENCY}))
    both = by.count(frozenset(Side))
    head = words.ngettext("You hold the ball for {n} step", "You hold the ball for {n} steps", theirs)
    below = (
        words.gettext("we hold it for {ours}, and we share {both}") if both else words.gettext("we hold it for {ours}")
    )
    return (
        head.format(n=words.number(theirs)),
        below.format(ours=words.number(ours), both=words.number(both)),
    )


def _day(content: Content, words: Words) -> tuple[str, str]:
    if content.client_week:
        return words.gettext("Each side has its own hours"), words.gettext("a step has those of who does it")
    worked = [day for day in range(7) if content.week.on(day)]
    head = words.gettext("A day is {weekdays}").format(weekdays=words.weekdays(worked))
    return head, _hours(content.week, (content.holidays_of, content.client_holidays_of), words)


def _hours(week: WorkingWeek, holidays_of: Sequence[str], words: Words, *, with_days: bool = False) -> str:
    whose = [place for place in dict.fromkeys(holidays_of) if place]
    template = words.gettext("{hours} {city}")
    if whose:
        template = words.gettext("{hours} {city}, not public holidays in {places}")
    return template.format(
        hours=words.hours(week, with_days=with_days), city=wording.city(week.time_zone), places=words.listed(whose)
    )


def _counting(content: Content, words: Words) -> list[tuple[Side | None, str]]:
    """Each side's hours where they differ, with its sign; then the rules."""
    found: list[tuple[Side | None, str]] = []
    if content.client_week:
        theirs, ours = content.client_holidays_of or content.holidays_of, content.holidays_of
        for side, name, week, place in (
            (Side.CLIENT, content.client_short, content.client_week, theirs),
            (Side.AGENCY, content.agency_short, content.week, ours),
        ):
            hours = _hours(week, (place,), words, with_days=True)
            found.append((side, words.gettext("{name}: {hours}").format(name=name, hours=hours)))
    if content.says_how_days_count:
        found.append((None, wording.counting(words.catalogue)))
    return found
