"""Promises kept: how both sides kept theirs, by step, month and client, with each figure's definition a key away.

The section compares clients, so it is private: in client view it is not there. What a client may see is its page.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from desktop.app import App
from desktop.changes import Changes
from desktop.domain.measures import GroupKept, PromisesKept
from desktop.errors import NotFoundError, UserError
from desktop.i18n import _
from ui import background
from ui.bridge import Bridge
from ui.commands import Command, Commands, key_text
from ui.messages import announce, messages_of
from ui.screen import Screen
from ui.screens.promises_kept.filters import Asked, Filters, Span
from ui.screens.promises_kept.page import Page
from ui.screens.promises_kept.saving import ChooseClient, save_check_in_page, save_csv
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.empty_state import EmptyState
from ui.widgets.header import Header

PATIENCE = 300
"""Milliseconds until it says that it is working; the last answer stays in sight."""


@dataclass(frozen=True)
class Answer:
    """The figures, and whether there are any at all without the filters."""

    kept: PromisesKept
    has_any: bool


class PromisesKeptScreen(Screen):
    """The target is a client's id, or a job order's.

    `show_job_orders()` leads to where agreements are made, `review(client)` to the sheet for a partnership review.
    """

    def __init__(
        self,
        app: App,
        bridge: Bridge,
        commands: Commands,
        show_job_orders: Callable[[], object],
        review: Callable[[UUID | None], object],
    ) -> None:
        super().__init__(bridge)
        self._app, self._review = app, review
        self._job: background.Job | None = None
        self._slow = QTimer(self, singleShot=True, interval=PATIENCE)
        self._slow.timeout.connect(self._say_working)
        self.header = Header(_("Promises kept"), whole=True)
        self.csv_button = Button(_("CSV…"), "download")
        self.review_button = Button(_("Partnership review…"), "handshake")
        self.page_button = Button(_("Check-in page…"), "file-text", key_text("Ctrl+P"), primary=True)
        self._buttons = (self.csv_button, self.review_button, self.page_button)
        self.filters, self.page = Filters(app), Page()
        self.empty = self._make_empty(show_job_orders)
        self.nothing = self._make_nothing()
        self._lay_out()
        self._connect(commands)

    # -- what a screen is asked -------------------------------------------------------------------------------------

    def refresh(self) -> None:
        self.filters.offer()
        self._ask()

    def concerns(self, changes: Changes) -> bool:
        return any(changes.has(kind) for kind in ("tracking", "agreement", "job_order", "client", "agency"))

    def show_target(self, target: object) -> None:
        if not isinstance(target, UUID):
            return
        self.filters.offer()
        try:
            client_id, job_order_id = self._app.job_orders.get(target).client_id, target
        except NotFoundError:
            self.filters.choose(target)
        else:
            self.filters.choose(client_id, job_order_id)

    def panes(self) -> list[QWidget]:
        return [self.filters, self._pages]

    def set_client_view(self, on: bool) -> None:
        for part in (self.header, self.filters, self._pages):
            part.setVisible(not on)

    # -- what can be done -------------------------------------------------------------------------------------------

    def show_tables(self, on: bool) -> None:
        """The same numbers as tables, or as charts again; the focus stays at what it was on."""
        self.page.show_tables(on)
        announce(self, _("Tables") if on else _("Charts"))

    def save_page(self) -> None:
        """The check-in page of the client chosen; asks for whom where none is."""
        asked = self.filters.asked
        if asked.client_id is None:
            ChooseClient(self, self._app, self._choose_and_save).open()
        else:
            save_check_in_page(self, self._app, asked, self.filters.client_name())

    def review(self) -> None:
        """The sheet for the quarter's pages of the client chosen."""
        self._review(self.filters.asked.client_id)

    def save_csv(self) -> None:
        """The promises behind the figures, as a table."""
        save_csv(self, self._app, self.filters.asked, self.filters.client_name())

    def _choose_and_save(self, client_id: UUID) -> None:
        self.filters.offer()
        self.filters.choose(client_id)
        self.save_page()

    # -- asking -----------------------------------------------------------------------------------------------------

    def _ask(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self._slow.start()
        self._job = background.run(self, partial(_work, self._app, self.filters.asked), self._show, self._fail)

    def _show(self, answer: Answer) -> None:
        self._answered()
        kept = answer.kept
        if not answer.has_any:
            self._pages.setCurrentWidget(self.empty)
        elif kept.is_empty:
            self._pages.setCurrentWidget(self.nothing)
        else:
            self.page.show_kept(kept, one_client=self.filters.asked.client_id is not None)
            self._pages.setCurrentWidget(self.area)
        was_here = self.isAncestorOf(self.window().focusWidget() or self)
        for part in (self.filters, *self._buttons):
            part.setVisible(answer.has_any)
        if was_here and not answer.has_any:
            self._go.setFocus()

    def _fail(self, error: UserError) -> None:
        self._answered()
        messages_of(self).error(error)

    def _answered(self) -> None:
        self._job = None
        self._slow.stop()
        self.header.set_status("")

    def _say_working(self) -> None:
        self.header.set_status(_("Working…"), "text2", "clock")

    def _narrow(self, group: object) -> None:
        if isinstance(group, GroupKept):
            asked = self.filters.asked
            if asked.client_id is None:
                self.filters.choose(group.id)
            else:
                self.filters.choose(asked.client_id, group.id)

    # -- keys -------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_T and not event.modifiers():
            self.show_tables(not self.page.are_tables)
        else:
            super().keyPressEvent(event)

    def _connect(self, commands: Commands) -> None:
        group = _("Promises kept")
        self.filters.changed.connect(self._ask)
        self.page.asked_tables.connect(self.show_tables)
        self.page.narrowed.connect(self._narrow)
        self.csv_button.clicked.connect(self.save_csv)
        self.page_button.clicked.connect(self.save_page)
        self.review_button.clicked.connect(self.review)
        tables = Command("kept-tables", _("Charts or tables (T)"), self._turn, ("Ctrl+T",), "list-checks", group)
        table = Command("kept-csv", _("Save promises as CSV…"), self.save_csv, (), "download", group)
        page = Command("kept-page", _("Print or save the check-in page…"), self.save_page, ("Ctrl+P",), group=group,
                       listed=False)  # fmt: skip
        choose = Command("kept-client", _("Choose the client"), self.filters.client.setFocus, ("/",), "filter", group)
        for command in (tables, table, page, choose):
            commands.add(command, self)

    def _turn(self) -> None:
        self.show_tables(not self.page.are_tables)

    # -- building ---------------------------------------------------------------------------------------------------

    def _make_empty(self, show_job_orders: Callable[[], object]) -> EmptyState:
        self._go = Button(_("Go to job orders"), "briefcase-business", primary=True)
        self._go.clicked.connect(lambda _checked: show_job_orders())
        words = _("Once one was kept, or its time has passed, this says how both sides do.")
        sentence = _("Promises are counted from the first signed agreement.")
        return EmptyState("chart-no-axes-column", sentence, words, (self._go,))

    def _make_nothing(self) -> EmptyState:
        show_all = Button(_("Show all"), "filter", primary=True)
        show_all.clicked.connect(lambda _checked: self._show_all())
        words = _("No promise was kept or missed there in this time.")
        return EmptyState("chart-no-axes-column", _("Nothing to count here"), words, (show_all,))

    def _show_all(self) -> None:
        self.filters.span.choose(Span.ALL)
        self.filters.choose(None)
        self.filters.client.setFocus()

    def _lay_out(self) -> None:
        for button in self._buttons:
            self.header.add_action(button)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(self.page)
        self.page.focused.connect(self.area.ensureWidgetVisible)
        self._pages = QStackedWidget()
        for page in (QWidget(), self.empty, self.nothing, self.area):
            self._pages.addWidget(page)
        self._column = QVBoxLayout(self)
        for part in (self.header, self.filters, self._pages):
            self._column.addWidget(part, stretch=int(part is self._pages))
        theme().changed.connect(self._space)
        self._space()

    def _space(self) -> None:
        look = theme()
        self._column.setContentsMargins(look.px(22), look.px(13), look.px(14), look.px(8))
        self._column.setSpacing(look.px(10))


def _work(app: App, asked: Asked) -> Answer:
    kept = app.reports.promises_kept(*asked.where)
    has_any = not kept.is_empty or (not asked.is_all and not app.reports.promises_kept().is_empty)
    return Answer(kept, has_any)
