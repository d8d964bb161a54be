"""A button that opens a menu, made anew each time from what can be done now."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from ui.widgets.buttons import Button


class MenuButton(Button):
    """`fill(menu)` adds the actions. A click, Space, or `open_menu` shows them, the first one current."""

    def __init__(self, text: str, icon: str, fill: Callable[[QMenu], object], key: str = "") -> None:
        super().__init__(text, icon, key)
        self._fill = fill
        self.menu_shown = QMenu(self)
        self.clicked.connect(self.open_menu)

    def open_menu(self) -> None:
        """Show the menu below the button."""
        menu = self.menu_shown
        menu.clear()
        self._fill(menu)
        actions = [action for action in menu.actions() if action.isEnabled() and not action.isSeparator()]
        corner = self.rect().bottomLeft()
        if self.layoutDirection() == Qt.LayoutDirection.LeftToRight:
            corner = QPoint(min(0, self.width() - menu.sizeHint().width()), self.height())
        menu.popup(self.mapToGlobal(corner + QPoint(0, 2)))
        if actions:
            menu.setActiveAction(actions[0])
