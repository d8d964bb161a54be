"""Dates, numbers and money as the locale writes them."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from desktop import formats, i18n
from desktop.formats import day_names, format_date, format_moment, format_number, set_region

DAY = date(2026, 11, 3)


@pytest.fixture(autouse=True)
def _the_screen_as_it_was(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in ("LC_ALL", "LC_TIME", "LANGUAGE", "LANG"):
        monkeypatch.delenv(name, raising=False)
    before = i18n.language()
    formats._environment_region.cache_clear()
    set_region("")  # a window shown by an earlier test named one
    yield
    formats._environment_region.cache_clear()
    set_region("")
    i18n.set_language(before)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "3 November 2026"),
        ("en-US", "November 3, 2026"),
        ("de", "3. November 2026"),
        ("ja-JP", "2026年11月3日"),
        ("el", "3 Νοεμβρίου 2026"),
        ("en-XA", "3 November 2026"),
        ("xx-YY", "3 November 2026"),
        ("?", "3 November 2026"),
    ],
)
def test_a_language_given_decides_whatever_the_screen_speaks(language: str, words: str) -> None:
    set_region("US")
    i18n.set_language("de")
    assert format_date(DAY, language) == words


def test_the_screen_writes_as_its_region_does() -> None:
    assert format_date(DAY) == "3 November 2026"
    set_region("us")
    assert format_date(DAY, style="medium") == "Nov 3, 2026"
    i18n.set_language("de")
    set_region("AT")
    assert format_number(45000) == "45.000"


def test_without_a_window_the_environment_names_the_region(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_TIME", "en_US.UTF-8")
    formats._environment_region.cache_clear()
    assert format_date(DAY) == "November 3, 2026"
    monkeypatch.setenv("LC_TIME", "C.UTF-8")
    formats._environment_region.cache_clear()
    assert format_date(DAY) == "3 November 2026"


def test_a_number_is_grouped_as_its_language_does_and_keeps_its_decimals() -> None:
    assert format_number(Decimal("1234567.125"), "hi") == "12,34,567.125"


def test_a_moment_is_told_by_this_computers_clock() -> None:
    at = datetime(2026, 11, 3, 9, 42, tzinfo=UTC)
    assert format_moment(at, "en") == f"3 Nov 2026, {at.astimezone():%H:%M}"
    assert format_moment(at, "ja") == f"2026/11/03 {at.astimezone():%H:%M}".replace(" 0", " ")


def test_the_week_begins_on_monday() -> None:
    assert day_names("de")[0] == "Montag"
    assert len(day_names("en")) == 7
