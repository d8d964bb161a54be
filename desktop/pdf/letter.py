"""The letter that says we pass on a job order, on the agency's paper."""

from desktop.domain.letter import PassLetter
from desktop.pdf.file import About, finished
from desktop.pdf.masthead import LOGO_BOX, read_logo
from desktop.pdf.sheet import GREY, HAIR, SIZES, Frame, Sheet
from desktop.pdf.style import Look, Part, paginate, text_part
from desktop.pdf.words import Words

_LEFT = 71.0
_TOP = 57.0


def render_letter(letter: PassLetter) -> bytes:
    """`letter` as PDF/A-3b; equal letters give equal bytes. Raises UnreadableFileError where the logo is no picture."""
    words = Words(letter.language)
    width, height = SIZES[letter.paper]
    look = Look(Frame(_LEFT, _TOP, width - 2 * _LEFT, height - 2 * _TOP), words.right_to_left, 1.2)
    pages = paginate([_head(letter, look), *_body(letter, words, look)], look.frame)
    sheet = Sheet(letter.paper, right_to_left=words.right_to_left)
    for parts in pages:
        for y, part in parts:
            part.draw(sheet, y)
        sheet.end_page()
    about = About(
        title=letter.subject,
        author=letter.agency,
        subject=letter.subject,
        language=letter.language,
        dated=letter.dated,
    )
    return finished(sheet.close(), sheet.glyphs, about)


def _head(letter: PassLetter, look: Look) -> Part:
    """The agency's name and address, its logo, and a rule."""
    frame = look.frame
    logo = read_logo(letter.logo)
    across = frame.width - (LOGO_BOX[0] + 12 if logo else 0)
    name = look.set(letter.agency, look.heading, across)
    address = look.set(letter.agency_address, look.style(8, GREY), across)
    text = name.height + (address.height if letter.agency_address else 0)
    height = max(text, LOGO_BOX[1] if logo else 0) + look.gap(6)

    def draw(sheet: Sheet, y: float) -> None:
        sheet.text(name, frame.left, y)
        sheet.text(address, frame.left, y + name.height)
        if logo:
            image, width, high = logo
            sheet.image(image, frame.left + frame.width - width, y, width, high)
        sheet.rule(frame.left, y + height, frame.width, colour=HAIR)

    return Part(height, draw)


def _body(letter: PassLetter, words: Words, look: Look) -> list[Part]:
    left, width = look.frame.left, look.frame.width
    to = "\n".join(part for part in (letter.person, letter.person_title, letter.client) if part)
    signature = "\n".join(part for part in (letter.signed_by_title, letter.agency) if part)
    lines = [
        (to, look.body, 26),
        (words.date(letter.dated), look.body, 20),
        (letter.subject, look.strong, 20),
        *((paragraph, look.body, 8) for paragraph in (letter.greeting, *letter.paragraphs) if paragraph),
    ]
    parts = [
        text_part(block, left, before=before if n == 0 else 0)
        for line, style, before in lines
        for n, block in enumerate(look.set(line, style, width).cut(30))
    ]
    return [
        *parts,
        text_part(look.set(letter.closing, look.body, width), left, before=14, with_next=True),
        text_part(look.set(letter.signed_by, look.strong, width), left, before=44, with_next=True),
        text_part(look.set(signature, look.body, width), left),
    ]
