"""Asking for files, in the system's own dialogs: with names that every system takes, in the folder used last."""

import unicodedata
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.i18n import _
from ui.messages import messages_of

Opener = Callable[[QUrl], bool]
_LONGEST = 120  # bytes of UTF-8: file systems end at 255, and folders sync to stricter ones
_NOT_PORTABLE = frozenset('<>:"/\\|?*')
_DEVICES = frozenset({"CON", "PRN", "AUX", "NUL", *(f"{port}{n}" for port in ("COM", "LPT") for n in "0123456789¹²³")})
"""Windows keeps these to itself, whatever follows after a dot."""
_last_folder = ""


def portable_name(stem: str, ending: str) -> str:
    """`stem` and `ending` (".pdf") as a file name for Windows, macOS and Linux alike."""
    plain = "".join(" " if c in _NOT_PORTABLE or unicodedata.category(c)[0] == "C" else c for c in stem)
    short = " ".join(plain.split()).encode()[:_LONGEST].decode(errors="ignore").strip(" .")
    is_device = short.split(".")[0].rstrip().upper() in _DEVICES
    return (f"_{short}" if is_device else short or "-") + ending


def ask_where_to_save(parent: QWidget, title: str, name: str, kind: str) -> Path | None:
    """Where to save `name`; the dialog asks before it replaces a file. `kind` in words. None for Cancel."""
    ending = Path(name).suffix
    dialog = QFileDialog(parent, title, _folder(), f"{kind} (*{ending})")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(ending.lstrip("."))
    dialog.selectFile(name)
    return _chosen(dialog)


def ask_for_file(parent: QWidget, title: str, kind: str, endings: tuple[str, ...]) -> Path | None:
    """A file of one of `endings` (".pdf"). None for Cancel."""
    dialog = QFileDialog(parent, title, _folder(), f"{kind} ({' '.join(f'*{e} *{e.upper()}' for e in endings)})")
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _chosen(dialog)


def open_file(screen: QWidget, file: Path, opener: Opener = QDesktopServices.openUrl) -> None:
    """In the program that the system has for it."""
    if not opener(QUrl.fromLocalFile(str(file))):
        messages_of(screen).error(_("The system has no program to open {file} with.").format(file=file.name))


def _folder() -> str:
    return _last_folder or QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)


def _chosen(dialog: QFileDialog) -> Path | None:
    global _last_folder  # noqa: PLW0603 - one user, one place where the files are
    accepted = dialog.exec() == QFileDialog.DialogCode.Accepted
    files = dialog.selectedFiles()
    dialog.deleteLater()
    if not accepted or not files:
        return None
    _last_folder = str(Path(files[0]).parent)
    return Path(files[0])
