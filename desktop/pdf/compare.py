"""What two PDF files differ in: the words on their pages, what they are made of, part by part, and how they look."""

import hashlib
import zlib
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any, Final

from desktop.domain.agreement import Content
from desktop.i18n import _, words
from desktop.pdf.file import saved
from desktop.pdf.opened import opened

if TYPE_CHECKING:
    import pikepdf

_MOST_DIFFERENCES: Final = 6
_DEEPEST: Final = 60
_OF_THE_TABLE: Final = frozenset({"/Type", "/W", "/Index", "/Filter", "/DecodeParms", "/Length", "/Size", "/Prev"})
"""Keys of the trailer that say where objects lie in the file, not what it is."""
_SCALE: Final = 100 / 72
"""How large pages are drawn to be compared, in pixels per point."""
_FAINTEST: Final = 48
"""Of 255: two libraries smooth the edge of a letter less differently than that."""


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


def differing_looks(data: bytes, expected: bytes) -> list[str]:
    """A sentence for each page that looks different. Only for files whose parts and page sizes are the same."""
    import pypdfium2  # type: ignore[import-untyped]  # loaded late: only for files that are not as they should be
    from PIL import ImageChops  # loaded late: as above

    documents = [pypdfium2.PdfDocument(data), pypdfium2.PdfDocument(expected)]
    try:
        pictures = [[page.render(scale=_SCALE).to_pil().convert("RGB") for page in one] for one in documents]
    finally:
        for one in documents:
            one.close()
    different = [
        number
        for number, (found, should) in enumerate(zip(*pictures, strict=True), 1)
        if ImageChops.difference(found, should).point(lambda level: level > _FAINTEST).getbbox()
    ]
    return [_("Page {n} does not look as its content makes it.").format(n=number) for number in different]


def differing_parts(found: "pikepdf.Pdf", expected: "pikepdf.Pdf", *, drawn: bool = True) -> list[str]:
    """Sentences that name the parts of `found` that are not as in `expected`.

    Without `drawn`, all but the marks on the pages, the fonts and the pictures, which hang on what drew them.
    """
    there, should = _parts(found, drawn=drawn), _parts(expected, drawn=drawn)
    return [label for label in {**should, **there} if there.get(label) != should.get(label)][:_MOST_DIFFERENCES]


def _parts(pdf: "pikepdf.Pdf", *, drawn: bool) -> dict[str, str]:
    """A hash per part, of decoded content, under a sentence that says it differs."""
    root, trailer = pdf.Root, pdf.trailer
    parts: dict[str, list[Any]] = {
        _("The attached content is not as it was."): [root.get("/AF"), root.get("/Names")],
        _("The file's description (metadata) is not as it was."): [root.get("/Metadata"), trailer.get("/Info")],
        _("Something was added to or taken from the file as a whole."): [
            *sorted(set(trailer.keys()) - _OF_THE_TABLE),
            *_items(root, but={"/Pages", "/Metadata", "/AF", "/Names"}),
        ],
    }
    for number, page in enumerate(pdf.pages, 1):
        resources: Any = page.obj.get("/Resources", {})
        parts[_("Page {n}: notes, links, fields or a size were changed.").format(n=number)] = [
            *_items(page.obj, but={"/Parent", "/Contents", "/Resources"}),
            *_inherited(page.obj),
            *(
                name
                for kind, names in _pairs(resources, but={"/Font", "/ProcSet"})
                for name in (kind, *sorted(names.keys()))
            ),
        ]
        if drawn:
            parts |= {
                _("Page {n}: what is drawn is not as it was.").format(n=number): [page.obj.get("/Contents")],
                _("Page {n}: a font is not as it was.").format(n=number): [resources.get("/Font")],
                _("Page {n}: a picture is not as it was.").format(n=number): _items(resources, but={"/Font"}),
            }
    return {label: _digest(values) for label, values in parts.items()}


def _pairs(of: Any, *, but: set[str]) -> list[tuple[str, Any]]:
    return [(key, value) for key, value in sorted(of.items()) if key not in but]


def _items(of: Any, *, but: set[str]) -> list[Any]:
    return [part for pair in _pairs(of, but=but) for part in pair]


def _inherited(page: Any) -> list[Any]:
    """What a page takes over from the nodes above it, such as a rotation."""
    found: list[Any] = []
    for _level in range(_DEEPEST):
        page = page.get("/Parent")
        if page is None:
            return found
        found += _items(page, but={"/Type", "/Kids", "/Count", "/Parent"})
    raise ValueError("nested too deeply")


def repacked(expected: bytes, data: bytes) -> bytes:
    """`expected` as another compressor leaves it: each stream packed as in `data` where that unpacks to the same."""
    import pikepdf  # loaded late: as above

    with opened(data) as found, opened(expected) as should:
        for there, here in zip(found.objects, should.objects, strict=False):
            if isinstance(there, pikepdf.Stream) and isinstance(here, pikepdf.Stream):
                packed, wanted = there.read_raw_bytes(), here.read_bytes()
                if _unpacks_to(packed, wanted):
                    here.write(packed, filter=pikepdf.Name.FlateDecode)
        return saved(should)


def _unpacks_to(packed: bytes, wanted: bytes) -> bool:
    """Whether `packed` is `wanted` and nothing more; stops unpacking where it is more."""
    unpack = zlib.decompressobj()
    try:
        return unpack.decompress(packed, len(wanted) + 1) == wanted and unpack.eof and not unpack.unused_data
    except zlib.error:
        return False


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
