"""What people write in cells, read where it is clear: pay, dates, amounts, types and states. Else it stays words."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import TypeVar

from desktop.domain.job_order import HIGHEST_PAY, JobState, JobType, Pay, PayPeriod, Priority

_SIGNS = {
    "us$": "USD", "a$": "AUD", "au$": "AUD", "c$": "CAD", "ca$": "CAD", "nz$": "NZD", "hk$": "HKD", "s$": "SGD",
    "r$": "BRL", "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "円": "JPY", "₹": "INR", "rs.": "INR", "rs": "INR",
    "zł": "PLN", "₪": "ILS", "₴": "UAH", "kč": "CZK",
}  # fmt: skip
_CODES = (
    "usd", "eur", "gbp", "jpy", "inr", "chf", "pln", "sek", "nok", "dkk", "czk", "huf", "ils", "uah", "aed", "sar",
    "qar", "aud", "cad", "nzd", "sgd", "hkd", "cny", "brl", "zar", "mxn", "try", "ron", "bgn",
)  # fmt: skip
_CURRENCY = re.compile(
    "|".join(
        rf"\b{c}\b" if c.isalpha() and c.isascii() else re.escape(c) for c in sorted([*_SIGNS, *_CODES], key=len)[::-1]
    )
)
_PERIODS = {
    period: re.compile(rf"(?:/|\bper\b|\ban?\b|\bpro\b)?\s*(?<!\w)(?:{words})(?!\w)")
    for period, words in {
        PayPeriod.HOUR: r"hours?|hourly|hrs?|h|stunde|std",
        PayPeriod.DAY: r"days?|daily|tag",
        PayPeriod.MONTH: r"months?|monthly|mo|mth|monat",
        PayPeriod.YEAR: r"years?|yearly|annum|annually|annual|yr|p\.?a\.?|jahr",
    }.items()
}
_NUMBER = re.compile(r"\d{1,3}(?:[\s'’]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d+)*")
_YEAR_FIRST = re.compile(r"(\d{4})[-/.]?(\d{1,2})[-/.]?(\d{1,2})(?!\d)")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})(?!\d)")
_SLASHED = re.compile(r"(\d{1,2})[-/](\d{1,2})[-/](\d{4}|\d{2})(?!\d)")
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:,\d{2,3})*,\d{3}|[1-9]\d{0,2}(?:\.\d{3})+")
T = TypeVar("T")


def read_amount(text: str) -> Decimal | None:
    """One amount as any country writes it: 95,000; 1.234,50; 95'000; 45.50; 1,20,000. None where it is not clear.

    A single separator before exactly three digits parts thousands: nobody is paid in tenths of a penny.
    """
    digits = re.sub(r"[\s'’]", "", unicodedata.normalize("NFKC", text))
    if not re.fullmatch(r"\d+(?:[.,]\d+)*", digits):
        return None
    whole, fraction = digits, ""
    last = max(digits.rfind("."), digits.rfind(","))
    if last >= 0 and (digits.count(digits[last]) == 1) and (len(digits) - last - 1 != 3 or set(".,") <= set(digits)):
        whole, fraction = digits[:last], digits[last + 1 :]
    groups = re.split(r"[.,]", whole)
    if len(fraction) > 2 or (len(groups) > 1 and not _GROUPED.fullmatch(whole)):
        return None
    return Decimal("".join(groups) + ("." + fraction if fraction else ""))


def read_pay(text: str, *, period: PayPeriod, currency: str = "", at_most: bool = False) -> Pay | None:
    """$95,000; 80000-100000; $60/h; 80-100k EUR a year; up to £300 a day. None where any part is not understood.

    `period` and `currency` hold where the text names none. A bare $ means USD. One amount is both ends of the range,
    or with `at_most` its upper end.
    """
    amounts: list[Decimal | None] = []

    def keep(found: re.Match[str]) -> str:
        amounts.append(read_amount(found[0]))
        return "#"

    rest = _NUMBER.sub(keep, unicodedata.normalize("NFKC", text).casefold())
    currencies = {_SIGNS.get(sign, sign.upper()) for sign in _CURRENCY.findall(rest)} or {currency}
    rest = _CURRENCY.sub(" ", rest)
    periods = {each for each, words in _PERIODS.items() if words.search(rest)} or {period}
    for words in _PERIODS.values():
        rest = words.sub(" ", rest)
    ends = _ends("".join(rest.split()), amounts, at_most=at_most)
    if ends is None or max(end or 0 for end in ends) > HIGHEST_PAY or len(currencies) > 1 or len(periods) > 1:
        return None
    return Pay(lowest=ends[0], highest=ends[1], currency=currencies.pop(), period=periods.pop())


def _ends(shape: str, amounts: list[Decimal | None], *, at_most: bool) -> tuple[Decimal | None, Decimal | None] | None:
    """The range that `shape` describes, in which each # stands for the next amount; None where it describes none."""
    found = re.fullmatch(
        r"(?P<mark>from|ab|min|upto|bis|max|<)?\.?#(?P<k1>k)?(?P<plus>\+)?(?:(?:-|–|—|~|to|bis)#(?P<k2>k)?)?", shape
    )
    known = [amount for amount in amounts if amount is not None]
    if found is None or len(known) != len(amounts):
        return None
    if len(known) == 2:
        thousands = found["k1"] or (found["k2"] and known[0] < known[1])
        low, high = known[0] * (1000 if thousands else 1), known[1] * (1000 if found["k2"] else 1)
        return None if found["mark"] or found["plus"] or high < low else (low, high)
    amount = known[0] * (1000 if found["k1"] else 1)
    if found["plus"] or found["mark"] in {"from", "ab", "min"}:
        return amount, None
    return (None if at_most or found["mark"] else amount), amount


def day_comes_first(cells: Iterable[str]) -> bool | None:
    """Whether a column writes 31/12/2026 rather than 12/31/2026; None where no date in it tells."""
    told = set()
    for cell in cells:
        if found := _SLASHED.match(cell.strip()):
            one, two = int(found[1]), int(found[2])
            if one > 12 >= two:
                told.add(True)
            elif two > 12 >= one:
                told.add(False)
    return told.pop() if len(told) == 1 else None


def read_date(text: str, *, day_first: bool | None) -> date | None:
    """The day of a date or moment, as it is written there. None where day and month can't be told apart."""
    text = text.strip()
    if found := _YEAR_FIRST.match(text):
        year, month, day = (int(part) for part in found.groups())
    elif found := _DOTTED.match(text):
        day, month, year = (int(part) for part in found.groups())
    elif (found := _SLASHED.match(text)) and day_first is not None:
        one, two, year = (int(part) for part in found.groups())
        day, month = (one, two) if day_first else (two, one)
    else:
        return None
    year += 2000 if year < 100 else 0
    try:
        return date(year, month, day) if 1971 < year <= 2100 else None  # those before, no date field can show
    except ValueError:  # the 31st of February
        return None


def bare(text: str) -> str:
    """Letters, digits and nothing else, for comparing what systems spell differently."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())


def read_type(text: str) -> JobType | None:
    """Contract to hire and freelance begin as contracts. None where the word is not known."""
    return _TYPES.get(bare(text))


def read_state(text: str) -> JobState | None:
    """What a status means here; None where the word is not known.

    A live one becomes a draft: the search is open once an agreement is signed, or somebody says why not, and no export
    says either.
    """
    return _STATES.get(bare(text))


def read_period(text: str) -> PayPeriod | None:
    """What pay is counted by: "Per Hour", "yearly". None where that is not clear."""
    found = [period for period, words in _PERIODS.items() if words.search(text.casefold())]
    return found[0] if len(found) == 1 else None


def read_priority(text: str) -> Priority:
    return _PRIORITIES.get(bare(text), Priority.NORMAL)


def _each(words: dict[T, str]) -> dict[str, T]:
    return {bare(word): kind for kind, listed in words.items() for word in listed.split(",")}


_TYPES = _each(
    {
        JobType.PERMANENT: "H,hire,direct hire,direct,permanent,perm,full time,part time,employee,regular,"
        "festanstellung,unbefristet",
        JobType.CONTRACT: "C,contract,contractor,C2H,contract to hire,contract to perm,right to hire,FL,freelance,"
        "freelancer,fixed term,fixed term contract,corp to corp,C2C,W2,1099,interim,project",
        JobType.TEMPORARY: "T,temporary,temp,temp to perm,temp to hire,seasonal,casual,internship,intern",
    }
)
_STATES = _each(
    {
        JobState.DRAFT: "active,open,upcoming,lead,new,draft,pending,live,published,current,in progress,"
        "accepting candidates,interviewing,offer out,waiting for approval,hot",
        JobState.ON_HOLD: "on hold,hold,held,paused,suspended,frozen,inactive",
        JobState.FILLED: "full,filled,placed,covered,closed won,closed filled,filled by agency",
        JobState.LOST: "closed,canceled,cancelled,lost,declined,archived,archive,expired,withdrawn,closed lost,"
        "lost to competitor,filled by client,filled by competitor",
    }
)
_PRIORITIES = _each({Priority.HIGH: "high,hot,urgent,top,A,1", Priority.LOW: "low,cold,C,4,5"})
