"""Job orders from the CSV exports of other systems. Reads only: what to do with them is decided in `services`.

What is read as what:

- The columns are known by their headings (`columns.py`), encoding and delimiter by looking (`csv_text.py`).
- A live job order becomes a draft, whatever its status says: no export tells of a signed agreement, and opening without
  one takes somebody's reason. Filled, closed and held ones keep their state.
- No openings left means one opening here: OpenCATS counts down what is still to be filled.
- Contract to hire and freelance are contracts; a type that is not known is permanent.
- Of a salary and a rate, the one that suits the type is the pay range. What is not clear, and what has no field of its
  own, is kept in the private notes, under its heading. `ImportFile.ignored` names the columns that are left out.
- Each row's `imported_from` is made of the system, its number there, client and date, so that the same row is known
  again, and job order 1 of one system is not taken for job order 1 of another.
"""

from dataclasses import dataclass
from pathlib import Path

from desktop.domain.text import is_blank
from desktop.errors import UnreadableFileError
from desktop.exchange.cells import day_comes_first
from desktop.exchange.columns import Column, Columns, recognised
from desktop.exchange.csv_text import DELIMITERS, Record, cells_of, decoded, records, split_lines
from desktop.exchange.files import read_file
from desktop.exchange.job_order_row import ImportedJobOrder, RowError, read_row
from desktop.i18n import _

LARGEST = 50 * 1024 * 1024
"""Bytes: a hundred thousand job orders with their adverts."""
_DATES = (Column.RECEIVED, Column.START, Column.END)


@dataclass(frozen=True)
class RowProblem:
    """A row that can't be read: where it begins, and a sentence saying why."""

    line: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class ImportFile:
    """What a file was read as, and its rows in order."""

    name: str
    system: str
    encoding: str
    delimiter: str
    columns: tuple[tuple[str, str], ...]
    """Each heading that is read, with what of ours it is (still to be translated)."""
    ignored: tuple[str, ...]
    rows: tuple[ImportedJobOrder | RowProblem, ...]

    @property
    def job_orders(self) -> tuple[ImportedJobOrder, ...]:
        return tuple(row for row in self.rows if isinstance(row, ImportedJobOrder))

    @property
    def problems(self) -> tuple[RowProblem, ...]:
        return tuple(row for row in self.rows if isinstance(row, RowProblem))


def read_job_orders(path: Path) -> ImportFile:
    """All of the file's rows. Raises UnreadableFileError where there is no reading it at all."""
    text, encoding = decoded(read_file(path, LARGEST), path.name)
    lines = split_lines(text)
    first, delimiter, columns = _heading(lines, path.name)
    found = list(records(lines, delimiter, len(columns.headings), first=first + 1))
    if not found:
        raise UnreadableFileError(_("{name} has a heading, but no job order below it.").format(name=path.name))
    return ImportFile(
        name=path.name,
        system=columns.system,
        encoding=encoding,
        delimiter=delimiter,
        columns=tuple((heading, kind.label) for heading, kind in columns.used),
        ignored=columns.ignored,
        rows=_rows(found, columns),
    )


def _heading(lines: list[str], name: str) -> tuple[int, str, Columns]:
    """The line of the heading (from 1), the delimiter by which most of it is recognised, and its columns."""
    first = next((n for n, line in enumerate(lines, 1) if not (is_blank(line) or line.lower().startswith("sep="))), 0)
    if not first:
        raise UnreadableFileError(_("{name} is empty.").format(name=name))
    read = {delimiter: recognised(cells_of(lines[first - 1], delimiter)) for delimiter in DELIMITERS}
    delimiter = max(DELIMITERS, key=lambda each: len(read[each].used))
    columns = read[delimiter]
    if columns.are_people:
        raise UnreadableFileError(_("{name} holds people. Please export job orders.").format(name=name))
    if Column.TITLE not in columns.found or Column.CLIENT not in columns.found:
        raise UnreadableFileError(
            _(
                "{name} has no column for the title or for the client. Its first line must name the columns, such as"
                " Title and Company."
            ).format(name=name)
        )
    return first, delimiter, columns


def _rows(found: list[Record], columns: Columns) -> tuple[ImportedJobOrder | RowProblem, ...]:
    order = {
        kind: day_comes_first(r.cells[columns.found[kind]] for r in found if r.cells)
        for kind in _DATES
        if kind in columns.found
    }
    rows: list[ImportedJobOrder | RowProblem] = []
    seen: dict[str, int] = {}
    for record in found:
        try:
            row = read_row(record, columns, order)
        except RowError as error:
            rows.append(RowProblem(record.line, str(error)))
            continue
        before = seen.setdefault(row.job_order.imported_from, record.line)
        if before == record.line:
            rows.append(row)
        else:
            again = _("This is the same job order as in line {line}.").format(line=before)
            rows.append(RowProblem(record.line, again))
    return tuple(rows)
