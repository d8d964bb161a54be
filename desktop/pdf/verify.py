"""Is this file what Countersign made of this content? Needs the file only, no database.

The attached record says everything that the page was drawn from, so the page is drawn again and compared byte for byte.
"""

import re
from dataclasses import dataclass, replace
from enum import IntEnum
from pathlib import Path
from typing import Final

from desktop.domain.agreement import Page
from desktop.domain.canonical import short
from desktop.errors import UserError
from desktop.i18n import _, ngettext
from desktop.pdf.agreement import render_with
from desktop.pdf.compare import differing_looks, differing_parts, differing_words, repacked
from desktop.pdf.opened import opened, page_words
from desktop.pdf.received import BROKEN, NotAsItWasError, NotOursError, attachment, record_of
from desktop.pdf.record import SAME_LOOKS, Record, Stamp, stamp
from desktop.pdf.record import attached as sealed

MOST_BYTES: Final = 64 << 20
_NOT_SAID: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
"""Could make a sentence look like another one: a hostile file's texts are quoted in them."""


class Judgement(IntEnum):
    """The value is the exit code of `countersign verify`."""

    GENUINE = 0
    ALTERED = 1
    UNREADABLE = 2


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """The judgement, in sentences for people; `page` and its content's fingerprint where they could be read."""

    judgement: Judgement
    sentences: tuple[str, ...]
    page: Page | None = None
    fingerprint: str = ""

    @property
    def code(self) -> int:
        """The exit code of `countersign verify`."""
        return int(self.judgement)


def verify_file(path: Path) -> Verdict:
    """The verdict on the file at `path`. Raises nothing: what cannot be read is a verdict too."""
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            return _unreadable(_("The file has more than {most} MB; no agreement is that large.").format(most=64))
        return verify(path.read_bytes())
    except OSError as error:
        return _unreadable(_("The file can't be opened: {reason}.").format(reason=error.strerror or str(error)))


def verify(data: bytes) -> Verdict:
    """The verdict on a file's bytes."""
    try:
        attached = attachment(data)
        record = record_of(attached)
    except NotOursError as error:
        return _unreadable(str(error))
    except NotAsItWasError as error:
        return Verdict(judgement=Judgement.ALTERED, sentences=(_altered(), str(error)))
    problem = _seal_problem(record, attached)
    try:
        expected = render_with(record.page, record.stamp)
    except (UserError, *BROKEN) as error:
        reason = _("The attached content can't be drawn. {reason}").format(reason=error)
        return _judged(record, Judgement.ALTERED, _altered(), reason)
    if problem:
        return _judged(record, Judgement.ALTERED, _altered(), problem, *_differences(data, expected, record.page))
    if data == expected:
        same = _("The file is, byte for byte, what this content makes.")
        return _judged(record, Judgement.GENUINE, *_who(record.page), same)
    return _compared(data, expected, record)


def _compared(data: bytes, expected: bytes, record: Record) -> Verdict:
    """The verdict on a file whose bytes differ, by what it says it was drawn with."""
    here, there = stamp(), record.stamp
    if there == here:
        return _judged(record, Judgement.ALTERED, _altered(), *_differences(data, expected, record.page))
    if replace(there, compressor=here.compressor) == here:
        if not _is_repacked(data, expected):
            return _judged(record, Judgement.ALTERED, _altered(), *_differences(data, expected, record.page))
        said = _("This machine compresses files in another way: every object was compared, and each is as it was.")
        return _judged(record, Judgement.GENUINE, *_who(record.page), said)
    said = _("It was drawn by another version of Countersign ({there}; this is {here}).").format(
        there=_version(there), here=_version(here)
    )
    has_our_look = there.renderer in SAME_LOOKS
    if found := _other_differences(data, expected, record.page, has_our_look=has_our_look):
        return _judged(record, Judgement.ALTERED, _altered(), said, *found)
    if has_our_look:
        compared = _("Its content, words and looks were compared, and what else it holds; not every byte was.")
    else:
        compared = _(
            "Its content, the order of its words and what else it holds were compared; not every byte was, nor how its"
            " pages look. Whether something is drawn over a word, only that version of Countersign can tell."
        )
    return _judged(record, Judgement.GENUINE, *_who(record.page), said, compared)


def _is_repacked(data: bytes, expected: bytes) -> bool:
    import pikepdf  # loaded late: not needed to show the window

    try:
        return repacked(expected, data) == data
    except (pikepdf.PdfError, *BROKEN):
        return False


def _other_differences(data: bytes, expected: bytes, page: Page, *, has_our_look: bool) -> list[str]:
    """What a file of another version differs in. How its pages look is compared only where they should look as ours."""
    try:
        found = [
            *_loose_ends(data),
            *_part_differences(data, expected, drawn=False),
            *differing_words(page_words(data), page_words(expected), page.content),
        ]
        return found or (differing_looks(data, expected) if has_our_look else [])
    except _pdfium_errors():
        return [_unread_pages()]


def _unread_pages() -> str:
    return _("Its pages can't be read.")


def _version(stamp: Stamp) -> str:
    return f"{stamp.renderer}; {stamp.libraries}"


def _seal_problem(record: Record, attached: bytes) -> str:
    """A sentence if the record does not fit together."""
    if record.page.content.fingerprint != record.fingerprint:
        return _("The attached content does not match its fingerprint.")
    if attached != sealed(record.page, record.stamp):
        return _("The attached content was changed.")
    return ""


def _differences(data: bytes, expected: bytes, page: Page) -> list[str]:
    """What the file differs in from what its content makes: the words, else the parts, else the bytes between them."""
    parts = _part_differences(data, expected)
    said: list[str] = []
    try:
        said = differing_words(page_words(data), page_words(expected), page.content)
    except _pdfium_errors():
        parts = parts or [_unread_pages()]
    found = [*said, *parts]
    return found or _loose_ends(data) or [_structure(data, expected)]


def _pdfium_errors() -> tuple[type[Exception], ...]:
    import pikepdf  # loaded late: as above
    import pypdfium2  # type: ignore[import-untyped]  # loaded late: as above

    return (pikepdf.PdfError, pypdfium2.PdfiumError, *BROKEN)


def _part_differences(data: bytes, expected: bytes, *, drawn: bool = True) -> list[str]:
    import pikepdf  # loaded late: as above

    try:
        with opened(data) as found, opened(expected) as should:
            return differing_parts(found, should, drawn=drawn)
    except (pikepdf.PdfError, *BROKEN):
        return [_("A part of the file can't be read any more.")]


def _loose_ends(data: bytes) -> list[str]:
    """What lies beside the parts: something appended, or an earlier state overlaid by a later one."""
    end = data.rfind(b"%%EOF")
    if end < 0:
        return [_("The end of the file is missing.")]
    if data[end + 5 :].strip():
        return [_("Something was appended to the file.")]
    if data.count(b"%%EOF") > 1 or data.count(b"startxref") > 1:
        return [_("The file was changed and saved again on top of what it was.")]
    return []


def _structure(data: bytes, expected: bytes) -> str:
    shorter = min(len(data), len(expected))
    place = next((n for n in range(shorter) if data[n] != expected[n]), shorter)
    return _(
        "The file's structure was changed, from byte {place} on; its pages look the same."
        " Perhaps another program saved it."
    ).format(place=place)


def _who(page: Page) -> tuple[str, ...]:
    content = page.content
    sentences = [
        _("Genuine: {reference}, version {n}, {agency} and {client}.").format(
            reference=content.reference,
            n=content.version,
            agency=content.agency,
            client=content.client.rstrip("."),  # "Inc." has its full stop already
        ),
        _("Its content matches its fingerprint, {fingerprint}. Compare it with the one on your paper.").format(
            fingerprint=short(content.fingerprint)
        ),
    ]
    if page.draft:
        sentences.append(_("It is a draft: its content was not fixed yet."))
    elif page.sign_offs:
        n = len(page.sign_offs)
        sentences.append(
            ngettext(
                "{n} signature is recorded in it. The fingerprint is of what was agreed, not of who signed: only the"
                " database that keeps the signatures can confirm them (--data).",
                "{n} signatures are recorded in it. The fingerprint is of what was agreed, not of who signed: only the"
                " database that keeps the signatures can confirm them (--data).",
                n,
            ).format(n=n)
        )
    return tuple(sentences)


def _altered() -> str:
    return _("Altered: this is not the file that Countersign made.")


def _unreadable(sentence: str) -> Verdict:
    return Verdict(judgement=Judgement.UNREADABLE, sentences=(_("This can't be verified."), sentence))


def _judged(record: Record, judgement: Judgement, *sentences: str) -> Verdict:
    page = record.page
    said = tuple(_NOT_SAID.sub("\ufffd", sentence) for sentence in sentences)
    return Verdict(judgement=judgement, sentences=said, page=page, fingerprint=page.content.fingerprint)
