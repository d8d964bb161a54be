"""Every word that a user reads can be translated: it is in the template, whole, and its blanks survive."""

import ast
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from desktop.i18n import PSEUDO, words
from resources import path

ROOT = Path(__file__).parent.parent
KEYWORDS = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2)}


def extracted() -> set[str]:
    """The first form of every message in the code."""
    found = set()
    for folder in ("desktop", "ui"):
        for _file, _line, message, _comments, _context in extract_from_dir(ROOT / folder, keywords=KEYWORDS):
            found.add(message if isinstance(message, str) else message[0])
    return found


def template() -> Catalog:
    with path("translations/countersign.pot").open(encoding="utf-8") as file:
        return read_po(file)


def test_the_template_for_translators_has_every_word() -> None:
    known = {message.id if isinstance(message.id, str) else message.id[0] for message in template() if message.id}
    assert known == extracted(), "Please run: python3 packaging words"


@pytest.mark.parametrize("folder", ["desktop", "ui"])
def test_no_sentence_is_put_together_before_it_is_translated(folder: str) -> None:
    """An f-string, a sum or a variable inside `_()` never reaches the translator."""
    wrong = [
        f"{file.relative_to(ROOT)}:{node.lineno}"
        for file in (ROOT / folder).rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in {"_", "N_", "ngettext"}
        and any(isinstance(argument, ast.JoinedStr | ast.BinOp) for argument in node.args)
    ]
    assert wrong == []


def test_the_pseudo_locale_stretches_words_and_keeps_their_blanks() -> None:
    said = words(PSEUDO).gettext("Version {number} of {reference}")
    assert "{number}" in said
    assert "{reference}" in said
    assert len(said) >= 1.4 * len("Version {number} of {reference}")
