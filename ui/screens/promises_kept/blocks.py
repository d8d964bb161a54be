"""What stands on the page: tiles, and charts that can be turned into tables of the same numbers."""

from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from desktop.domain.measures import Hiring, Kept, Measure
from desktop.domain.roles import Side
from desktop.i18n import _
from ui.screens.promises_kept.figure import Figure, Tile
from ui.screens.promises_kept.tables import Rows
from ui.theme import label, theme
from ui.widgets.measure_words import (
    beside_words,
    counted,
    kept_words,
    median_words,
    ninetieth_words,
    share_words,
    side_words,
)


class Block(QWidget):
    """A heading (and `beside` it something), below it `chart` or `table`."""

    def __init__(self, title: str, table: Rows, chart: Figure | None = None, beside: QWidget | None = None) -> None:
        super().__init__()
        self.chart, self.table = chart, table
        self._pages = QStackedWidget()
        for page in (chart, table):
            if page is not None:
                self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(2))
        self._heading = label(title, "heading", wrap=True)
        self._heading.setMinimumHeight(theme().px(34))  # as high as what stands beside others
        row = QHBoxLayout()
        row.addWidget(self._heading, stretch=1)
        if beside is not None:
            row.addWidget(beside)
        column.addLayout(row)
        column.addWidget(self._pages)
        column.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def set_title(self, title: str) -> None:
        """Another heading; the table goes by it too."""
        self._heading.setText(title)
        self.table.setAccessibleName(title)

    def show_table(self, on: bool) -> None:
        """The table, or the chart."""
        wanted = self.table if on or self.chart is None else self.chart
        for page in (self.chart, self.table):  # the page in front alone decides how high it is
            if page is not None:
                policy = QSizePolicy.Policy.Fixed if page is wanted else QSizePolicy.Policy.Ignored
                page.setSizePolicy(QSizePolicy.Policy.Expanding, policy)
        self._pages.setCurrentWidget(wanted)


class Head(QWidget):
    """How both sides kept their promises: theirs, ours."""

    def __init__(self) -> None:
        super().__init__()
        self.tiles = {
            side: Tile(Measure.ON_TIME, side_words(side), side, (Measure.EXCUSED,))
            for side in (Side.CLIENT, Side.AGENCY)
        }
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(12))
        for tile in self.tiles.values():
            row.addWidget(tile)

    def show_kept(self, side: Side, kept: Kept) -> None:
        """Say how `side` kept them."""
        ratio, beside = kept.on_time, beside_words(kept)
        count = _("{count} on time").format(count=counted(ratio)) if ratio.of else _("nothing was due")
        below = _("{count} · {more}").format(count=count, more=beside) if beside else count
        self.tiles[side].show_value(share_words(ratio), below, said=kept_words(kept), quiet=ratio.share is None)


class HiringTiles(QWidget):
    """From job order to hire: five figures, in as many columns as there is room for."""

    def __init__(self) -> None:
        super().__init__()
        measures = (
            Measure.TIME_TO_SUBMIT,
            Measure.CV_TO_INTERVIEW,
            Measure.INTERVIEW_TO_OFFER,
            Measure.OFFER_ACCEPTANCE,
            Measure.TIME_TO_FILL,
        )
        self.tiles = [Tile(measure) for measure in measures]
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme().px(12))
        self._columns = 0
        self.arrange(len(self.tiles))

    def arrange(self, columns: int) -> None:
        """Stand in so many columns."""
        if columns == self._columns:
            return
        for column in range(self._columns):
            self._grid.setColumnStretch(column, 0)
        self._columns = columns
        for n, tile in enumerate(self.tiles):
            self._grid.addWidget(tile, n // columns, n % columns)
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)

    def show_hiring(self, hiring: Hiring) -> None:
        """Say them."""
        submit, *ratios, fill = self.tiles
        for tile, spread in ((submit, hiring.time_to_submit), (fill, hiring.time_to_fill)):
            below = ninetieth_words(spread)
            said = _("{value}, {more}").format(value=median_words(spread), more=below)
            tile.show_value(median_words(spread), below, said=said, quiet=spread.median is None)
        shares = (hiring.cv_to_interview, hiring.interview_to_offer, hiring.offer_acceptance)
        for tile, ratio in zip(ratios, shares, strict=True):
            said = _("{value}, {more}").format(value=share_words(ratio), more=counted(ratio))
            tile.show_value(share_words(ratio), counted(ratio), said=said, quiet=ratio.share is None)
