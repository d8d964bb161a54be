"""One row of an export as a job order. What is not clear is kept in words, in the private notes."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from uuid import NAMESPACE_URL, UUID, uuid5

from desktop.domain.job_order import JobOrder, JobState, JobType, Pay, PayPeriod
from desktop.domain.people import Client, Person
from desktop.domain.roles import Role
from desktop.domain.text import tidy
from desktop.exchange.cells import (
    bare,
    read_amount,
    read_date,
    read_pay,
    read_period,
    read_priority,
    read_state,
    read_type,
)
from desktop.exchange.columns import Column, Columns
from desktop.exchange.csv_text import Record
from desktop.i18n import _

_NOBODY = UUID(int=0)
_LEAST_A_YEAR = 10_000
"""A smaller "salary" may well be by the month or hour, so the words are kept beside it."""
_NOTHING = re.compile(r"[\s0.,-]*")
"""What systems write where there is no amount."""
_PLAIN_TYPES = {"h", "c", "permanent", "contract", "temporary"}
"""Which say no more than our type does."""


@dataclass(frozen=True, kw_only=True)
class ImportedJobOrder:
    """One row: the job order, and the names of those it is about, as text."""

    line: int
    """Of the file, from 1, where the row begins."""
    client: str
    contact: str = ""
    contact_email: str = ""
    contact_phone: str = ""
    recruiter: str = ""
    job_order: JobOrder
    """With an id made of `imported_from`, and no client yet."""

    def for_client(self, client_id: UUID) -> JobOrder:
        return replace(self.job_order, client_id=client_id)


class RowError(Exception):
    """Why a row can't be read, as a sentence."""


def read_row(record: Record, columns: Columns, day_first: dict[Column, bool | None]) -> ImportedJobOrder:
    """The job order of one record. Raises RowError."""
    if record.cells is None:
        raise RowError(_("The cells do not fit the heading: a delimiter or quotation mark too many or too few."))
    row = _Row(record.line, tuple(tidy(cell) for cell in record.cells), columns, day_first).read()
    for column, problem in _problems(row):
        raise RowError(_("{column}: {problem}").format(column=columns.name(column), problem=problem))
    return row


def _problems(row: ImportedJobOrder) -> Iterator[tuple[Column, str]]:
    """What keeps the row from being kept, each with the column it stands in."""
    contact = Person(client_id=_NOBODY, name=row.contact or "-", role=Role.CLIENT_HR, phone=row.contact_phone)
    recruiter = Person(client_id=None, name=row.recruiter or "-", role=Role.RECRUITER)
    for problems, places in (
        (row.job_order.problems(), _PLACES),
        (Client(name=row.client).problems(), {"name": Column.CLIENT}),
        (contact.problems(), {"name": Column.CONTACT, "phone": Column.CONTACT_PHONE}),
        (recruiter.problems(), {"name": Column.RECRUITER}),
    ):
        for field, problem in problems.items():
            yield places[field], problem


_PLACES = {
    "title": Column.TITLE,
    "openings": Column.OPENINGS,
    "location": Column.LOCATION,
    "pay.currency": Column.CURRENCY,
    "work_pattern": Column.WORK_PATTERN,
    "end_on": Column.END,
    "brief": Column.BRIEF,
    "private_notes": Column.NOTES,
}


class _Row:
    """The cells of one record. `_words` gathers what goes into the private notes."""

    def __init__(
        self, line: int, cells: tuple[str, ...], columns: Columns, day_first: dict[Column, bool | None]
    ) -> None:
        self._line, self._cells, self._columns, self._day_first = line, cells, columns, day_first
        self._words = [self._named(place) for place in columns.words if cells[place]]

    def read(self) -> ImportedJobOrder:
        """Raises RowError."""
        kind = self._type()
        job = JobOrder(
            client_id=_NOBODY,
            title=self[Column.TITLE],
            job_type=kind,
            openings=self._openings(),
            location=", ".join(dict.fromkeys(part for part in self._places() if part)),
            pay=self._pay(kind),
            work_pattern=self[Column.WORK_PATTERN],
            start_on=self._date(Column.START),
            end_on=self._date(Column.END),
            priority=read_priority(self[Column.PRIORITY]),
            brief=self[Column.BRIEF],
            state=self._state(),
            received_on=self._date(Column.RECEIVED),
            imported_from=self._key(),
        )
        email = self._email()
        job = replace(
            job,
            id=uuid5(NAMESPACE_URL, f"countersign:import:{job.imported_from}"),
            private_notes="\n".join(part for part in (self[Column.NOTES], *self._words) if part),
        )
        return ImportedJobOrder(
            line=self._line,
            client=self[Column.CLIENT],
            contact=self[Column.CONTACT],
            contact_email=email,
            contact_phone=self[Column.CONTACT_PHONE],
            recruiter=self[Column.RECRUITER],
            job_order=job,
        )

    def __getitem__(self, column: Column) -> str:
        place = self._columns.found.get(column)
        return "" if place is None else self._cells[place]

    def _named(self, place: int) -> str:
        return f"{self._columns.headings[place]}: {self._cells[place]}"

    def _keep(self, column: Column) -> None:
        """Keep a cell's words: they say more than could be read."""
        self._words.append(self._named(self._columns.found[column]))

    def _type(self) -> JobType:
        kind = read_type(self[Column.TYPE])
        if self[Column.TYPE] and bare(self[Column.TYPE]) not in _PLAIN_TYPES:
            self._keep(Column.TYPE)
        return kind or JobType.PERMANENT

    def _state(self) -> JobState:
        state = read_state(self[Column.STATUS])
        if self[Column.STATUS] and state is None:
            self._keep(Column.STATUS)
        return state or JobState.DRAFT

    def _openings(self) -> int:
        text = self[Column.OPENINGS]
        if not text:
            return 1
        number = read_amount(text)
        if number is None or number != number.to_integral_value():
            raise RowError(_("“{text}” is no number of openings.").format(text=text))
        return int(number) or 1

    def _places(self) -> tuple[str, ...]:
        if self[Column.LOCATION]:
            return (self[Column.LOCATION],)
        return self[Column.CITY], self[Column.REGION], self[Column.COUNTRY]

    def _pay(self, kind: JobType) -> Pay:
        """From columns of the two ends if there are, else from the one that suits the type; the other stays words."""
        given = self[Column.CURRENCY].upper()
        currency = given if len(given) == 3 and given.isascii() and given.isalpha() else ""
        period = read_period(self[Column.PERIOD])
        for column, understood in ((Column.CURRENCY, currency), (Column.PERIOD, period)):
            if self[column] and not understood:
                self._keep(column)
        pay = self._range(currency, period or PayPeriod.YEAR)
        salary_first = [(Column.SALARY, period or PayPeriod.YEAR), (Column.RATE, PayPeriod.HOUR)]
        for column, usual in salary_first if kind == JobType.PERMANENT else salary_first[::-1]:
            if _NOTHING.fullmatch(self[column]):
                continue
            at_most = bare(self._columns.name(column)).startswith("max")
            read = read_pay(self[column], period=usual, currency=currency, at_most=at_most)
            if pay or read is None or (usual == PayPeriod.YEAR == read.period and (read.highest or 0) < _LEAST_A_YEAR):
                self._keep(column)
            pay = pay or read
        return pay or Pay()

    def _range(self, currency: str, period: PayPeriod) -> Pay | None:
        columns = [c for c in (Column.LOWEST_PAY, Column.HIGHEST_PAY) if not _NOTHING.fullmatch(self[c])]
        ends = {column: read_pay(self[column], period=period, currency=currency) for column in columns}
        low, high = ends.get(Column.LOWEST_PAY), ends.get(Column.HIGHEST_PAY)
        known = high or low
        upside_down = low and high and (low.lowest or 0) > (high.highest or 0)
        if known is None or None in ends.values() or upside_down:
            for column in columns:
                self._keep(column)
            return None
        return replace(known, lowest=low.lowest if low else None, highest=high.highest if high else None)

    def _date(self, column: Column) -> date | None:
        text = self[column]
        day = read_date(text, day_first=self._day_first.get(column))
        if text and day is None:
            self._keep(column)
        return day

    def _email(self) -> str:
        """The contact's address, if it is one."""
        text = self[Column.CONTACT_EMAIL]
        if text and Person(client_id=None, name="-", role=Role.RECRUITER, email=text).problems():
            self._keep(Column.CONTACT_EMAIL)
            return ""
        return text

    def _key(self) -> str:
        number = self[Column.ID]
        facts = (number, self[Column.CLIENT], self[Column.RECEIVED], "" if number else self[Column.TITLE])
        digest = hashlib.sha256("\x1f".join(facts).encode("utf-8", "replace")).hexdigest()[:16]
        shown = number if len(number) <= 40 and number.isprintable() else ""
        return " ".join(part for part in (self._columns.system, shown, digest) if part)
