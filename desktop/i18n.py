"""Every word that a user reads goes through here: screen, paper and command line alike.

`_` speaks the language of the screen. Paper speaks the language written in its content, whatever the screen speaks, so
`desktop.pdf` asks `words(language)` instead. Words at module level are marked with `N_` and translated where they are
shown.
"""

import gettext
import re
from functools import cache
from typing import Final

from resources import path

PSEUDO: Final = "en-XA"
"""The pseudo-locale: 40 % longer, accented and right to left. A test shows every screen in it."""

_ACCENTS = str.maketrans("aceinouyACEINOUY", "áçéíñöüýÁÇÉÍÑÖÜÝ")
_HELD = re.compile(r"(\{[^}]*\}|<[^>]*>|&\w+;|%\(\w+\)\w)")


def N_(message: str) -> str:  # noqa: N802 - the field's name for "translate later"
    """Mark `message` for translators and give it back as it is."""
    return message


class _Pseudo(gettext.NullTranslations):
    """Stretches English, so that a word left untranslated or a box too narrow shows."""

    def gettext(self, message: str) -> str:
        parts = _HELD.split(message)
        text = "".join(p if i % 2 else p.translate(_ACCENTS) for i, p in enumerate(parts))
        return f"[{text}{'~' * max(1, round(len(message) * 0.4))}]"

    def ngettext(self, one: str, many: str, n: int) -> str:
        return self.gettext(one if n == 1 else many)


@cache
def words(language: str) -> gettext.NullTranslations:
    """The catalogue of `language` (a BCP 47 tag); English where none is shipped."""
    if language == PSEUDO:
        return _Pseudo()
    return gettext.translation("countersign", path("translations"), [language.replace("-", "_")], fallback=True)


_screen: gettext.NullTranslations = gettext.NullTranslations()
_language = "en"


def set_language(language: str) -> None:
    """Let the screen speak `language` from now on. Call before the first window is built."""
    global _screen, _language
    _screen, _language = words(language), language


def screen() -> gettext.NullTranslations:
    """The screen's catalogue, for wording that paper and screen share."""
    return _screen


def language() -> str:
    """The screen's language, a BCP 47 tag."""
    return _language


def right_to_left(language: str | None = None) -> bool:
    """Whether `language` (the screen's, where none is given) runs right to left."""
    tag = language or _language
    return tag == PSEUDO or tag.split("-", maxsplit=1)[0] in {"ar", "fa", "he", "ur", "yi"}


def _(message: str) -> str:
    """`message` in the screen's language."""
    return _screen.gettext(message) if message else ""


def ngettext(one: str, many: str, n: int) -> str:
    """`one` or `many`, as the screen's language counts; fill in with `.format(n=n)`."""
    return _screen.ngettext(one, many, n)
