"""What lists and tables share: their index, and values of a list of any length, fetched a page at a time."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex
PAGE, PAGES_HELD = 200, 10


class PageCache(Generic[T]):
    """The values of a long id list, fetched a page at a time when they come into view."""

    def __init__(self, fetch: Callable[[list[Any]], Sequence[T]]) -> None:
        self.fetch = fetch
        self._pages: OrderedDict[int, Sequence[T]] = OrderedDict()
        self.ids: list[Any] = []

    def set_ids(self, ids: list[Any]) -> None:
        """The list is `ids` now; what was fetched is forgotten."""
        self.ids = ids
        self._pages.clear()

    def forget(self) -> None:
        """Fetch again what is shown next."""
        self._pages.clear()

    def value(self, row: int) -> T | None:
        """The value in `row`; None where it has gone from the database meanwhile."""
        if not 0 <= row < len(self.ids):
            return None
        number, place = divmod(row, PAGE)
        page = self._pages.get(number)
        if page is None:
            page = self.fetch(self.ids[number * PAGE : (number + 1) * PAGE])
            self._pages[number] = page
            if len(self._pages) > PAGES_HELD:
                self._pages.popitem(last=False)
        return page[place] if place < len(page) else None
