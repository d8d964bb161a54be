"""What user text may hold."""

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.text import LINE, NOTES, Problems, is_blank, problem, tidy

NAUGHTY = Path(__file__).parents[3] / "shared" / "data" / "nasty" / "naughty_strings.json"


@pytest.fixture(scope="module")
def naughty() -> list[str]:
    if not NAUGHTY.exists():
        pytest.skip("the naughty strings are not on this computer")
    strings: list[str] = json.loads(NAUGHTY.read_text(encoding="utf-8"))
    return strings


def test_naughty_strings_are_kept_or_refused_for_a_reason(naughty: list[str]) -> None:
    refused = [text for text in map(tidy, naughty) if problem(text, longest=NOTES)]
    for text in refused:
        categories = {unicodedata.category(c) for c in text}
        assert categories & {"Cc", "Cn"} or set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029") & set(
            text
        )
    assert len(refused) < 15 < len(naughty)


@pytest.mark.parametrize(
    "text",
    [
        "<b>&amp;</b><img src=x onerror=alert(1)>",
        "'; DROP TABLE job_orders; --",
        "=1+1",
        "مدير مالي \u200fSAP\u200e",
        "सॉफ़्टवेयर\u200d इंजीनियर",
        "👩🏽‍💻 Engineer 🇬🇧",
        "会計士（東京）",
        "{0} %s {title}",
        "\ue000",
    ],
)
def test_any_script_mark_up_and_emoji_are_only_text(text: str) -> None:
    assert problem(text, required=True) is None
    assert tidy(text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize("text", ["\x00", "a\x07", "a\x7f", "a\x85b", "\ud800", "\ufffe", "\ufdd0"])
def test_what_cannot_be_printed_is_refused_with_its_place(text: str) -> None:
    place = str(next(n for n, c in enumerate(text, 1) if unicodedata.category(c) in {"Cc", "Cs", "Cn"}))
    assert f"Character {place} " in str(problem(text))


def test_a_direction_override_is_refused_but_a_mark_is_not() -> None:
    assert "override" in str(problem("abc\u202egpj.exe"))
    assert problem("abc\u200f") is None


@pytest.mark.parametrize("end", ["\n", "\u2028", "\u2029"])
def test_a_line_break_fits_only_where_there_are_lines(end: str) -> None:
    assert problem(f"a{end}b", lines=True) is None
    assert "one line" in str(problem(f"a{end}b"))


def test_a_tab_fits_only_where_there_are_lines() -> None:
    assert problem("a\tb", lines=True) is None
    assert problem("a\tb")


def test_too_long_says_by_how_much() -> None:
    assert problem("x" * LINE) is None
    assert problem("x" * (LINE + 1)) == "This is 1 character too long (at most 200). Please shorten it."
    assert "4800 characters" in str(problem("x" * 5000))


@pytest.mark.parametrize("text", ["", " ", "\u200b\u200e", "\u3164", "\u2800", "\u00a0\u2028", "\n"])
def test_what_leaves_no_mark_is_blank(text: str) -> None:
    assert is_blank(text)
    assert problem(text, required=True) == "Please fill this in."


@settings(max_examples=100, deadline=None)
@given(st.text())
def test_tidying_twice_changes_nothing_more(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)
    assert "\r" not in tidy(text)


def test_the_first_problem_of_a_field_wins() -> None:
    found = Problems()
    found.add("title", None)
    assert not found
    found.add("title", "one")
    found.add("title", "two")
    assert found == {"title": "one"}
