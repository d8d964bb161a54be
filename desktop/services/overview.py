"""What waits, and what is found by words: Today and *Find or do*."""

from desktop.domain.lines import Hit, TodayLine
from desktop.services.base import Context
from desktop.storage import queries


class Overview:
    """Questions over all job orders."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def today(self) -> list[TodayLine]:
        """What waits, most pressing kind first, longest waiting first."""
        with self._context.store.read() as s:
            return queries.today_lines(s)

    def find(self, words: str, most: int = 8) -> list[Hit]:
        """Job orders, clients and people that hold every word; at most `most` of each kind."""
        if not words.strip():
            return []
        with self._context.store.read() as s:
            return queries.find(s, words, most)
