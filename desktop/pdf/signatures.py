"""The signature blocks, client first: empty lines to sign on, or what is recorded of each signature."""

from dataclasses import dataclass

from desktop.domain.agreement import BOX, Content, Page, SignMethod, SignOff
from desktop.domain.roles import Role, Side
from desktop.pdf.sheet import GREY, HAIR, INK, SIDE, Frame, Sheet
from desktop.pdf.style import Look, Part
from desktop.pdf.text import EMPTY, Block
from desktop.pdf.words import Words

_BETWEEN = 20.0


@dataclass(frozen=True)
class _Signature:
    """One block, ready to be drawn."""

    side: Side
    party: Block
    person: Block
    note: Block
    day: Block
    strokes: tuple[tuple[tuple[int, int], ...], ...]


def signature_parts(page: Page, words: Words, look: Look) -> list[Part]:
    """Two blocks to a row, all kept together."""
    width = (look.frame.width - _BETWEEN) / 2
    signers = sorted(page.content.terms.signers, key=lambda role: role.side != Side.CLIENT)
    blocks = [_signature(page, role, words, look, width) for role in signers]
    captions = (
        look.set(words.gettext("Signature: we agree to work this way"), look.small, width * 0.6),
        look.set(words.gettext("Date"), look.small, width * 0.3),
    )
    rows = [blocks[n : n + 2] for n in range(0, len(blocks), 2)]
    return [
        _row(row, captions, look, width, before=look.gap(7 if n == 0 else 5), with_next=n + 1 < len(rows))
        for n, row in enumerate(rows)
    ]


def _signature(page: Page, role: Role, words: Words, look: Look, width: float) -> _Signature:
    content = page.content
    signed = next((s for s in page.sign_offs if s.role == role), None)
    party = content.client if role.side == Side.CLIENT else content.agency
    inset = look.gap(9)
    room = width - 2 * inset
    head = look.set(
        words.gettext("For {party}").format(party=party), look.style(9, SIDE[role.side], bold=True), room - look.gap(13)
    )
    return _Signature(
        side=role.side,
        party=head,
        person=look.set(_person(content, role, signed, words), look.style(8.8), room),
        note=look.set(_note(signed, words), look.style(8.2, GREY, leading=1.18), room * 0.62) if signed else EMPTY,
        day=look.set(words.date(signed.signed_on), look.style(8.8, bold=True), room * 0.34) if signed else EMPTY,
        strokes=signed.drawing if signed and signed.method == SignMethod.ON_SCREEN else (),
    )


def _person(content: Content, role: Role, signed: SignOff | None, words: Words) -> str:
    named = content.participant(role)
    name = signed.name if signed else named.name if named else ""
    title = (signed.title if signed else "") or (named.title if named else "") or words.role(role)
    authority = (signed.authority if signed else "") or (named.authority if named else "")
    parts = [name, title, words.gettext("authority: {authority}").format(authority=authority) if authority else ""]
    return " · ".join(part for part in parts if part)


def _note(signed: SignOff, words: Words) -> str:
    """What is recorded of a signature that is not drawn here."""
    day = words.date(signed.signed_on)
    match signed.method:
        case SignMethod.INK:
            return words.gettext("signed in ink {date}, scan kept").format(date=day)
        case SignMethod.ON_SCREEN:
            return ""
        case SignMethod.EMAIL:
            return words.gettext("agreed by e-mail {date}: {reference}").format(
                date=day, reference=signed.email_reference
            )


def _row(
    row: list[_Signature], captions: tuple[Block, Block], look: Look, width: float, *, before: float, with_next: bool
) -> Part:
    inset, pad = look.gap(9), look.gap(6)
    text = max(max(s.party.height, look.gap(9)) + s.person.height for s in row)
    space = max(look.gap(33), *(s.note.height + look.gap(6) for s in row))
    height = pad + text + space + captions[0].height + look.gap(3.5)

    def draw(sheet: Sheet, y: float) -> None:
        for n, signature in enumerate(row):
            x = look.frame.left + n * (width + _BETWEEN)
            sheet.box(x, y, width, height, stroke=HAIR, radius=look.gap(4))
            _draw(sheet, signature, captions, look, Frame(x + inset, y + pad, width - 2 * inset, text + space))

    return Part(height, draw, before, with_next)


def _draw(sheet: Sheet, one: _Signature, captions: tuple[Block, Block], look: Look, frame: Frame) -> None:
    """The inside of one block; its line to sign on is at the bottom of `frame`."""
    x, y, width, line = frame.left, frame.top, frame.width, frame.top + frame.height
    sign = look.gap(8)
    sheet.sign(one.side, x, y + (one.party.lines[0].height - sign) / 2, sign)
    sheet.text(one.party, x + look.gap(13), y)
    sheet.text(one.person, x, y + one.party.height)
    signing, dating = width * 0.62, width * 0.32
    top = y + one.party.height + one.person.height
    if one.strokes:
        scale = min(signing / BOX[0], (line - top + look.gap(3)) / BOX[1])
        left = sheet.width - x - BOX[0] * scale if sheet.right_to_left else x
        sheet.strokes(one.strokes, left, line - BOX[1] * scale + look.gap(2), scale)
    sheet.text(one.note, x, line - one.note.height - look.gap(1.5))
    sheet.text(one.day, x + width - dating, line - one.day.height - look.gap(1.5))
    sheet.rule(x, line, signing, colour=INK)
    sheet.rule(x + width - dating, line, dating, colour=INK)
    sheet.text(captions[0], x, line + look.gap(1))
    sheet.text(captions[1], x + width - dating, line + look.gap(1))
