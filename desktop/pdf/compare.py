"""What two PDF files differ in: first the words on their pages, then what they are made of, part by part."""

import hashlib
from collections.abc import Iterator
from difflib import SequenceMatcher
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from desktop.domain.agreement import Content
from desktop.i18n import _, words

if TYPE_CHECKING:
    import pikepdf

MOST_PAGES: Final = 1000
_MOST_DIFFERENCES: Final = 6
_MOST_WORDS: Final = 20_000
"""Of a page; more are not compared."""
_DEEPEST: Final = 60


def page_words(data: bytes) -> list[list[str]]:
    """The words of each page, in reading order. Raises ValueError or pypdfium2.PdfiumError for what is no PDF."""
    import pypdfium2  # type: ignore[import-untyped]  # loaded late: only for files that are not as they should be

    document = pypdfium2.PdfDocument(data)
    try:
        if len(document) > MOST_PAGES:
            raise ValueError("too many pages")
        return [page.get_textpage().get_text_range().split()[:_MOST_WORDS] for page in document]
    finally:
        document.close()


def differing_words(found: list[list[str]], expected: list[list[str]], content: Content) -> list[str]:
    """Sentences that name what the pages say and should not, with the step it stands at."""
    sentences = []
    if len(found) != len(expected):
        sentences.append(
            _("The file has {found} pages; its content makes {expected}.").format(
                found=len(found), expected=len(expected)
            )
        )
    for number, (is_there, should) in enumerate(zip(found, expected, strict=False), 1):
        for left, right, place in _changes(is_there, should):
            step = _step_at(should, place, content)
            where = _("Page {page}").format(page=number)
            if step:
                where = _("Page {page}, step {step} ({title})").format(
                    page=number, step=step, title=content.steps[step - 1].title
                )
            sentences.append(
                _("{where}: the page says “{found}”, its content says “{expected}”.").format(
                    where=where, found=left or "–", expected=right or "–"
                )
            )
    return sentences[:_MOST_DIFFERENCES]


def _changes(found: list[str], expected: list[str]) -> Iterator[tuple[str, str, int]]:
    """(what is there, what should be, place in `expected`), a word of context after each."""
    matcher = SequenceMatcher(None, found, expected, autojunk=False)
    for tag, a, a_end, b, b_end in matcher.get_opcodes():
        if tag != "equal":
            yield _quoted(found[a : a_end + 1]), _quoted(expected[b : b_end + 1]), b


def _quoted(words: list[str]) -> str:
    """`words` fit for a sentence: a damaged page may say anything."""
    return "".join(c if c.isprintable() else "\ufffd" for c in " ".join(words))[:200]


def _step_at(page: list[str], place: int, content: Content) -> int:
    """The number of the step whose row holds the word at `place`; 0 outside the table of steps."""
    before = " ".join(page[:place]) + " "
    end_of_table = words(content.language).gettext("How we stay in touch")
    if end_of_table in before:
        return 0
    at = number = 0
    for n, step in enumerate(content.steps, 1):
        found = before.find(f" {n} {' '.join(step.title.split())} ", at)
        if found >= 0:
            at, number = found, n
    return number


def differing_parts(found: "pikepdf.Pdf", expected: "pikepdf.Pdf") -> list[str]:
    """Sentences that name the parts of `found` that are not as in `expected`; none where every object is equal."""
    there, should = _parts(found), _parts(expected)
    return [label for label in {**should, **there} if there.get(label) != should.get(label)][:_MOST_DIFFERENCES]


def _parts(pdf: "pikepdf.Pdf") -> dict[str, str]:
    """A hash per part, of decoded content, under a sentence that says it differs."""
    root = pdf.Root
    in_the_catalogue = {"/Type", "/Pages", "/Metadata", "/AF", "/Names"}
    parts: dict[str, list[Any]] = {
        _("The attached content is not as it was."): [root.get("/AF"), root.get("/Names")],
        _("The file's description (metadata) is not as it was."): [root.get("/Metadata"), pdf.trailer.get("/Info")],
        _("Something was added to or taken from the file as a whole."): [
            value for key, value in sorted(root.items()) if key not in in_the_catalogue
        ],
    }
    for number, page in enumerate(pdf.pages, 1):
        resources: Any = page.obj.get("/Resources", {})
        rest = {"/Type", "/Parent", "/Contents", "/Resources"}
        parts |= {
            _("Page {n}: what is drawn is not as it was.").format(n=number): [page.obj.get("/Contents")],
            _("Page {n}: a font is not as it was.").format(n=number): [resources.get("/Font")],
            _("Page {n}: a picture is not as it was.").format(n=number): [
                value for key, value in sorted(resources.items()) if key != "/Font"
            ],
            _("Page {n}: notes, links, fields or a size were changed.").format(n=number): [
                part for key, value in sorted(page.obj.items()) if key not in rest for part in (key, value)
            ],
        }
    return {label: _digest(values) for label, values in parts.items()}


def _digest(values: list[Any]) -> str:
    hash_ = hashlib.sha256()
    seen: set[tuple[int, int]] = set()
    for value in values:
        for piece in _plain(value, seen, _DEEPEST):
            hash_.update(len(piece).to_bytes(8, "big") + piece)
    return hash_.hexdigest()


def _plain(value: Any, seen: set[tuple[int, int]], depth: int) -> Iterator[bytes]:
    """`value` as pieces of bytes that do not depend on how streams are compressed or objects numbered."""
    import pikepdf  # loaded late: as above

    if depth == 0:
        raise ValueError("nested too deeply")
    if isinstance(value, pikepdf.Object) and value.is_indirect:
        if value.objgen in seen:
            yield b"seen"
            return
        seen.add(value.objgen)
    match value:
        case pikepdf.Dictionary() | pikepdf.Stream():
            for key in sorted(value.keys() - {"/Parent", "/Length"}):
                yield key.encode()
                yield from _plain(value[key], seen, depth - 1)
            if isinstance(value, pikepdf.Stream):
                yield value.read_bytes()
        case pikepdf.Array():
            yield b"["
            for item in value:
                yield from _plain(item, seen, depth - 1)
            yield b"]"
        case pikepdf.Object():
            yield value.unparse()
        case _:
            yield repr(value).encode()


def opened(data: bytes) -> "pikepdf.Pdf":
    """`data` as pikepdf sees it, with limits that stop files which unpack to gigabytes.

    Raises pikepdf.PdfError, also for one that is protected by a password.
    """
    import pikepdf  # loaded late: as above
    from pikepdf import settings

    settings.set_qpdf_limits(  # of the whole program, and far above anything that it writes
        flate_max_memory=1 << 28,
        run_length_max_memory=1 << 28,
        png_max_memory=1 << 28,
        tiff_max_memory=1 << 28,
        dct_max_memory=1 << 28,
        max_stream_filters=2,
        parser_max_container_size=200_000,
    )
    return pikepdf.open(BytesIO(data))
