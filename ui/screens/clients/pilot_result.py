"""A pilot as a row, and its two figures side by side."""

from datetime import date

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from desktop.domain.measures import NOT_ENOUGH, StepKept
from desktop.domain.partnership import Pilot
from desktop.formats import format_day, format_list, format_number
from desktop.i18n import _
from desktop.services.partnership import PilotResult
from ui.messages import announce
from ui.theme import label, theme
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
    if pilot.before == pilot.after:
        return pilot.change
    nothing = _("no limit")
    words = _("{before} becomes {after}").format(
        before=within_words(pilot.before) or nothing, after=within_words(pilot.after) or nothing
    )
    return _("{limit}; {change}").format(limit=words, change=pilot.change) if pilot.change else words


class ResultPanel(QFrame):
    """Before and in the pilot, from the real promises; below, how it was judged."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self.before, self.during = label("", wrap=True), label("", wrap=True)
        self._before_title, self._during_title = label("", "strong", wrap=True), label("", "strong", wrap=True)
        self._verdict = label("", "text2", wrap=True)
        row = QHBoxLayout()
        row.setSpacing(theme().px(24))
        for title, words in ((self._before_title, self.before), (self._during_title, self.during)):
            side = QVBoxLayout()
            side.addWidget(title)
            side.addWidget(words)
            side.addStretch(1)
            row.addLayout(side, stretch=1)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme().px(14), theme().px(10), theme().px(14), theme().px(10))
        column.addLayout(row)
        column.addWidget(self._verdict)

    def show_pilot(self, pilot: Pilot) -> None:
        """Before its figures are known."""
        since = _("Before, since {day}").format(day=format_day(pilot.baseline_from))
        until = _("In the pilot, {first} to {last}")
        self._before_title.setText(since)
        self._during_title.setText(until.format(first=format_day(pilot.first), last=format_day(pilot.last)))
        for words in (self.before, self.during):
            words.setText(_("Counting…"))
        verdict = (
            _("{verdict}: {because}").format(verdict=_(pilot.verdict.label), because=pilot.because)
            if pilot.verdict
            else ""
        )
        self._verdict.setText(verdict)
        self._verdict.setVisible(bool(verdict))

    def show_result(self, pilot: Pilot, result: PilotResult) -> None:
        """The figures of `pilot`."""
        self.before.setText(figures(result.baseline))
        self.during.setText(figures(result.pilot))
        words = _("{step}. Before: {before} In the pilot: {during}")
        announce(self, words.format(step=pilot.step, before=self.before.text(), during=self.during.text()))


def figures(step: StepKept | None) -> str:
    """How often it was on time, and how long it took."""
    if step is None:
        return _("Nothing was due in this time.")
    kept = step.kept.on_time
    on_time = _("{n} of {all} on time.").format(n=kept.n, all=kept.of)
    shares = [step.kept.taken.median] if step.kept.taken.median is not None else list(step.each)
    if not shares:
        return _("{on_time} Time taken: {not_enough}.").format(on_time=on_time, not_enough=_(NOT_ENOUGH))
    percents = format_list([_("{n} %").format(n=format_number(round(100 * share))) for share in shares])
    words = (
        _("{on_time} Median time taken: {percent} of what was promised.")
        if step.kept.taken.median is not None
        else _("{on_time} Time taken: {percent} of what was promised.")
    )
    return words.format(on_time=on_time, percent=percents)
