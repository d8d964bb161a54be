"""The little Markdown that notes are read with: headings, lists, bold and italic. Everything else is text as typed."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

DEEPEST = 3
_BLOCK = re.compile(
    r"(?P<indent>[ \t]*)"
    r"(?:(?P<heading>#{1,6})[ \t]+(?=\S)|(?P<bullet>[-*+•])[ \t]+(?=\S)|(?P<number>\d{1,9}[.)])[ \t]+(?=\S))?"
    r"(?P<text>.*)"
)
_INLINE = re.compile(
    r"\*\*(?P<bold>[^*\s](?:[^*]*[^*\s])?)\*\*(?!\*)|(?<!\w)__(?P<bold_>[^_\s](?:[^_]*[^_\s])?)__(?!\w)"
    r"|(?<![\w*])\*(?P<italic>[^*\s](?:[^*]*[^*\s])?)\*(?![\w*])|(?<!\w)_(?P<italic_>[^_\s](?:[^_]*[^_\s])?)_(?!\w)"
)


class BlockKind(StrEnum):
    HEADING = "heading"
    BULLET = "bullet"
    NUMBER = "number"
    TEXT = "text"


@dataclass(frozen=True)
class Run:
    """Characters that look alike."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, kw_only=True)
class NoteBlock:
    """One typed line."""

    kind: BlockKind
    runs: tuple[Run, ...]
    level: int = 0
    """Of a heading from 1; of the others how deep it is indented, from 0."""
    number: str = ""
    """As it was typed: "2."."""
    apart: bool = False
    """Whether an empty line stands before it."""

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


def blocks(lines: Iterable[str]) -> Iterator[NoteBlock]:
    """What each line is; empty ones set the next apart."""
    apart = False
    for line in lines:
        match = _BLOCK.fullmatch(line.rstrip())
        if match is None or not match["text"]:
            apart = True
            continue
        depth = min(len(match["indent"].expandtabs(2)) // 2, DEEPEST)
        kind, level = BlockKind.TEXT, depth
        if match["heading"]:
            kind, level = BlockKind.HEADING, min(len(match["heading"]), DEEPEST)
        elif match["bullet"]:
            kind = BlockKind.BULLET
        elif match["number"]:
            kind = BlockKind.NUMBER
        runs = tuple(_runs(match["text"]))
        yield NoteBlock(kind=kind, runs=runs, level=level, number=match["number"] or "", apart=apart)
        apart = False


def _runs(text: str) -> Iterator[Run]:
    at = 0
    for match in _INLINE.finditer(text):
        if match.start() > at:
            yield Run(text[at : match.start()])
        bold, italic = match["bold"] or match["bold_"], match["italic"] or match["italic_"]
        yield Run(bold or italic, bold=bool(bold), italic=bool(italic))
        at = match.end()
    if at < len(text):
        yield Run(text[at:])
