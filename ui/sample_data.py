"""The sample data: a database of its own below the data folder, made when first wanted, thrown away at will."""

import shutil
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile

from desktop.errors import UserError
from desktop.i18n import _
from ui import background

if TYPE_CHECKING:
    from ui.app import Desk


def show_sample(desk: "Desk", folder: Path) -> None:
    """Show the sample data in `folder`, made in a worker when it is not there."""
    if folder.exists():
        desk.show_folder(folder)
        return
    messages = desk.window.messages
    messages.inform(_("Making the sample data… This takes a few seconds."))
    desk.set_busy(True)

    def failed(error: UserError) -> None:
        desk.set_busy(False)
        messages.error(error)

    def made(_none: None) -> None:
        desk.show_folder(folder)

    background.run(desk, partial(_make, folder), made, failed)


def throw_away(desk: "Desk", folder: Path) -> None:
    """Delete the sample data in `folder`, unless another window shows it."""
    lock = QLockFile(str(folder / "window.lock"))
    lock.setStaleLockTime(0)
    if folder.exists() and not lock.tryLock(0):
        desk.window.messages.error(_("Another window shows the sample data. Close it first, then throw it away."))
        return
    lock.unlock()
    try:
        shutil.rmtree(folder)
    except OSError as error:
        desk.window.messages.error(
            _("The sample data in {folder} could not be deleted: {reason}.").format(
                folder=folder, reason=error.strerror
            )
        )


def _make(folder: Path) -> None:
    """All of it beside `folder` first: what was begun and not finished is never taken for the sample."""
    from desktop.sample.play import fill

    unfinished = folder.with_name(f"{folder.name}-unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    fill(unfinished)
    unfinished.replace(folder)
