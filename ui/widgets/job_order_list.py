"""The list of job orders: sorted, narrowed down, and read as it comes into sight."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from desktop.app import App
from desktop.domain.job_order import JobState
from desktop.domain.lines import JobOrderLine, JobOrderSort
from desktop.i18n import _
from ui import background
from ui.messages import messages_of
from ui.pages import PAGES_HELD
from ui.widgets.buttons import Button
from ui.widgets.job_order_rows import row_of
from ui.widgets.list_pane import ListPane
from ui.widgets.menu_button import MenuButton
from ui.widgets.two_line_list import Row

LARGE = 5_000
"""From so many job orders on, the list is asked for in a worker."""


class JobOrderList(ListPane):
    """`listed` tells that `numbers` were asked for anew."""

    listed = Signal()

    def __init__(self, app: App, new: Button) -> None:
        super().__init__(_("Job orders"), _("Filter job orders"), new)
        self._app = app
        self.numbers: list[int] = []
        self._lines: dict[tuple[int, ...], list[JobOrderLine]] = {}
        self._many = False
        self._job: background.Job | None = None
        self._words, self._sort = "", JobOrderSort.NEWEST
        self._state: JobState | None = None
        self.choices = MenuButton("", "filter", self._fill_choices)
        self.choices.setAccessibleName(_("Sort and filter the list"))
        self.nothing = Button("", "x", quiet=True)
        self.nothing.hide()
        self.add_beside_filter(self.choices)
        self.add_below(self.nothing)
        self.filtered.connect(self._filter_by_words)
        self.nothing.clicked.connect(self.show_all)

    @property
    def is_narrowed(self) -> bool:
        """Whether only some of the job orders are listed."""
        return bool(self._words) or self._state is not None

    def filter_by(self, *, state: JobState | None = None, sort: JobOrderSort | None = None) -> None:
        """List only the job orders in `state` (None: all), in the order of `sort` (None: as it is)."""
        self._state, self._sort = state, sort or self._sort
        self.reload()

    def reload(self) -> None:
        """Ask again, away from the window where there are many to look through."""
        if self._job is not None:
            self._job.cancel()
        if self._many:
            self._job = background.run(self, self._asks(), self._show, lambda error: messages_of(self).error(error))
        else:
            self._show(self._asks()())

    def show_all(self) -> None:
        """Take back whatever narrows the list down."""
        with QSignalBlocker(self.filter):
            self.filter.clear()
        self._words, self._state = "", None
        if self._job is not None:
            self._job.cancel()
        self._show(self._asks()())

    def word_anew(self) -> None:
        """The same lines in the words of now: nothing is asked."""
        self.list.set_ids(self.numbers, self._rows)

    def _asks(self) -> Callable[[], list[int]]:
        return partial(self._app.job_orders.numbers, words=self._words, state=self._state, sort=self._sort)

    def _show(self, numbers: list[int]) -> None:
        self.numbers = numbers
        self._lines.clear()
        self.list.set_ids(numbers, self._rows)
        self.nothing.setVisible(self.is_narrowed)
        words = _(self._state.label) if self._state else self._words
        self.nothing.setText(_("{words}: {n} found").format(words=words, n=len(numbers)))
        if not self.is_narrowed:
            self._many = len(numbers) >= LARGE
        self.listed.emit()

    def _rows(self, numbers: list[int]) -> list[Row]:
        page = tuple(numbers)
        if page not in self._lines:
            if len(self._lines) >= PAGES_HELD:
                self._lines.clear()
            self._lines[page] = self._app.job_orders.lines(numbers)
        now = self._app.clock()
        return [row_of(line, now) for line in self._lines[page]]

    def _filter_by_words(self, words: str) -> None:
        self._words = words.strip()
        self.reload()

    def _fill_choices(self, menu: QMenu) -> None:
        sorts = [(sort, _(sort.label)) for sort in JobOrderSort]
        _add_radio(menu, sorts, self._sort, lambda sort: self.filter_by(state=self._state, sort=sort))
        menu.addSeparator()
        states = [(None, _("All states")), *((state, _(state.label)) for state in JobState)]
        _add_radio(menu, states, self._state, lambda state: self.filter_by(state=state))


def _add_radio(menu: QMenu, choices: Sequence[tuple[Any, str]], chosen: object, choose: Callable[[Any], None]) -> None:
    group = QActionGroup(menu)
    for value, words in choices:
        action = menu.addAction(words.replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(value == chosen)
        group.addAction(action)
        action.triggered.connect(lambda _checked, value=value: choose(value))
