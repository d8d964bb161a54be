"""The agreement on paper: the order of agreement.md, one page up to about ten steps.

The bytes are a function of the `Page` alone. The record in record.py travels inside, so that anybody can draw it again.
"""

from dataclasses import dataclass
from typing import Final

from desktop.domain.agreement import Content, Page
from desktop.domain.canonical import short
from desktop.domain.roles import Side
from desktop.pdf.changes import change_parts
from desktop.pdf.clauses import goals_parts, legal_part, slips_parts, touch_parts
from desktop.pdf.file import About, Attachment, finished
from desktop.pdf.front import front_parts
from desktop.pdf.lanes import lanes_parts
from desktop.pdf.record import ATTACHMENT, Stamp, attached, stamp
from desktop.pdf.sheet import GREY, HAIR, Sheet
from desktop.pdf.signatures import signature_parts
from desktop.pdf.steps import steps_parts
from desktop.pdf.style import Look, Placed, page_frame, paginate
from desktop.pdf.text import Block, Style, paragraph
from desktop.pdf.words import Words

_SCALES: Final = (1.0, 0.91, 0.83)
"""Densities, from comfortable to tight; the first that needs the fewest pages is taken."""


def render(page: Page) -> bytes:
    """`page` as PDF/A-3b. Equal pages give equal bytes, whatever the machine's clock, zone and language.

    Raises UnreadableFileError where the logo is no picture.
    """
    return render_with(page, stamp())


def render_with(page: Page, made_with: Stamp) -> bytes:
    """As `render`, but stamped as drawn by `made_with`: so verify draws again what another machine drew."""
    content = page.content
    words = Words(content.language, content.week.country)
    pages = _laid_out(page, words)
    sheet = Sheet(page.paper, right_to_left=words.right_to_left)
    foot = _Foot.of(content, words, Look(page_frame(page.paper), words.right_to_left))
    draft = paragraph(words.gettext("DRAFT"), Style(1, GREY, bold=True), 1e6) if page.draft else None
    for number, parts in enumerate(pages, 1):
        for y, part in parts:
            part.draw(sheet, y)
        foot.draw(
            sheet, words.gettext("Page {n} of {total}").format(n=words.number(number), total=words.number(len(pages)))
        )
        if draft:
            sheet.across(draft, 0.08)
        sheet.end_page()
    attachment = Attachment(
        name=ATTACHMENT,
        media_type="application/json",
        description=words.gettext("The content of this agreement, to verify it with"),
        data=attached(page, made_with),
    )
    return finished(sheet.close(), sheet.glyphs, _about(content, words), attachment)


def _laid_out(page: Page, words: Words) -> list[list[Placed]]:
    """The parts on their pages, at the most comfortable density that needs the fewest pages."""
    frame = page_frame(page.paper)
    changes = paginate(change_parts(page.content, words, Look(frame, words.right_to_left)), frame)
    changes = [parts for parts in changes if parts]
    found = _body(page, words, Look(frame, words.right_to_left))
    for scale in _SCALES[1:]:
        if len(found) == 1:
            break
        tighter = _body(page, words, Look(frame, words.right_to_left, scale))
        found = min(found, tighter, key=len)
    return changes + found


def _body(page: Page, words: Words, look: Look) -> list[list[Placed]]:
    content = page.content
    parts = [
        *front_parts(page, words, look),
        *lanes_parts(content, words, look),
        *steps_parts(content, words, look),
        *goals_parts(content, words, look),
        *touch_parts(content, words, look),
        *slips_parts(content, words, look),
        legal_part(content, words, look),
        *signature_parts(page, words, look),
    ]
    return paginate(parts, look.frame)


def _about(content: Content, words: Words) -> About:
    return About(
        title=words.gettext("How we will fill this job together: {job}").format(job=content.title),
        author=content.agency,
        subject=words.gettext("{reference}, version {n}, {agency} and {client}").format(
            reference=content.reference, n=content.version, agency=content.agency, client=content.client
        ),
        language=content.language,
        dated=content.dated,
    )


@dataclass(frozen=True)
class _Foot:
    """What stands below every page: reference, version, fingerprint, initials of both sides, page x of y."""

    look: Look
    identity: Block
    initials: Block

    @classmethod
    def of(cls, content: Content, words: Words, look: Look) -> "_Foot":
        parts = (
            content.reference,
            words.gettext("Version {n}").format(n=words.number(content.version)),
            words.gettext("Fingerprint {fingerprint}").format(fingerprint=short(content.fingerprint)),
            words.gettext("Same fingerprint means same content"),
        )
        style = look.style(7.6, GREY)
        return cls(
            look,
            look.set(" · ".join(parts), style, look.frame.width - 190),
            look.set(words.gettext("Initials"), style, 60),
        )

    def draw(self, sheet: Sheet, page_of: str) -> None:
        frame, look = self.look.frame, self.look
        top = frame.top + frame.height + 12
        right = frame.left + frame.width
        number = look.set(page_of, look.style(7.6, GREY), 90)
        sheet.rule(frame.left, top, frame.width, colour=HAIR)
        sheet.text(self.identity, frame.left, top + 5)
        sheet.text(number, right - number.width, top + 5)
        x = right - 66 - 2 * 42
        sheet.text(self.initials, x - self.initials.width - 5, top + 5)
        for side in (Side.CLIENT, Side.AGENCY):
            sheet.box(x, top + 3.5, 37, 15, stroke=HAIR, radius=2)
            sheet.sign(side, x + 2.5, top + 8.5, 4.6)
            x += 42
