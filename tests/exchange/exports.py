"""Exports of other systems to read in tests: real ones where they are on this computer, and small ones written here."""

from pathlib import Path

import pytest

from desktop.exchange.job_orders_csv import ImportFile, read_job_orders

SHARED = Path(__file__).parents[3] / "shared" / "data"
EXPORTS = SHARED / "job_orders"


def read(file: Path, text: str, encoding: str = "utf-8") -> ImportFile:
    file.write_bytes(text.encode(encoding))
    return read_job_orders(file)


def export(name: str) -> Path:
    if not (EXPORTS / name).exists():
        pytest.skip(f"{name} is not on this computer")
    return EXPORTS / name


def reasons(found: ImportFile) -> list[tuple[int, str]]:
    return [(row.line, row.reason) for row in found.problems]
