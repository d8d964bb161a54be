"""The job orders of a client, newest first."""

from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.app import App
from desktop.i18n import _
from ui.screen import Screen
from ui.screens.clients.source import OpenJob
from ui.theme import label
from ui.widgets.job_order_rows import row_of
from ui.widgets.two_line_list import Row, TwoLineList


class JobOrdersTab(Screen):
    """Enter opens one."""

    def __init__(self, app: App, open_job_order: OpenJob) -> None:
        super().__init__()
        self._app, self._open = app, open_job_order
        self._id: UUID | None = None
        self.list = TwoLineList(_("Job orders of this client"))
        self.list.opened.connect(self._open_number)
        self._nothing = label(_("No job order yet."), "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._nothing)
        column.addWidget(self.list, stretch=1)

    def show_target(self, target: object) -> None:
        if isinstance(target, UUID):
            self._id = target
            self.refresh()
            self.list.select_first()

    def refresh(self) -> None:
        if self._id is not None:
            numbers = self._app.job_orders.numbers(client_id=self._id)
            self._nothing.setVisible(not numbers)
            self.list.set_ids(numbers, self._rows)

    def panes(self) -> list[QWidget]:
        return [self.list]

    def _rows(self, numbers: list[int]) -> list[Row]:
        now = self._app.clock()
        return [row_of(line, now, with_client=False) for line in self._app.job_orders.lines(numbers)]

    def _open_number(self, number: int) -> None:
        for line in self._app.job_orders.lines([number]):
            self._open(line.id)
