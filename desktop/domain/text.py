"""What user text may hold. Text that fails stays in its field with a sentence beside it; nothing is cut or repaired in silence."""

import unicodedata
from typing import Final

from desktop.i18n import _, ngettext

LINE: Final = 200
"""Longest single line (titles, names), in characters: two lines on paper."""
PARAGRAPH: Final = 600
"""Longest text of a cell or clause on paper, in characters."""
NOTES: Final = 50_000
"""Longest brief or notes, in characters: a long job advert fits ten times."""

_DIRECTION_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def tidy(text: str) -> str:
    """`text` as it is kept: composed (NFC), one kind of line end, no white space around it."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def is_blank(text: str) -> bool:
    """Whether nothing in `text` would leave a mark on paper."""
    return all(c.isspace() or unicodedata.category(c) in {"Cf", "Cc", "Zl", "Zp"} or c == "\u2800" for c in text)


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
    for place, char in enumerate(text, 1):
        if char in "\n\t" and lines:
            continue
        if char in _DIRECTION_OVERRIDES:
            return _("Character {place} is an invisible direction override. Please remove it.").format(place=place)
        if char == "\n":
            return _("This must be one line. Please remove the line break.")
        if unicodedata.category(char) in {"Cc", "Cs", "Cn"} and not _is_new_character(char):
            return _("Character {place} is a control character that can't be printed. Please remove it.").format(
                place=place
            )
    return None


def _is_new_character(char: str) -> bool:
    """Unassigned here may be assigned in a newer Unicode; only the noncharacters are refused."""
    code = ord(char)
    return unicodedata.category(char) == "Cn" and not (0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE)


class Problems(dict[str, str]):
    """Collects a sentence per field; the first problem of a field wins."""

    def add(self, field: str, sentence: str | None) -> None:
        if sentence:
            self.setdefault(field, sentence)
