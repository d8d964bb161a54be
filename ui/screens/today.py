"""Home: what waits, and for whom. Enter opens the job order where it is waited for."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QDate, QLocale
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.changes import Changes
from desktop.domain.job_order import JobState
from desktop.domain.lines import TodayLine, Waiting
from desktop.domain.roles import Side
from desktop.i18n import _, ngettext
from ui.bridge import Bridge
from ui.commands import Command, Commands, key_text
from ui.screen import Screen
from ui.theme import ElidedLabel, theme
from ui.widgets.buttons import Button
from ui.widgets.empty_state import EmptyState
from ui.widgets.header import Header
from ui.widgets.job_order_rows import title_of
from ui.widgets.side_mark import SideName
from ui.widgets.two_line_list import Heading, Row, TwoLineList

if TYPE_CHECKING:
    from desktop.app import App  # the window shows Today before SQLAlchemy is imported

_TONES = {Waiting.DIFFERENCES: "soon", Waiting.SIGN_OFF: "soon", Waiting.WITHOUT_AGREEMENT: "late"}
_TABS = {Waiting.SIGN_OFF: "agreement", Waiting.WITHOUT_AGREEMENT: "agreement"}


class TodayScreen(Screen):
    """`open_job(id, tab)` shows a job order; `new_job()` begins one.

    Without `app` it shows what `show_lines` is given, until `serve` follows.
    """

    def __init__(
        self,
        app: "App | None",
        bridge: Bridge,
        commands: Commands,
        open_job: Callable[[UUID, str], object],
        new_job: Callable[[], object],
    ) -> None:
        super().__init__(bridge)
        self._app, self._open_job = app, open_job
        self.header = Header()
        new = Button(_("New job order"), "plus", key_text("Ctrl+N"), primary=True)
        new.clicked.connect(lambda _checked: new_job())
        self.header.add_action(new)
        self.list = TwoLineList(_("What waits"), wide=True)
        self.list.opened.connect(self._open)
        self.empty = EmptyState("handshake", _("Nothing is waiting."), " ")
        self._keys = ElidedLabel("", "small")
        self._keys.setText(
            _("{enter}  open     {new}  new job order     {find}  find or do     {keys}  all keys").format(
                enter=_("Enter"), new=key_text("Ctrl+N"), find=key_text("Ctrl+K"), keys=key_text("?")
            )
        )
        self._pages = QStackedWidget()
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self.list)
        self._column = QVBoxLayout(self)
        for part in (self.header, self._pages, self._keys):
            self._column.addWidget(part, stretch=int(part is self._pages))
        self.setFocusProxy(self.list)
        open_it = Command("open-waiting", _("Open what waits"), self._open_current, (), "inbox", _("Today"))
        commands.add(open_it, self.list)
        theme().changed.connect(self._space)
        self._space()

    def serve(self, app: "App") -> None:
        """The services are there."""
        self._app = app
        self.mark_stale()

    def refresh(self) -> None:
        if self._app is None:
            return
        lines = self._app.overview.today()
        if not lines:
            self.empty.set_text(_counts(self._app))
        self.show_lines(lines)

    def show_lines(self, lines: list[TodayLine]) -> None:
        """Show what waits, as the services tell it, or as it is known before they are there."""
        self.header.set_title(_date_words(), _summary(lines))
        self._pages.setCurrentWidget(self.list if lines else self.empty)
        had_focus = self.list.current_id() is not None
        self.list.set_rows(_rows(lines))
        if not had_focus:
            self.list.select_first()

    def concerns(self, changes: Changes) -> bool:
        return any(changes.has(kind) for kind in ("job_order", "process", "agreement", "client"))

    def panes(self) -> list[QWidget]:
        return [self.list]

    def _open(self, id: tuple[Waiting, UUID]) -> None:
        self._open_job(id[1], _TABS.get(id[0], "process"))

    def _open_current(self) -> None:
        current = self.list.current_id()
        if current is not None:
            self._open(current)

    def _space(self) -> None:
        look = theme()
        self._column.setContentsMargins(look.px(26), look.px(18), look.px(22), look.px(10))
        self._column.setSpacing(look.px(12))


def _counts(app: "App") -> str:
    orders = app.job_orders
    count, searching = len(orders.numbers()), len(orders.numbers(state=JobState.OPEN))
    if not count:
        return _("There is no job order yet. Write down the first one, and agree how you will fill it together.")
    return ngettext("{n} job order; searches open: {open}.", "{n} job orders; searches open: {open}.", count).format(
        n=count, open=searching
    )


def _rows(lines: list[TodayLine]) -> list[Row | Heading]:
    rows: list[Row | Heading] = []
    for why in Waiting:
        group = [line for line in lines if line.why == why]
        if group:
            rows.append(Heading(_(why.label), len(group), _TONES.get(why, "")))
            rows += [_row(line) for line in group]
    return rows


def _row(line: TodayLine) -> Row:
    job = line.job_order
    side, who = _holder(job.standing.holder)
    about = _("{title} · {client}").format(title=title_of(job), client=job.client)
    return Row((line.why, job.id), _what(line), about, side=side, status=_status(line), who=who)


def _what(line: TodayLine) -> str:
    standing = line.job_order.standing
    if line.why == Waiting.DIFFERENCES:
        count = standing.differences
        return ngettext("Settle {n} open difference", "Settle {n} open differences", count).format(n=count)
    if line.why == Waiting.SIGN_OFF:
        return _("Version {n} is agreed and waits for sign-off").format(n=standing.number)
    if line.why == Waiting.WITHOUT_AGREEMENT:
        return _("Search open without a signed agreement: {reason}").format(reason=line.reason)
    return _("Version {n} is proposed and waits for an answer").format(n=standing.number)


def _status(line: TodayLine) -> str:
    if line.why == Waiting.DIFFERENCES:
        standing = line.job_order.standing
        return _("{agreed} of {n} agreed").format(agreed=standing.agreed, n=standing.steps)
    if line.since is None:
        return ""
    day = line.since.astimezone().date()
    since = QDate(day.year, day.month, day.day)
    return _("since {date}").format(date=QLocale().toString(since, _short_pattern()))


def _holder(holder: Side | None) -> tuple[SideName, str]:
    if holder is None:
        return "both", _("Both")
    return ("agency", _("You")) if holder == Side.AGENCY else ("client", _("Client"))


def _summary(lines: list[TodayLine]) -> str:
    mine = sum(line.job_order.standing.holder == Side.AGENCY for line in lines)
    if not lines:
        return ""
    if not mine:
        return ngettext("{n} thing waits.", "{n} things wait.", len(lines)).format(n=len(lines))
    return ngettext("{n} thing waits, {mine} for you.", "{n} things wait, {mine} for you.", len(lines)).format(
        n=len(lines), mine=mine
    )


def _date_words() -> str:
    """Today as the locale writes it, without the year where that stands last."""
    return QLocale().toString(QDate.currentDate(), _pattern())


def _pattern() -> str:
    return re.sub(r"(,|\s*'[^']*')?\s*yyyy$", "", QLocale().dateFormat(QLocale.FormatType.LongFormat))


def _short_pattern() -> str:
    """Day and month alone: 3 Nov."""
    return re.sub(r"^dddd[,\s]*", "", _pattern()).replace("MMMM", "MMM")
