"""Which way text runs: embedding levels by python-bidi, and the order that words of a line stand in."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any, Final, Protocol, TypeVar

_RIGHT_TO_LEFT: Final = re.compile(
    "[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)

_STRONG: Final = {"L": "L", "R": "R", "AL": "R", "EN": "R", "AN": "R"}
"""How brackets see the kinds of characters: numbers count as right to left."""


def may_turn(text: str) -> bool:
    """Whether any character of `text` runs right to left."""
    return _RIGHT_TO_LEFT.search(text) is not None


def levels(text: str, *, right_to_left: bool) -> list[int]:
    """The level of each character; odd ones run right to left.

    `text` runs as the paper does if it begins so, or if at least half of its letters do: a sentence with names in it
    stays one, and a title in another script reads as its own readers read it.
    """
    from bidi import algorithm as uba  # type: ignore[import-untyped]  # loaded late: only such text needs it

    strong = [kind != "L" for char in text if (kind := unicodedata.bidirectional(char)) in {"L", "R", "AL"}]
    as_paper = not strong or strong[0] == right_to_left or 2 * strong.count(right_to_left) >= len(strong)
    base = int(right_to_left == as_paper)
    storage = uba.get_empty_storage()
    storage["base_level"], storage["base_dir"] = base, "RL"[base == 0]
    uba.get_embedding_levels(text, storage)
    for number, char in enumerate(storage["chars"]):
        char["place"] = number
    uba.explicit_embed_and_overrides(storage)
    uba.resolve_weak_types(storage)
    _pair_brackets(storage["chars"], "LR"[base])
    uba.resolve_neutral_types(storage, debug=False)
    uba.resolve_implicit_levels(storage, debug=False)
    known = {char["place"]: int(char["level"]) for char in storage["chars"]}
    found: list[int] = []
    for place in range(len(text)):  # joiners and the like were left out: they go with the character before
        found.append(known.get(place, found[-1] if found else base))
    return found


def _pair_brackets(chars: list[dict[str, Any]], base: str) -> None:
    """Rule N0 of the bidirectional algorithm, which python-bidi leaves out: the brackets of a pair run the same way."""
    from bidi.mirror import MIRRORED  # type: ignore[import-untyped]  # loaded late: as above

    open_: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for place, char in enumerate(chars):
        kind = unicodedata.category(char["ch"]) if char["type"] == "ON" else ""
        if kind == "Ps":
            open_.append((MIRRORED.get(char["ch"], ""), place))
        elif kind == "Pe" and char["ch"] in (closing for closing, _ in open_):
            while open_[-1][0] != char["ch"]:
                open_.pop()
            pairs.append((open_.pop()[1], place))
    for start, end in sorted(pairs):
        inside = {_STRONG[char["type"]] for char in chars[start + 1 : end] if char["type"] in _STRONG}
        before = next((_STRONG[char["type"]] for char in reversed(chars[:start]) if char["type"] in _STRONG), base)
        if inside:
            chars[start]["type"] = chars[end]["type"] = base if base in inside else before


def runs(text: str, of: Sequence[int]) -> Iterator[tuple[int, str]]:
    """`text` in pieces of one level each; `of` has the level of each character."""
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or of[end] != of[start]:
            yield of[start], text[start:end]
            start = end


class _Levelled(Protocol):
    @property
    def level(self) -> int: ...


T = TypeVar("T", bound=_Levelled)


def in_visual_order(row: list[T]) -> list[T]:
    """Rule L2 of the bidirectional algorithm, by words: from the highest level down, reverse what is at or above it."""
    for level in range(max((item.level for item in row), default=0), 0, -1):
        start = 0
        while start < len(row):
            end = start
            while end < len(row) and row[end].level >= level:
                end += 1
            row = [*row[:start], *reversed(row[start:end]), *row[end:]]
            start = end + 1
    return row
