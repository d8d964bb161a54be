"""Numbers as people type them: 45,000 or 45.000,50 or 45k, with or without a currency sign."""

import re
from decimal import Decimal, InvalidOperation

from desktop.errors import UserError
from desktop.formats import format_number
from desktop.i18n import _

_THOUSANDS = {"k": 1_000, "m": 1_000_000}
_SPACES = re.compile(r"[\s'’_%]")
_CURRENCY = re.compile(r"^[^\d+\-.,]+(?=[\d.,+-])|(?<=\d)[^\d.,]+$")


def show_number(value: Decimal | int | None) -> str:
    """As the locale writes it; nothing for none."""
    return "" if value is None else format_number(value)


def parse_amount(text: str) -> Decimal | None:
    """None for nothing. Raises UserError where no number can be read.

    Of comma and point the last is the decimal sign; alone and before exactly three digits it groups thousands.
    """
    found = text.strip().casefold()
    if not found:
        return None
    factor = _THOUSANDS.get(found[-1], 1)
    if factor > 1:
        found = found[:-1]
    found = _CURRENCY.sub("", _SPACES.sub("", found))
    try:
        return Decimal(_with_point(found)) * factor
    except InvalidOperation:
        raise UserError(_("Please write a number, such as 45,000.")) from None


def parse_whole(text: str) -> int | None:
    """None for nothing. Raises UserError where it is no whole number."""
    amount = parse_amount(text)
    if amount is None:
        return None
    if amount != amount.to_integral_value():
        raise UserError(_("Please write a whole number."))
    return int(amount)


def _with_point(found: str) -> str:
    signs = [char for char in found if char in ".,"]
    if not signs:
        return found
    last = signs[-1]
    whole, _sign, part = found.rpartition(last)
    is_grouping = signs.count(last) > 1 or (len(set(signs)) == 1 and len(part) == 3 and whole.strip("+-0") != "")
    digits = whole.replace(",", "").replace(".", "")
    return digits + part if is_grouping else f"{digits}.{part}"
