"""How the screen of clients is laid out: the list, and beside it the one chosen; or that there is none yet."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.domain.lines import ClientLine
from desktop.i18n import _, ngettext
from ui.commands import key_text
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.empty_state import EmptyState
from ui.widgets.two_line_list import Row


def framed(
    screen: QWidget, pane: QWidget, parts: tuple[QWidget, QWidget], new_client: Callable[[], object]
) -> QStackedWidget:
    """Put `pane`, and beside it both `parts` below each other, into `screen`. The first page is for no client."""
    look = theme()
    new = Button(_("New client"), "plus", key_text("Ctrl+Shift+N"), primary=True)
    new.clicked.connect(new_client)
    empty = EmptyState("building-2", _("Who do you fill jobs for?"), _("Clients and their people live here."), (new,))
    right, both, pages = QWidget(), QWidget(), QStackedWidget()
    column = QVBoxLayout(right)
    column.setContentsMargins(look.px(22), look.px(13), look.px(18), look.px(8))
    column.setSpacing(look.px(10))
    for part in parts:
        column.addWidget(part, stretch=int(part is parts[-1]))
    row = QHBoxLayout(both)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    row.addWidget(pane)
    row.addWidget(right, stretch=1)
    pages.addWidget(empty)
    pages.addWidget(both)
    whole = QVBoxLayout(screen)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.addWidget(pages)
    return pages


def client_row(line: ClientLine) -> Row:
    """A client in the list, with how much hangs on it."""
    people = ngettext("{n} person", "{n} people", line.people).format(n=line.people)
    orders = ngettext("{n} job order", "{n} job orders", line.job_orders).format(n=line.job_orders)
    return Row(line.id, line.name, orders, status=people)
