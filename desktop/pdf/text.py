"""Paragraphs: words of any script put into lines of a given width, in the order they are read.

Runs of Arabic and Hebrew are ordered by python-bidi after the lines are broken, so that every line reads right.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from desktop.pdf.fonts import Glyph, Word, main_face, shaped, space


@dataclass(frozen=True)
class Style:
    """How text looks. Sizes in points; `leading` is the distance of base lines in sizes."""

    size: float
    colour: str = "1A2230"
    bold: bool = False
    leading: float = 1.27

    @property
    def line(self) -> float:
        return self.size * self.leading

    def bolder(self) -> "Style":
        return replace(self, bold=True)


Span = tuple[str, Style]


@dataclass(frozen=True, slots=True)
class _Item:
    """A word or a space on its way into a line."""

    word: Word
    style: Style
    text: str
    breakable: bool
    is_space: bool = False
    level: int = 0

    @property
    def width(self) -> float:
        return self.word.width * self.style.size


@dataclass(frozen=True, slots=True)
class Piece:
    """What is drawn with one style, `x` points from the start of its line."""

    x: float
    style: Style
    operators: str


@dataclass(frozen=True, slots=True)
class Line:
    pieces: tuple[Piece, ...]
    width: float
    height: float
    glyphs: frozenset[Glyph]


@dataclass(frozen=True, slots=True)
class Block:
    """Lines under each other. Sizes in points."""

    lines: tuple[Line, ...]
    width: float
    """Of the longest line."""
    height: float

    def cut(self, most: int) -> list["Block"]:
        """Blocks of at most `most` lines each."""
        if len(self.lines) <= most:
            return [self]
        return [_block(self.lines[i : i + most]) for i in range(0, len(self.lines), most)]


EMPTY: Final = Block((), 0, 0)

_HAN: Final = "\u2e80-\u9fff\uf900-\ufaff\uff01-\uffee\U00020000-\U0003ffff"
_CLOSING: Final = "、。，．：；！？）」』】〉》〕］｝ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ\u3099\u309a\ufe00-\ufe0f"
_TOKEN: Final = re.compile(rf"\s|[「『（【〈《〔]*[{_HAN}][{_CLOSING}]*|[^\s{_HAN}]*?\w[-/–—](?=\w)|[^\s{_HAN}]+")
_RIGHT_TO_LEFT: Final = re.compile(
    "[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_LINE_ENDS: Final = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")


def paragraph(text: str | Sequence[Span], style: Style, width: float, *, right_to_left: bool = False) -> Block:
    """`text` in lines of at most `width` points. It runs as the paper does if any letter of it does."""
    return _lines(((text, style),) if isinstance(text, str) else tuple(text), round(width, 3), right_to_left)


def measure(text: str, style: Style) -> float:
    """The width of `text` on one line, in points."""
    return paragraph(text, style, 1e6).width


def longest_word(text: str, style: Style) -> float:
    """The width of the widest word in `text`, in points."""
    return max((shaped(word, style.bold).width * style.size for word in text.split()), default=0.0)


@lru_cache(maxsize=1 << 13)  # a preview sets the same words again with every keystroke
def _lines(spans: tuple[Span, ...], width: float, right_to_left: bool) -> Block:
    lines: list[Line] = []
    for spans_of_line in _typed_lines(spans):
        items = _items(spans_of_line, right_to_left)
        lines += [_line(row, spans_of_line[0][1]) for row in _broken(items, width)]
    return _block(tuple(lines))


def _block(lines: tuple[Line, ...]) -> Block:
    return Block(lines, max((line.width for line in lines), default=0.0), sum(line.height for line in lines))


def _typed_lines(spans: tuple[Span, ...]) -> Iterator[tuple[Span, ...]]:
    """`spans` cut where the user broke the line."""
    current: list[Span] = []
    for text, style in spans:
        first, *more = _LINE_ENDS.split(text)
        current.append((first, style))
        for part in more:
            yield tuple(current)
            current = [(part, style)]
    yield tuple(current)


def _items(spans: tuple[Span, ...], right_to_left: bool) -> list[_Item]:
    text = "".join(part for part, _ in spans)
    levels = _levels(text, right_to_left) if right_to_left or _RIGHT_TO_LEFT.search(text) else None
    items: list[_Item] = []
    at = 0
    for part, style in spans:
        for n, token in enumerate(_TOKEN.findall(part)):
            breakable = bool(items) and (items[-1].is_space or n > 0)
            if token.isspace():
                items.append(_Item(space(style.bold), style, " ", False, True, levels[at] if levels else 0))
            elif levels is None:
                items.append(_Item(shaped(token, style.bold), style, token, breakable))
            else:
                for level, run in _level_runs(token, levels[at : at + len(token)]):
                    items.append(_Item(shaped(run, style.bold, level % 2 == 1), style, run, breakable, level=level))
                    breakable = False
            at += len(token)
    return items


def _level_runs(token: str, levels: list[int]) -> Iterator[tuple[int, str]]:
    start = 0
    for end in range(1, len(token) + 1):
        if end == len(token) or levels[end] != levels[start]:
            yield levels[start], token[start:end]
            start = end


def _levels(text: str, right_to_left: bool) -> list[int]:
    """The embedding level of each character; odd ones run right to left."""
    from bidi import algorithm as uba  # type: ignore[import-untyped]  # loaded late: only such text needs it

    wanted = {"R", "AL"} if right_to_left else {"L"}
    kinds = {unicodedata.bidirectional(char) for char in text}
    base = int(right_to_left) if kinds & wanted or not kinds & {"L", "R", "AL"} else int(not right_to_left)
    storage = uba.get_empty_storage()
    storage["base_level"], storage["base_dir"] = base, "RL"[base == 0]
    uba.get_embedding_levels(text, storage)
    for number, char in enumerate(storage["chars"]):
        char["place"] = number
    uba.explicit_embed_and_overrides(storage)
    uba.resolve_weak_types(storage)
    uba.resolve_neutral_types(storage, debug=False)
    uba.resolve_implicit_levels(storage, debug=False)
    known = {char["place"]: int(char["level"]) for char in storage["chars"]}
    levels: list[int] = []
    for place in range(len(text)):  # joiners and the like were left out: they go with the character before
        levels.append(known.get(place, levels[-1] if levels else base))
    return levels


def _broken(items: list[_Item], width: float) -> Iterator[list[_Item]]:
    """`items` in rows no wider than `width`, broken between words, and inside one only where it fits no row."""
    row: list[_Item] = []
    filled = 0.0
    pending = list(reversed(items))
    while pending:
        group = [pending.pop()]
        while pending and not pending[-1].breakable and not pending[-1].is_space and not group[0].is_space:
            group.append(pending.pop())
        needs = sum(item.width for item in group)
        if filled + needs <= width + 0.01 or group[0].is_space:
            row += group
            filled += needs
        elif needs <= width:
            yield row
            row, filled = list(group), needs
        else:
            if row and row[-1].is_space:
                yield row
                row, filled = [], 0.0
            head, rest = _split(group, width - filled)
            row += head
            if rest:
                yield row
                row, filled = [], 0.0
                pending += reversed(rest)
            else:
                filled += needs
    yield row


def _split(group: list[_Item], room: float) -> tuple[list[_Item], list[_Item]]:
    """As much of `group` as fits `room`, at least one character, and the rest."""
    head: list[_Item] = []
    for n, item in enumerate(group):
        if item.width <= room:
            head.append(item)
            room -= item.width
            continue
        low, high = (0 if head else 1), len(item.text)
        while low < high:
            middle = (low + high + 1) // 2
            if _cut(item, 0, middle).width <= room:
                low = middle
            else:
                high = middle - 1
        if low:
            head.append(_cut(item, 0, low))
        rest = [_cut(item, low, len(item.text))] if low < len(item.text) else []
        return head, [*rest, *group[n + 1 :]]
    return head, []


def _cut(item: _Item, start: int, end: int) -> _Item:
    text = item.text[start:end]
    return replace(item, text=text, word=shaped(text, item.style.bold, item.level % 2 == 1), breakable=False)


def _line(row: list[_Item], style: Style) -> Line:
    while row and row[-1].is_space:
        row = row[:-1]
    if any(item.level for item in row):
        row = _in_visual_order(row)
    pieces: list[Piece] = []
    x = start = 0.0
    operators: list[str] = []
    for n, item in enumerate(row):
        operators.append(item.word.operators)
        x += item.width
        if n + 1 == len(row) or row[n + 1].style != item.style:
            text = "".join(operators).replace("><", "")
            pieces.append(Piece(start, item.style, f"/{main_face(item.style.bold)} 1 Tf[{text}]TJ"))
            start, operators = x, []
    height = max((item.style.line for item in row), default=style.line)
    return Line(tuple(pieces), x, height, frozenset().union(*(item.word.glyphs for item in row)))


def _in_visual_order(row: list[_Item]) -> list[_Item]:
    """Rule L2 of the bidirectional algorithm, by words: from the highest level down, reverse what is at or above it."""
    for level in range(max(item.level for item in row), 0, -1):
        start = 0
        while start < len(row):
            end = start
            while end < len(row) and row[end].level >= level:
                end += 1
            row = [*row[:start], *reversed(row[start:end]), *row[end:]]
            start = end + 1
    return row
