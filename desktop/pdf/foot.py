"""What stands below each page of our papers: a rule, what is said of the paper, and which page of how many it is."""

from collections.abc import Sequence

from desktop.pdf.sheet import GREY, HAIR, Sheet
from desktop.pdf.style import Look, Placed
from desktop.pdf.words import Words


def draw_numbered(
    pages: Sequence[Sequence[Placed]], said: str, words: Words, look: Look, sheet: Sheet, *, lines: int
) -> None:
    """Each of the pages with its foot, in which `said` has so many lines at most."""
    for number, parts in enumerate(pages, 1):
        for y, part in parts:
            part.draw(sheet, y)
        total = words.number(len(pages))
        foot(said, words.gettext("Page {n} of {total}").format(n=words.number(number), total=total), look, sheet, lines)
        sheet.end_page()


def foot(said: str, page_of: str, look: Look, sheet: Sheet, lines: int) -> None:
    """Of a page that is the only one, `page_of` is empty."""
    frame, style = look.frame, look.style(7.6, GREY)
    top = frame.top + frame.height + 12
    number = look.set(page_of, style, 90)
    room = frame.width - (number.width + 12 if page_of else 0)
    sheet.rule(frame.left, top, frame.width, colour=HAIR)
    sheet.text(look.set(said, style, room).cut(lines)[0], frame.left, top + 5)
    if page_of:
        sheet.text(number, frame.left + frame.width - number.width, top + 5)


def same_measure(words: Words) -> str:
    """What is said below what was delivered."""
    return words.gettext("Both sides, same measure. Signed agreements say what was promised; this page changes none.")
