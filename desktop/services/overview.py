"""What waits, and what is found by words: Today and *Find or do*.

Imports nothing of SQLAlchemy, so that the window can be shown what waits while that is imported behind it.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.domain.lines import Hit
from desktop.domain.today import Today
from desktop.storage.schema import DATABASE
from desktop.storage.today import read_today, today_at

if TYPE_CHECKING:
    from desktop.services.base import Context


@dataclass(frozen=True)
class FirstLook:
    """What the window shows before the database is open."""

    today: Today
    is_sample: bool


def first_look(folder: Path) -> FirstLook | None:
    """What waits in the database of `folder`; None where nothing can be said before it is open."""
    found = read_today(folder / DATABASE, datetime.now(UTC))
    return FirstLook(*found) if found else None


class Overview:
    """Questions over all job orders."""

    def __init__(self, context: "Context") -> None:
        self._context = context

    def today(self) -> Today:
        """What waits now, in every group the most pressing first."""
        now = self._context.clock()
        with self._context.store.read() as s:
            return today_at(now, s.connection().exec_driver_sql)

    def find(self, words: str, most: int = 8) -> list[Hit]:
        """Job orders, clients and people that hold every word; at most `most` of each kind."""
        from desktop.storage import queries

        if not words.strip():
            return []
        with self._context.store.read() as s:
            return queries.find(s, words, most)
