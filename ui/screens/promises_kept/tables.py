"""The same numbers as tables: for a screen reader, and for whoever would rather read than look."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QSizePolicy

from desktop.domain.measures import GroupKept, Measure, Month, PromisesKept, StepKept
from desktop.domain.roles import Side
from desktop.formats import format_month
from desktop.i18n import _
from ui.screens.promises_kept.figure import definitions
from ui.table import Column, Table, ValueModel
from ui.theme import theme
from ui.widgets.measure_words import (
    days_words,
    kept_words,
    percent,
    promised_words,
    share_in_full,
    side_words,
    taken_words,
)
from ui.widgets.popover import asks, popover_of

_WIDEST, _BESIDE = 460, 20  # pixels, for text of normal size: of the first column; beside the words of a cell
SIDES = {Side.AGENCY: "● {}", Side.CLIENT: "◆ {}"}


class Line(NamedTuple):
    """A row of a table whose rows are made here."""

    name: str
    value: str
    share: str = ""


class Rows(Table):
    """As high as its rows: the page scrolls, not the table. Space, F1 or ? tell what its figures mean.

    `asked_charts`: T, back to the charts.
    """

    asked_charts = Signal()

    def __init__(self, name: str, columns: Sequence[Column[Any]], *measures: Measure) -> None:
        self._measures = measures
        self._values: ValueModel[Any] = ValueModel(columns)
        super().__init__(name)
        self.show_model(self._values)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrap(True)
        self.horizontalHeader().setSectionsClickable(False)

    def show_rows(self, values: Sequence[Any]) -> None:
        """Show `values`."""
        self._values.set_values(values)
        self._share_room()

    def texts(self) -> list[list[str]]:
        """What it reads, row by row."""
        return [[column.text(value) for column in self._values.columns] for value in self._values.values]

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and _explains(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _explains(event):
            popover_of(self).turn(self, self.accessibleName(), definitions(*self._measures))
        elif event.key() == Qt.Key.Key_T and not event.modifiers():
            self.asked_charts.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._share_room()

    def _measure(self) -> None:
        super()._measure()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._share_room()

    def _share_room(self) -> None:
        """Columns are as wide as what they hold; the first takes what is left, and stays near the figures.

        Where there is too little room, the widest become narrower, and their words wrap.
        """
        look, room, rows = theme(), self.viewport().width(), self.texts()
        beside, advance = look.px(_BESIDE), self.fontMetrics().horizontalAdvance
        least = [self.horizontalHeader().sectionSizeHint(n) for n in range(len(self._values.columns))]
        wanted = [max([one, *(advance(row[n]) + beside for row in rows)]) for n, one in enumerate(least)]
        wanted[0] = max(wanted[0], min(room - sum(wanted[1:]), look.px(_WIDEST)))
        widest = max(wanted)
        while widest and sum(max(one, min(width, widest)) for one, width in zip(least, wanted, strict=True)) > room:
            widest -= 1
        for n, width in enumerate(wanted):
            self.setColumnWidth(n, max(least[n], min(width, widest)))
        self._fit(rows, wraps=widest < max(wanted))

    def _fit(self, rows: list[list[str]], *, wraps: bool) -> None:
        usual = self.verticalHeader().defaultSectionSize()
        for n, row in enumerate(rows):
            high = max(usual, *map(self._height, range(len(row)), row)) if wraps else usual
            if self.rowHeight(n) != high:
                self.setRowHeight(n, high)
        high = max(self.verticalHeader().length(), usual) + self.horizontalScrollBar().sizeHint().height()
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + high + 4)

    def _height(self, column: int, words: str) -> int:
        """Of a cell whose words wrap."""
        room = QRect(0, 0, self.columnWidth(column) - theme().px(_BESIDE), 9999)
        return self.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap.value, words).height() + theme().px(12)


def _explains(event: QEvent) -> bool:
    """Enter opens a row; the other keys that ask, ask."""
    enter = isinstance(event, QKeyEvent) and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
    return asks(event) and not enter


def steps_table() -> Rows:
    """Promised and delivered, by step."""
    side: Callable[[StepKept], str] = lambda step: SIDES[step.side].format(side_words(step.side))  # noqa: E731
    columns = [
        Column(_("Step"), lambda step: step.title),
        Column[StepKept](_("Whose"), side, 84, color=lambda step: "us" if step.side == Side.AGENCY else "client"),
        Column[StepKept](_("On time"), lambda step: kept_words(step.kept), 190),
        Column[StepKept](_("Promised"), promised_words, 110),
        Column[StepKept](_("Median"), taken_words, 120),
        Column[StepKept](_("90th percentile"), lambda step: taken_words(step, ninetieth=True), 130),
    ]
    return Rows(_("By step: promised and delivered"), columns, Measure.TAKEN, Measure.ON_TIME)


def trend_table() -> Rows:
    """Kept on time, by month."""
    columns = [
        Column[Month](_("Month"), lambda month: format_month(month.first)),
        Column[Month](SIDES[Side.CLIENT].format(_("Them")), lambda month: share_in_full(month.client), 170),
        Column[Month](SIDES[Side.AGENCY].format(_("Us")), lambda month: share_in_full(month.agency), 170),
    ]
    return Rows(_("Kept on time, by month"), columns, Measure.TREND)


def ball_table() -> Rows:
    """Days with the ball."""
    columns = [
        Column[Line](_("Who held the ball"), lambda line: line.name),
        Column[Line](_("Days"), lambda line: line.value, 110),
        Column[Line](_("Share"), lambda line: line.share, 90),
    ]
    return Rows(_("Days with the ball"), columns, Measure.BALL)


def ball_lines(kept: PromisesKept) -> list[Line]:
    """The rows of `ball_table`."""
    ball = kept.ball
    total = ball.agency + ball.client + ball.hold
    names = (
        (SIDES[Side.AGENCY].format(side_words(Side.AGENCY)), ball.agency),
        (SIDES[Side.CLIENT].format(side_words(Side.CLIENT)), ball.client),
        (_("On hold"), ball.hold),
    )
    return [Line(name, days_words(days), percent(days / total) if total else "–") for name, days in names]


def groups_table() -> Rows:
    """By client, or by job order of one client; Enter narrows to one."""
    columns = [
        Column[GroupKept](_("Whose job orders"), lambda group: group.name),
        Column[GroupKept](SIDES[Side.CLIENT].format(_("Them")), lambda group: kept_words(group.client), 210),
        Column[GroupKept](SIDES[Side.AGENCY].format(_("Us")), lambda group: kept_words(group.agency), 210),
    ]
    return Rows(_("Kept on time, by client or job order"), columns, Measure.ON_TIME, Measure.EXCUSED)
