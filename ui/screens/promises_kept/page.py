"""All figures below each other; charts side by side where there is room."""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop.domain.measures import Measure, PromisesKept
from desktop.domain.roles import Side
from desktop.i18n import _
from ui.screens.promises_kept.ball_chart import BallChart
from ui.screens.promises_kept.blocks import Block, Head, HiringTiles
from ui.screens.promises_kept.figure import Figure
from ui.screens.promises_kept.steps_chart import StepsChart
from ui.screens.promises_kept.tables import Rows, ball_lines, ball_table, groups_table, steps_table, trend_table
from ui.screens.promises_kept.trend_chart import TrendChart
from ui.theme import label, theme
from ui.widgets.switch import Switch

_ROOMY, _TILE = 860, 180  # pixels, for text of normal size: two columns; one tile


class Page(QWidget):
    """`narrowed(group)`: one of a table was opened. `focused(widget)`: to be scrolled to. `asked_tables(on)`."""

    narrowed = Signal(object)
    focused = Signal(QWidget)
    asked_tables = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.are_tables = False
        self.head, self.hiring = Head(), HiringTiles()
        self.steps_chart, self.trend_chart, self.ball_chart = StepsChart(), TrendChart(), BallChart()
        self.groups = groups_table()
        self.switch = Switch(_("Charts or tables"))
        self.switch.set_words(_("Charts"), _("Tables"))
        self.switch.chosen.connect(lambda place: self.asked_tables.emit(place == 1))
        self.steps = Block(_("By step: promised and delivered"), steps_table(), self.steps_chart, self.switch)
        self.trend = Block(_(Measure.TREND.label), trend_table(), self.trend_chart)
        self.ball = Block(_(Measure.BALL.label), ball_table(), self.ball_chart)
        self.by_whom = Block(_("By client"), self.groups)
        self.figures: list[Figure] = [
            *self.head.tiles.values(), *self.hiring.tiles, self.steps_chart, self.trend_chart, self.ball_chart,
        ]  # fmt: skip
        for figure in self.figures:
            figure.moved.connect(self._move)
            figure.installEventFilter(self)
        for table in self.tables:
            table.installEventFilter(self)
            table.asked_charts.connect(lambda: self.asked_tables.emit(False))
        self.groups.opened.connect(self.narrowed)
        self._lay_out()
        self.show_tables(False)

    @property
    def tables(self) -> list[Rows]:
        """All tables, in order."""
        return [block.table for block in (self.steps, self.trend, self.ball, self.by_whom)]

    def show_kept(self, kept: PromisesKept, *, one_client: bool) -> None:
        """Show `kept`; of one client the last table is by job order."""
        for side in Side:
            self.head.show_kept(side, kept.of(side))
        self.hiring.show_hiring(kept.hiring)
        self.steps_chart.show_steps(kept.steps)
        self.trend_chart.show_months(kept.trend)
        self.ball_chart.show_ball(kept.ball)
        self.steps.table.show_rows(kept.steps)
        self.trend.table.show_rows(kept.trend)
        self.ball.table.show_rows(ball_lines(kept))
        self.groups.show_rows(kept.job_orders if one_client else kept.clients)
        self.by_whom.set_title(_("By job order") if one_client else _("By client"))

    def show_tables(self, on: bool) -> None:
        """Tables of the same numbers, or charts. The focus goes along."""
        blocks = (self.steps, self.trend, self.ball, self.by_whom)
        turning = [block for block in blocks if block.chart and (block.chart.hasFocus() or block.table.hasFocus())]
        self.are_tables = on
        self.switch.choose(int(on))
        for block in blocks:
            block.show_table(on)
        self._arrange()
        for block in turning:
            front = block.table if on or block.chart is None else block.chart
            front.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self.focused.emit(watched)
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()
        super().resizeEvent(event)

    def _move(self, step: int) -> None:
        shown = [figure for figure in self.figures if figure.isVisible()]
        here = next((n for n, figure in enumerate(shown) if figure.hasFocus()), 0)
        if 0 <= here + step < len(shown):
            shown[here + step].setFocus()

    def _arrange(self) -> None:
        """Charts in two columns where there is room: the steps, and all else beside them."""
        look = theme()
        self.hiring.arrange(min(5, max(2, self.width() // look.px(_TILE))))
        two = self.width() >= look.px(_ROOMY) and not self.are_tables
        if two:
            places = [(self.steps, 0, 0, 2, 1), (self.trend, 0, 1, 1, 1), (self.ball, 1, 1, 1, 1)]
            places.append((self.by_whom, 2, 0, 1, 2))
        else:
            blocks = (self.steps, self.trend, self.ball, self.by_whom)
            places = [(block, row, 0, 1, 1) for row, block in enumerate(blocks)]
        for block, row, column, rows, columns in places:
            self._grid.addWidget(block, row, column, rows, columns)
        self._grid.setColumnStretch(1, 1 if two else 0)
        self._grid.setRowStretch(1, 1 if two else 0)

    def _lay_out(self) -> None:
        look = theme()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(look.px(28))
        self._grid.setVerticalSpacing(look.px(18))
        self._grid.setColumnStretch(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(2), look.px(2), look.px(10), look.px(16))
        column.setSpacing(look.px(12))
        column.addWidget(self.head)
        column.addWidget(self.hiring)
        column.addLayout(self._grid)
        hint = _("Space on a figure says what it means. Arrows go from one to the next. T shows tables.")
        column.addWidget(label(hint, "small", wrap=True))
        column.addStretch(1)
