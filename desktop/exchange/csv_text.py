"""CSV bytes to records: encoding and delimiter are found out, and one bad record spoils no other.

An export names neither its encoding nor its delimiter, and a quotation mark that is never closed would swallow all that
follows. So a record that takes several lines or does not fit its heading, while its quotation marks do not come out
even, is given up, and reading goes on at the next line.
"""

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.errors import UnreadableFileError
from desktop.i18n import _

if TYPE_CHECKING:
    from charset_normalizer import CharsetMatch

DELIMITERS = (",", ";", "\t", "|")
LONGEST_RECORD = 5_000
"""Lines. A job advert has some hundred."""

csv.field_size_limit(2**31 - 1)  # a cell of any size is read and then refused by itself, not with the rest of the file

_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",  # before UTF-16, whose mark it begins with
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_LOCAL = ("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257")
_EAST_ASIAN = ("cp932", "cp949", "gb18030", "big5")
"""What office programs write where they do not write UTF-8. Between equals the first is taken."""
_SAMPLE = 200_000
_NOT_TEXT = (
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"%PDF-",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"SQLite ",
)


@dataclass(frozen=True)
class Record:
    """The cells of one record, and the line of the file (from 1) that it begins on. None of them where it is broken."""

    line: int
    cells: tuple[str, ...] | None


def decoded(data: bytes, name: str) -> tuple[str, str]:
    """The text in `data`, and the encoding it was read with. Raises UnreadableFileError for what is no text."""
    if data.startswith(_NOT_TEXT):
        raise UnreadableFileError(
            _("{name} is no CSV file. Please save the table as CSV, then import that.").format(name=name)
        )
    for encoding in _encodings(data):
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise UnreadableFileError(_("{name} can't be read as text. Please save it as CSV in UTF-8.").format(name=name))


def _encodings(data: bytes) -> Iterator[str]:
    """The encodings worth trying, best first."""
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            yield encoding
            return
    sample = data[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if even + odd > len(sample) // 8:  # half of UTF-16 is zeros where letters are Latin; other text has hardly any
        yield from ("utf-16-le",) if odd > 8 * even else ("utf-16-be",) if even > 8 * odd else ()
        return
    yield "utf-8"
    yield from _guessed(data)


def _guessed(data: bytes) -> list[str]:
    # Most files are UTF-8 and need none of the tables that this import loads.
    from charset_normalizer import from_bytes

    order = (*_LOCAL, *_EAST_ASIAN)

    def rank(match: "CharsetMatch") -> tuple[float, float, float, int]:
        text = str(match)
        narrow = sum("\uff61" <= c <= "\uff9f" for c in text) / len(text)  # Chinese read as Japanese is full of them
        return round(match.chaos + narrow, 1), -round(match.coherence, 1), narrow, order.index(match.encoding)

    telling = b"\n".join(line for line in data.splitlines() if not line.isascii())[:_SAMPLE]
    found = from_bytes(telling, cp_isolation=list(order))
    return [match.encoding for match in sorted(found, key=rank)] or list(_LOCAL)


def split_lines(text: str) -> list[str]:
    """The lines of `text` with their ends, as an editor counts them."""
    return list(io.StringIO(text, newline=""))


def cells_of(line: str, delimiter: str) -> tuple[str, ...]:
    """The cells of one line, none where it can't be read."""
    return _read([line], 0, delimiter)[0] or ()


def records(lines: list[str], delimiter: str, width: int, *, first: int) -> Iterator[Record]:
    """The records from line `first` (from 1) on, each of `width` cells. Blank lines are left out."""
    index = first - 1
    while index < len(lines):
        cells, taken = _read(lines, index, delimiter)
        quotes_even = "".join(lines[index : index + taken]).count('"') % 2 == 0
        broken = not quotes_even and (taken > 1 or len(cells or ()) != width)
        fitting = None if broken else _fitted(cells, width)
        if fitting is None or any(cell.strip() for cell in fitting):
            yield Record(index + 1, fitting)
        index += taken if fitting is not None or quotes_even else 1


def _read(lines: list[str], index: int, delimiter: str) -> tuple[tuple[str, ...] | None, int]:
    """The record that begins at `index`, and how many lines it takes; None where a cell is too large."""
    last = min(index + LONGEST_RECORD, len(lines))
    reader = csv.reader((lines[n] for n in range(index, last)), delimiter=delimiter)
    try:
        return tuple(next(reader, ())), max(1, reader.line_num)
    except csv.Error:
        return None, 1


def _fitted(cells: tuple[str, ...] | None, width: int) -> tuple[str, ...] | None:
    """Exactly `width` cells: office programs leave out empty ones at the end, and add some beyond the heading."""
    if cells is None or any(cell.strip() for cell in cells[width:]):
        return None
    return (*cells[:width], *("",) * (width - len(cells)))
