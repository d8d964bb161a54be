"""What user text may hold. Text that fails stays in its field with a sentence beside it; nothing is cut in silence."""

import unicodedata
from dataclasses import fields, is_dataclass, replace
from typing import Final, TypeVar, cast

from desktop.i18n import _, ngettext

T = TypeVar("T")

LINE: Final = 200
"""Longest single line (titles, names), in characters: two lines on paper."""
PARAGRAPH: Final = 600
"""Longest text of a cell or clause on paper, in characters."""
NOTES: Final = 50_000
"""Longest brief or notes, in characters: a long job advert fits ten times."""

_FILLERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and signs that are drawn as nothing: Hangul fillers, the empty Braille pattern."""
_LINE_ENDS = frozenset("\n\u2028\u2029")
_DIRECTION_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def tidy(text: str) -> str:
    """`text` as it is kept: composed (NFC), one kind of line end, no white space around it."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def is_blank(text: str) -> bool:
    """Whether nothing in `text` would leave a mark on paper."""
    return all(c.isspace() or unicodedata.category(c) in {"Cf", "Cc"} or c in _FILLERS for c in text)


def problem(text: str, *, longest: int = LINE, required: bool = False, lines: bool = False) -> str | None:
    """A sentence saying why `text` cannot be kept and what to do, or None.

    Right-to-left marks, joiners, mark-up and emoji are fine. Control characters cannot be printed, and direction
    overrides can make signed words read differently from what was typed.
    """
    if required and is_blank(text):
        return _("Please fill this in.")
    if len(text) > longest:
        over = len(text) - longest
        return ngettext(
            "This is {n} character too long (at most {longest}). Please shorten it.",
            "This is {n} characters too long (at most {longest}). Please shorten it.",
            over,
        ).format(n=over, longest=longest)
    if (text.replace("\n", " ").replace("\t", " ") if lines else text).isprintable():
        return None  # notes are asked about while they are typed, and looking at each character takes 15 ms then
    return _unprintable(text, lines=lines)


def _unprintable(text: str, *, lines: bool) -> str | None:
    for place, char in enumerate(text, 1):
        if lines and (char == "\t" or char in _LINE_ENDS):
            continue
        if char in _DIRECTION_OVERRIDES:
            return _("Character {place} is an invisible direction override. Please remove it.").format(place=place)
        if char in _LINE_ENDS:
            return _("This must be one line. Please remove the line break.")
        if unicodedata.category(char) in {"Cc", "Cs", "Cn"} and not _is_new_character(char):
            return _("Character {place} is a control character that can't be printed. Please remove it.").format(
                place=place
            )
    return None


def without_control(text: str) -> str:
    """`text` of several lines without the characters that `problem` would refuse."""
    if text.replace("\n", " ").replace("\t", " ").isprintable():
        return text
    return "".join(char for char in text if problem(char, lines=True) is None)


def _is_new_character(char: str) -> bool:
    """Unassigned here may be assigned in a newer Unicode; only the noncharacters are refused."""
    code = ord(char)
    return unicodedata.category(char) == "Cn" and not (0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE)


class Problems(dict[str, str]):
    """Collects a sentence per field; the first problem of a field wins."""

    def add(self, field: str, sentence: str | None) -> None:
        if sentence:
            self.setdefault(field, sentence)


def tidied(value: T) -> T:
    """`value`, a frozen dataclass, with every text in it tidied, however deep."""
    return cast("T", _tidied(value))


def _tidied(value: object) -> object:
    if type(value) is str:  # an enum's member is a str too, and stays
        return tidy(value)
    if isinstance(value, tuple):
        return tuple(_tidied(item) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: _tidied(getattr(value, f.name)) for f in fields(value)})
    return value
