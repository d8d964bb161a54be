"""The dialog that lists all keys."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from desktop.i18n import _
from ui.commands import Command, key_text
from ui.theme import label, theme
from ui.widgets.dialog import Dialog


class KeysHelp(Dialog):
    """All keys that work here, by group; those of what is nearest (the last to be added) first."""

    def __init__(self, commands: list[Command], parent: QWidget) -> None:
        super().__init__(parent, title=_("All keys"), primary=_("Close"), cancel=False)
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setHorizontalSpacing(theme().px(24))
        groups: dict[str, list[Command]] = {}
        for command in commands:
            if command.shortcuts:
                groups.setdefault(command.group or _("Everywhere"), []).append(command)
        row = 0
        for group, members in reversed(groups.items()):
            heading = label(group, "heading")
            heading.setContentsMargins(0, theme().px(12) if row else 0, 0, theme().px(4))
            grid.addWidget(heading, row, 0, 1, 2)
            for row, command in enumerate(members, row + 1):  # noqa: B020 - goes on below the heading
                grid.addWidget(label("   ".join(key_text(key) for key in command.shortcuts), "strong"), row, 0)
                grid.addWidget(label(command.text, wrap=True), row, 1)
            row += 1
        grid.setColumnStretch(1, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        area.setAccessibleName(_("All keys"))
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFixedHeight(min(theme().px(420), parent.window().height() - theme().px(150)))
        self.setMinimumWidth(theme().px(580))
        column = self.column
        column.addWidget(area)
        self.accepted_now.connect(self.finish)
