"""Paragraphs: words of any script put into lines of a given width, in the order they are read."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, NamedTuple

from desktop.pdf.direction import in_visual_order, levels, may_turn, runs
from desktop.pdf.fonts import Word, main_face, shaped, space


@dataclass(frozen=True)
class Style:
    """How text looks. Sizes in points; `leading` is the distance of base lines in sizes."""

    size: float
    colour: str = "1A2230"
    bold: bool = False
    leading: float = 1.27
    italic: bool = False

    @property
    def line(self) -> float:
        return self.size * self.leading

    def bolder(self) -> "Style":
        return replace(self, bold=True)


Span = tuple[str, Style]


class Item(NamedTuple):
    """A word or a space in a line. A named tuple, since they are made by the thousand."""

    word: Word
    style: Style
    text: str
    width: float
    """In points."""
    breakable: bool
    """Whether a line may begin here."""
    is_space: bool
    level: int
    """Of the bidirectional algorithm; odd ones run right to left."""


class Piece(NamedTuple):
    """What is drawn with one style, `x` points from the start of its line."""

    x: float
    style: Style
    operators: str


@dataclass(frozen=True, slots=True)
class Line:
    items: tuple[Item, ...]
    width: float
    height: float

    def pieces(self) -> Iterator[Piece]:
        """The line as it is drawn, from left to right."""
        x = start = 0.0
        operators: list[str] = []
        for n, item in enumerate(self.items):
            operators.append(item.word.operators)
            x += item.width
            if n + 1 == len(self.items) or self.items[n + 1].style != item.style:
                text = "".join(operators).replace("><", "")
                yield Piece(start, item.style, f"/{main_face(item.style.bold)} 1 Tf[{text}]TJ")
                start, operators = x, []


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
_TOO_LONG: Final = re.compile(r"([^\s\u2e80-\uffff\U00020000-\U0003ffff]{200})(?=\S)")
_LINE_ENDS: Final = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")


def breakable(text: str) -> str:
    """`text` with words that fit no line cut: a pasted one of 200,000 letters would be measured letter by letter."""
    return _TOO_LONG.sub(r"\1\n", text)


def paragraph(text: str | Sequence[Span], style: Style, width: float, *, right_to_left: bool = False) -> Block:
    """`text` in lines of at most `width` points. Which way it runs: see `levels`."""
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


@lru_cache(maxsize=1 << 13)
def _tokens(text: str) -> tuple[str, ...]:
    return tuple(_TOKEN.findall(text))


def _items(spans: tuple[Span, ...], right_to_left: bool) -> list[Item]:
    text = "".join(part for part, _ in spans)
    of = levels(text, right_to_left=right_to_left) if right_to_left or may_turn(text) else None
    items: list[Item] = []
    at = 0
    after_space = False
    for part, style in spans:
        size, bold = style.size, style.bold
        blank = space(bold)
        for n, token in enumerate(_tokens(part)):
            breakable = after_space or (n > 0 and bool(items))
            after_space = token.isspace()
            if after_space:
                items.append(Item(blank, style, " ", blank.width * size, False, True, of[at] if of else 0))
            elif of is None:
                word = shaped(token, bold)
                items.append(Item(word, style, token, word.width * size, breakable, False, 0))
            else:
                for level, run in runs(token, of[at : at + len(token)]):
                    word = shaped(run, bold, level % 2 == 1)
                    items.append(Item(word, style, run, word.width * size, breakable, False, level))
                    breakable = False
            at += len(token)
    return items


def _broken(items: list[Item], width: float) -> Iterator[list[Item]]:
    """`items` in rows no wider than `width`, broken between words, and inside one only where it fits no row."""
    row: list[Item] = []
    filled = 0.0
    pending = items[::-1]
    while pending:
        group = [pending.pop()]
        needs = group[0].width
        while pending and not (pending[-1].breakable or pending[-1].is_space or group[0].is_space):
            group.append(pending.pop())
            needs += group[-1].width
        if filled + needs <= width + 0.01 or group[0].is_space:
            row += group
            filled += needs
            continue
        if row:
            yield row
        if needs > width:
            group, rest = _split(group, width)
            pending += reversed(rest)
        row, filled = group, sum(item.width for item in group)
    yield row


def _split(group: list[Item], room: float) -> tuple[list[Item], list[Item]]:
    """As much of `group` as fits `room`, at least one character, and the rest, which may begin a line."""
    head: list[Item] = []
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
        rest += group[n + 1 :]
        return head, [item._replace(breakable=n == 0) for n, item in enumerate(rest)]
    return head, []


def _cut(item: Item, start: int, end: int) -> Item:
    text = item.text[start:end]
    word = shaped(text, item.style.bold, item.level % 2 == 1)
    return item._replace(text=text, word=word, width=word.width * item.style.size)


def _line(row: list[Item], style: Style) -> Line:
    while row and row[-1].is_space:
        row = row[:-1]
    if any(item.level for item in row):
        row = in_visual_order(row)
    height = max([style.line for style in {item.style for item in row}], default=style.line)
    return Line(tuple(row), sum([item.width for item in row]), height)
