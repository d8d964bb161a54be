"""A pilot as a row, and its two figures side by side."""

from datetime import date

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desktop.app import App
from desktop.domain.measures import Ratio, StepKept
from desktop.domain.partnership import Pilot, PilotMeasure
from desktop.formats import format_day, format_list
from desktop.i18n import N_, _
from desktop.services.partnership import PilotResult
from ui import background
from ui.messages import announce, messages_of
from ui.theme import label, theme
from ui.widgets.measure_words import amount_words, amounts_words, counted, percent, share_in_full
from ui.widgets.step_words import within_words
from ui.widgets.two_line_list import Row


def pilot_row(pilot: Pilot, today: date) -> Row:
    """What it tries, when, and how it stands."""
    if pilot.verdict:
        status, tone = _(pilot.verdict.label), ""
    elif today > pilot.last:
        status, tone = _("To be judged"), "soon"
    else:
        status, tone = (_("Runs"), "ok") if today >= pilot.first else (_("Begins"), "")
    dates = _("{first} to {last}").format(first=format_day(pilot.first), last=format_day(pilot.last))
    return Row(pilot.id, pilot.step, change_words(pilot), who=dates, status=status, tone=tone)


def change_words(pilot: Pilot) -> str:
    """As in "2 days becomes 1 day; by phone"."""
    if pilot.after is None or pilot.before == pilot.after:
        return pilot.change
    before = within_words(pilot.before) or _("no limit")
    words = _("{before} becomes {after}").format(before=before, after=within_words(pilot.after))
    return _("{limit}; {change}").format(limit=words, change=pilot.change) if pilot.change else words


class ResultPanel(QFrame):
    """Before and in the pilot, side by side, from the real promises; below, how it was judged.

    What it is measured by stands first. The other figures always too: a shorter limit is kept less often, however
    quick it made them.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self._asked: background.Job | None = None
        self.before, self.during = _Figures(), _Figures()
        self.measure, self._verdict = label("", "text2", wrap=True), label("", "text2", wrap=True)
        look, grid = theme(), QGridLayout()
        grid.setHorizontalSpacing(look.px(24))
        grid.setVerticalSpacing(look.px(4))
        for place, figures in enumerate((self.before, self.during)):
            for row, part in enumerate(figures.parts):
                grid.addWidget(part, row, place, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(place, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(14), look.px(10), look.px(14), look.px(10))
        column.addWidget(self.measure)
        column.addLayout(grid)
        column.addWidget(self._verdict)

    def count(self, app: App, pilot: Pilot) -> None:
        """Say what is known, and count in a worker."""
        if self._asked is not None:
            self._asked.cancel()
        self._show_pilot(pilot)

        def done(result: PilotResult) -> None:
            self._show_result(pilot, result)

        self._asked = background.run(self, lambda: app.partnership.result(pilot), done, messages_of(self).error)

    def _show_pilot(self, pilot: Pilot) -> None:
        self.measure.setText(_("Measured by: {measure}").format(measure=_(pilot.measure.label)))
        self.before.say(_("Before, since {day}").format(day=format_day(pilot.baseline_from)))
        until = _("In the pilot, {first} to {last}")
        self.during.say(until.format(first=format_day(pilot.first), last=format_day(pilot.last)))
        words = _("{verdict}: {because}")
        verdict = words.format(verdict=_(pilot.verdict.label), because=pilot.because) if pilot.verdict else ""
        self._verdict.setText(verdict)
        self._verdict.setVisible(bool(verdict))

    def _show_result(self, pilot: Pilot, result: PilotResult) -> None:
        self.before.show_step(result.baseline, pilot, result.baseline_within)
        self.during.show_step(result.pilot, pilot, result.pilot_within)
        words = _("{step}. {measure}. Before: {before} In the pilot: {during}")
        before, during = self.before.spoken, self.during.spoken
        announce(self, words.format(step=pilot.step, measure=self.measure.text(), before=before, during=during))


class Scrolled(QScrollArea):
    """As high as what it holds, where there is room; else that scrolls."""

    def __init__(self, inside: QWidget, name: str) -> None:
        super().__init__()
        self._inside = inside
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setWidget(inside)

    def sizeHint(self) -> QSize:
        return QSize(self._inside.sizeHint().width(), self._inside.heightForWidth(self.viewport().width()))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, theme().px(60))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)


class _Figures:
    """A column: its head, what the pilot is measured by, the other figures, and whether there is enough of it."""

    def __init__(self) -> None:
        self._head, self._few = label("", "text2", wrap=True), label("", "small", wrap=True)
        self.measured, self.also = label("", "strong", wrap=True), label("", wrap=True)
        self.parts = (self._head, self.measured, self.also, self._few)

    def say(self, head: str) -> None:
        """Before the figures are known."""
        self._head.setText(head)
        self._write(_("Counting…"))

    def show_step(self, step: StepKept | None, pilot: Pilot, within: Ratio) -> None:
        """None: nothing was due. `within` is of the pilot's limit, also where another was promised."""
        if step is None:
            self._write(_("Nothing was due in this time."))
            return
        limit, figures = (
            within_words(pilot.after),
            {
                PilotMeasure.WITHIN: _figure(within) if within.of else "",
                PilotMeasure.ON_TIME: _figure(step.kept.on_time) if step.kept.on_time.of else "",
                PilotMeasure.TAKEN: _taken(step),
            },
        )
        first = _FIRST[pilot.measure]
        measured = _(first).format(limit=limit, figure=figures.pop(pilot.measure) or _("no figure yet"))
        also = [_(_ALSO[one]).format(limit=limit, figure=figure) for one, figure in figures.items() if figure]
        is_enough = step.kept.on_time.share is not None
        self._write(measured, "\n".join(also), "" if is_enough else _("Not enough yet for a share or a median."))

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        said = [line for part in self.parts[1:] for line in part.text().splitlines()]
        return format_list(said, last_and=False)

    def _write(self, measured: str, also: str = "", few: str = "") -> None:
        for part, words in zip(self.parts[1:], (measured, also, few), strict=True):
            part.setText(words)
            part.setVisible(bool(words))


_FIRST = {
    PilotMeasure.WITHIN: N_("Within {limit}: {figure}"),
    PilotMeasure.ON_TIME: N_("Kept on time: {figure}"),
    PilotMeasure.TAKEN: N_("Working time taken: {figure}"),
}
_ALSO = {
    PilotMeasure.WITHIN: N_("Also within {limit}: {figure}"),
    PilotMeasure.ON_TIME: N_("Also kept on time: {figure}"),
    PilotMeasure.TAKEN: N_("Also working time taken: {figure}"),
}


def _figure(ratio: Ratio) -> str:
    """Below five the numbers themselves, and no share of them."""
    return counted(ratio) if ratio.share is None else share_in_full(ratio)


def _taken(step: StepKept) -> str:
    """The median in days, or in hours where hours were promised; below five each, and no median of them."""
    if step.unit is None:  # limits of several kinds: only what part of the promise it was is comparable
        median, each = step.kept.taken.median, format_list([percent(part) for part in step.each])
        middle = percent(median) if median is not None else ""
    else:
        median, each = step.taken.median, amounts_words(step.lasted, step.unit) if step.lasted else ""
        middle = amount_words(median, step.unit) if median is not None else ""
    return _("{median} (the median)").format(median=middle) if middle else each
