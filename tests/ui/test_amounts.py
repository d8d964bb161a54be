"""Numbers are read as people of any country write them."""

from decimal import Decimal

import pytest

from desktop.errors import UserError
from ui.amounts import parse_amount, parse_whole


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("", None),
        ("45000", "45000"),
        ("45,000", "45000"),
        ("45.000", "45000"),
        ("45 000", "45000"),
        ("45\N{NARROW NO-BREAK SPACE}000", "45000"),
        ("45’000", "45000"),
        ("£45,000", "45000"),
        ("45.000,50 €", "45000.50"),
        ("45,000.50", "45000.50"),
        ("1,234,567", "1234567"),
        ("12,5", "12.5"),
        ("12.50", "12.50"),
        ("0.125", "0.125"),
        ("45k", "45000"),
        ("1.5k", "1500"),
        ("20 %", "20"),
        ("-5", "-5"),
        ("٤٥٠٠٠", "45000"),
    ],
)
def test_an_amount_is_read_leniently(typed: str, meant: str | None) -> None:
    assert parse_amount(typed) == (None if meant is None else Decimal(meant))


@pytest.mark.parametrize("typed", ["about forty", "4 or 5", "--", "k", "1e5x2"])
def test_what_is_no_number_is_said(typed: str) -> None:
    with pytest.raises(UserError, match="number"):
        parse_amount(typed)


def test_a_fraction_is_no_whole_number() -> None:
    assert parse_whole("1,000") == 1000
    with pytest.raises(UserError, match="whole"):
        parse_whole("2.5")
