"""The faces of the paper, and words set in them: glyphs and widths for text in any script.

reportlab's own fonts number shaped glyphs by what was drawn before, in any document; here a glyph keeps its number in
the font file, so the same words always make the same bytes. All text is shaped by HarfBuzz.
"""

import re
import unicodedata
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from resources import path

if TYPE_CHECKING:
    import pikepdf

_FAMILIES: Final = (
    ("SourceSans3-Regular", "SourceSans3-SemiBold"),
    ("NotoSansArabic-Regular", "NotoSansArabic-Bold"),
    ("NotoSansHebrew-Regular", "NotoSansHebrew-Bold"),
    ("NotoSansDevanagari-Regular", "NotoSansDevanagari-Bold"),
    ("NotoSans-Regular", "NotoSans-Bold"),
    ("DroidSansFallback", "DroidSansFallback"),
    ("NotoEmoji-Regular", "NotoEmoji-Regular"),
    ("NotoSansSymbols2-Regular", "NotoSansSymbols2-Regular"),
    ("NotoSansMath-Regular", "NotoSansMath-Regular"),
)
"""(regular, bold), asked in this order for each character. Only the first is loaded before it is needed."""
_NAMES: Final = tuple(dict.fromkeys(name for family in _FAMILIES for name in family))
_BOX = "\u25a1"
"""Stands on paper for what no face can draw."""
_UNSEEN = frozenset("\u00ad\u034f\u061c\u180e\ufeff") | {
    chr(c) for c in (*range(0x200B, 0x2010), *range(0x2060, 0x2070))
}
_CLUSTER = re.compile(
    r"[\U0001f1e6-\U0001f1ff]{2}|.(?:[\u0300-\u036f\u200d\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e01ef]|(?<=\u200d).)*",
    re.DOTALL,
)
_DROPPED_TABLES = ("GSUB", "GPOS", "GDEF", "BASE", "STAT", "cmap", "name", "post", "OS/2", "gasp", "DSIG", "MATH")


class Face:
    """One font file. Widths and heights are in thousandths of the size."""

    def __init__(self, name: str) -> None:
        import uharfbuzz as hb  # type: ignore[import-untyped]  # loaded late: not needed to show the window

        self.name = name
        self.resource = f"F{_NAMES.index(name) + 1}"
        self._hb = hb
        self._face = hb.Face(hb.Blob.from_file_path(str(path(f"fonts/{name}.ttf"))))
        self._font = hb.Font(self._face)
        self._scale: float = 1000 / self._face.upem
        self._widths: dict[int, float] = {}
        self.characters = frozenset(map(chr, self._face.unicodes))
        self.space = self._font.get_nominal_glyph(0x20) or 0

    def width(self, glyph: int) -> float:
        if glyph not in self._widths:
            self._widths[glyph] = round(float(self._font.get_glyph_h_advance(glyph)) * self._scale, 2)
        return self._widths[glyph]

    def shape(self, text: str, *, right_to_left: bool) -> list[tuple[int, int, float, float, float]]:
        """(glyph, place in `text`, advance, right, up) of each glyph, from left to right."""
        buffer = self._hb.Buffer()
        buffer.add_str(text)
        buffer.cluster_level = self._hb.BufferClusterLevel.MONOTONE_CHARACTERS
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if right_to_left else "ltr"
        self._hb.shape(self._font, buffer)
        scale = self._scale
        return [
            (info.codepoint, info.cluster, at.x_advance * scale, at.x_offset * scale, at.y_offset * scale)
            for info, at in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
            if info.codepoint  # PDF/A forbids drawing glyph 0, "no such glyph"
        ]

    def subset(self, glyphs: Iterable[int]) -> bytes:
        """A TrueType file with only these glyphs, under their own numbers."""
        hb = self._hb
        wanted = hb.SubsetInput()
        wanted.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NO_LAYOUT_CLOSURE
        wanted.glyph_set.update(glyphs)
        wanted.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in _DROPPED_TABLES)
        return bytes(hb.subset(self._face, wanted).blob.data)

    def descriptor(self) -> dict[str, Any]:
        extents = self._font.get_font_extents("ltr")
        ascent, descent = round(extents.ascender * self._scale), round(extents.descender * self._scale)
        return {
            "/Flags": 4,
            "/ItalicAngle": 0,
            "/Ascent": ascent,
            "/Descent": descent,
            "/CapHeight": round(ascent * 0.66),
            "/StemV": 80,
            "/FontBBox": [-1000, descent, 3000, ascent],
        }


@cache
def face(name: str) -> Face:
    return Face(name)


class Glyph(NamedTuple):
    """A drawn glyph and what it stands for; `is_part` where it does so only together with its neighbours."""

    face: str
    number: int
    is_part: bool
    text: str


@dataclass(frozen=True)
class Word:
    """Shaped text. `operators` go between the brackets of a PDF `[...] TJ` while its first face is set at size 1."""

    operators: str
    width: float
    """In sizes: multiply by the size for points."""
    glyphs: frozenset[Glyph]


@lru_cache(maxsize=1 << 15)
def shaped(text: str, bold: bool, right_to_left: bool = False) -> Word:
    """`text` (no white space) in the main face of its weight; in other faces where that has no such character."""
    main = face(_FAMILIES[0][bold])
    if main.characters.issuperset(text):
        return _run(main, text, right_to_left=right_to_left)
    runs = [
        (name, "".join(cluster for cluster, _ in run)) for name, run in groupby(_faces(text, bold), key=lambda c: c[1])
    ]
    words = []
    for name, part in reversed(runs) if right_to_left else runs:
        word = _run(face(name), part, right_to_left=right_to_left) if name else _boxes(main, part)
        if name not in {"", main.name}:
            other = f"]TJ/{face(name).resource} 1 Tf[{word.operators}]TJ/{main.resource} 1 Tf["
            word = Word(other, word.width, word.glyphs)
        words.append(word)
    glyphs: frozenset[Glyph] = frozenset().union(*(word.glyphs for word in words))
    return Word("".join(word.operators for word in words), sum(word.width for word in words), glyphs)


@cache
def space(bold: bool) -> Word:
    main = face(_FAMILIES[0][bold])
    return Word(
        f"<{main.space:04X}>", main.width(main.space) / 1000, frozenset({Glyph(main.name, main.space, False, " ")})
    )


def main_face(bold: bool) -> str:
    """The resource name of the face that words of this weight start in."""
    return face(_FAMILIES[0][bold]).resource


def _faces(text: str, bold: bool) -> Iterator[tuple[str, str]]:
    """Each cluster of `text` with the name of the face that draws it, "" for none."""
    before = _FAMILIES[0][bold]
    for cluster in _CLUSTER.findall(text):
        before = _face_of(cluster, bold, before)
        yield cluster, before


@lru_cache(maxsize=1 << 14)
def _face_of(cluster: str, bold: bool, before: str) -> str:
    seen = [c for c in cluster if c not in _UNSEEN and not "\ufe00" <= c <= "\ufe0f"]
    if not seen or (unicodedata.category(seen[0])[0] in "MPZ" and before and face(before).characters.issuperset(seen)):
        return before
    for family in _FAMILIES:
        if face(family[bold]).characters.issuperset(seen):
            return family[bold]
    return next((family[bold] for family in _FAMILIES if seen[0] in face(family[bold]).characters), "")


def _run(face: Face, text: str, *, right_to_left: bool) -> Word:
    glyphs = face.shape(text, right_to_left=right_to_left)
    starts = sorted({glyph[1] for glyph in glyphs})
    is_part = len(starts) != len(glyphs)
    stands_for = {a: text[a:b] for a, b in zip(starts, [*starts[1:], len(text)], strict=False)}
    if right_to_left:
        stands_for = {place: _mirrored(said) for place, said in stands_for.items()}
    parts: list[str] = []
    used = []
    width = pending = 0.0
    for glyph, place, advance, right, up in glyphs:
        shift = pending - right
        if shift > 0.01 or shift < -0.01:
            parts.append(f">{_number(shift)}<")
        parts.append(f">]TJ {_number(up / 1000)} Ts[<{glyph:04X}>]TJ 0 Ts[<" if up else f"{glyph:04X}")
        pending = face.width(glyph) - advance + right
        width += advance
        used.append(Glyph(face.name, glyph, is_part, stands_for[place]))
    tail = _number(pending) if abs(pending) > 0.01 else ""
    operators = f"<{''.join(parts)}>{tail}".replace("<>", "")
    if is_part:
        # poppler and pdfium take this for what is seen, and turn round themselves what runs right to left
        operators = _spoken(text[::-1] if right_to_left else text, operators)
    return Word(operators, width / 1000, frozenset(used))


def _mirrored(char: str) -> str:
    """What a bracket looks like in a run from right to left."""
    if len(char) != 1 or not unicodedata.mirrored(char):
        return char
    from bidi.mirror import MIRRORED  # type: ignore[import-untyped]  # loaded late: only such text needs it

    return str(MIRRORED.get(char, char))


def _boxes(main: Face, text: str) -> Word:
    box = _run(main, _BOX * len(_CLUSTER.findall(text)), right_to_left=False)
    return Word(_spoken(text, box.operators), box.width, box.glyphs)


def _spoken(text: str, operators: str) -> str:
    """Marks `operators` to be read and copied as `text`, where glyphs alone do not tell."""
    actual = ("\ufeff" + text).encode("utf-16-be", "surrogatepass").hex().upper()
    return f"]TJ/Span<</ActualText<{actual}>>>BDC[{operators}]TJ EMC["


def _number(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")


def embed(pdf: "pikepdf.Pdf", used: Iterable[Glyph]) -> "pikepdf.Dictionary":
    """The fonts of a document that draws the glyphs `used`: each face a subset, with what its glyphs stand for."""
    import pikepdf  # loaded late: as in Face

    meanings: dict[str, dict[int, str]] = {}
    for glyph in sorted(used):  # of several texts for one glyph the first in order stays
        meanings.setdefault(glyph.face, {}).setdefault(glyph.number, glyph.text)
    fonts = pikepdf.Dictionary()
    for name in sorted(meanings, key=_NAMES.index):
        fonts[f"/{face(name).resource}"] = _font(pdf, face(name), dict(sorted(meanings[name].items())))
    return fonts


def _font(pdf: "pikepdf.Pdf", face: Face, meanings: dict[int, str]) -> "pikepdf.Object":
    from pikepdf import Dictionary, Name, String  # loaded late: as in Face

    file = face.subset(meanings)
    tag = f"{zlib.crc32(file):08X}".translate(str.maketrans("0123456789", "GHIJKLMNOP"))[:6]
    base = Name(f"/{tag}+{face.name}")
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=base,
        FontFile2=stream(pdf, file, Length1=len(file)),
        **{key[1:]: value for key, value in face.descriptor().items()},
    )
    widths: list[Any] = []
    for glyph in meanings:
        widths += [glyph, [face.width(glyph)]]
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=base,
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
        FontDescriptor=pdf.make_indirect(descriptor),
        CIDToGIDMap=Name.Identity,
        W=widths,
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=base,
            Encoding=Name("/Identity-H"),
            DescendantFonts=[pdf.make_indirect(descendant)],
            ToUnicode=stream(pdf, _to_unicode(meanings)),
        )
    )


def stream(pdf: "pikepdf.Pdf", data: bytes, **entries: Any) -> "pikepdf.Stream":
    """A stream compressed by Python's zlib, the one compressor that a file depends on."""
    import pikepdf  # loaded late: as in Face

    found = pikepdf.Stream(pdf, zlib.compress(data), Filter=pikepdf.Name.FlateDecode)
    for key, value in entries.items():
        found[f"/{key}"] = value
    return found


def _to_unicode(meanings: dict[int, str]) -> bytes:
    rows = [
        f"<{glyph:04X}><{text.encode('utf-16-be', 'surrogatepass').hex().upper()}>" for glyph, text in meanings.items()
    ]
    blocks = [rows[i : i + 100] for i in range(0, len(rows), 100)]
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit/ProcSet findresource begin 12 dict begin begincmap\n"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
        "/CMapName/Adobe-Identity-UCS def/CMapType 2 def\n"
        f"1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n{body}\n"
        "endcmap CMapName currentdict/CMap defineresource pop end end"
    ).encode("ascii")
