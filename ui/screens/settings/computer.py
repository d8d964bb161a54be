"""This computer: how it looks, where the data lies, and a copy of it."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import get_args

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.app import App
from desktop.i18n import N_, _
from ui import background
from ui.desktop_notes import can_note
from ui.form import Form
from ui.messages import messages_of
from ui.preferences import LARGEST_TEXT, SMALLEST_TEXT, Preferences, ThemeName
from ui.screen import Screen
from ui.theme import label, theme
from ui.widgets.buttons import Button
from ui.widgets.file_choice import ask_where_to_save

_THEMES: dict[ThemeName, str] = {"system": N_("As the system"), "light": N_("Light"), "dark": N_("Dark")}


class ComputerSettings(Screen):
    """A tab. `preferences()` as they are now; `set_look(theme, text size)` and `set_notify(on)` change them at once."""

    def __init__(
        self,
        app: App,
        preferences: Callable[[], Preferences],
        set_look: Callable[[ThemeName, int], None],
        set_notify: Callable[[bool], None],
    ) -> None:
        super().__init__()
        self._app, self._preferences = app, preferences
        self._set_look, self._set_notify = set_look, set_notify
        self.form = Form(preferences(), self._keep)
        self.backup = Button(_("Back up now…"), "save")
        self.backup.clicked.connect(self._back_up)
        self._build()
        theme().changed.connect(self._follow)

    def refresh(self) -> None:
        self.form.show_value(self._preferences())

    def flush(self) -> bool:
        return self.form.flush()

    def back_up_to(self, file: Path) -> None:
        """Copy the database to `file` in a worker, and say how that went."""
        self.backup.setEnabled(False)
        background.run(self, partial(self._app.backup, file), lambda _none: self._copied(file), self._failed)

    def _build(self) -> None:
        form, show = self.form, Button(_("Show in file manager"), "folder-open")
        form.add(
            form.choice("theme", _("Theme"), [(name, _(_THEMES[name])) for name in get_args(ThemeName)]),
            form.choice("text_size", _("Text size"), [(size, _percent(size)) for size in _sizes()]),
        )
        notify = form.check("notify", _("Tell me on the desktop when a promise is late or due within the hour"))
        form.heading(_("Notifications"))
        form.add(notify)
        if not can_note():
            form.add(
                label(_("This system shows no notifications of programs. Today tells the same."), "small", wrap=True)
            )
        show.clicked.connect(self._show_folder)
        where = label(str(self._app.folder), "text2", wrap=True)
        where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        where.setAccessibleName(_("Data folder"))
        form.heading(_("Data folder"))
        form.add(where)
        form.add(_row(show, self.backup))
        form.add(label(_("All job orders, agreements and scans are in one file there. Nothing leaves this computer."),
                       "small", wrap=True))  # fmt: skip
        form.stretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme().px(2), theme().px(4), theme().px(12), theme().px(16))
        column.addWidget(form)
        self.setFocusProxy(form.field("theme").editor)

    def _keep(self, draft: Preferences) -> Preferences:
        self._set_look(draft.theme, draft.text_size)
        self._set_notify(draft.notify)
        return self._preferences()

    def _follow(self) -> None:
        self.form.show_value(self._preferences())

    def _show_folder(self) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._app.folder))):
            messages_of(self).error(
                _("No file manager answered. The folder is {folder}.").format(folder=self._app.folder)
            )

    def _back_up(self) -> None:
        name = f"Countersign {datetime.now().astimezone():%Y-%m-%d}.sqlite"
        file = ask_where_to_save(self, _("Back up now"), name, _("Databases"))
        if file is not None:
            self.back_up_to(file)

    def _copied(self, file: Path) -> None:
        self.backup.setEnabled(True)
        messages_of(self).done(_("Backed up to {file}").format(file=file.name))

    def _failed(self, error: Exception) -> None:
        self.backup.setEnabled(True)
        messages_of(self).error(error)


def _sizes() -> range:
    return range(SMALLEST_TEXT, LARGEST_TEXT + 1, 10)


def _percent(size: int) -> str:
    return _("{n} %").format(n=size)


def _row(*widgets: QWidget) -> QWidget:
    held = QWidget()
    row = QHBoxLayout(held)
    row.setContentsMargins(0, 0, 0, 0)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return held
