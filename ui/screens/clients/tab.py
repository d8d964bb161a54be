"""What the private tabs of a client have in common: one client, and its page asked for once."""

from abc import abstractmethod
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.app import App
from desktop.domain.relationship import ClientPage
from desktop.errors import NotFoundError
from ui.screen import Screen
from ui.screens.clients.source import Source
from ui.theme import theme
from ui.widgets.two_line_list import TwoLineList


class ClientTab(Screen):
    """Its target is a client's id. `show_page` shows what is known of it, `go_first` goes to where one begins."""

    def __init__(self, source: Source) -> None:
        super().__init__()
        self._source = source
        self._id: UUID | None = None

    @property
    def app(self) -> App:
        """Where everything is kept."""
        return self._source.app

    @abstractmethod  # mypy holds the tabs to it; Qt's metaclass leaves no place for ABC's
    def show_page(self, page: ClientPage) -> None:
        """Show `page`, keeping the place."""

    def go_first(self) -> None:
        """To where one begins with a client."""

    def show_target(self, target: object) -> None:
        if isinstance(target, UUID):
            self._id = target
            self.refresh()
            self.go_first()

    def refresh(self) -> None:
        if self._id is None:
            return
        try:
            page = self._source.page(self._id)
        except NotFoundError:
            return
        focused = self.window().focusWidget()
        self.show_page(page)
        if focused is not None and self.isAncestorOf(focused) and not focused.isVisibleTo(self):
            self.go_first()
            self.panes()[0].setFocus()  # the first of something came, or the last went

    def show_kept(self, rows: TwoLineList, id: UUID) -> None:
        """What was kept just now becomes current: the next key counts for it."""
        self._source.forget()
        self.refresh()
        rows.select(id)

    def stack(self, *parts: QWidget, grows: tuple[QWidget, ...]) -> None:
        """Put `parts` below each other; those that `grows` names share the room."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(8))
        for part in parts:
            column.addWidget(part, stretch=int(part in grows))
