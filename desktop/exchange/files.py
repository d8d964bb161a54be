"""Reading files that are not too large, and writing files that are whole or not there at all."""

import os
from pathlib import Path
from uuid import uuid4

from desktop.errors import UnreadableFileError
from desktop.i18n import _


def read_file(path: Path, largest: int) -> bytes:
    """The bytes of a file the user chose; its size is looked at first. Raises UnreadableFileError."""
    try:
        if path.exists() and not path.is_file():
            raise UnreadableFileError(_("{name} is no file. Please choose a file.").format(name=path.name))
        size = path.stat().st_size
        if size > largest:
            raise too_large(path.name, size, largest)
        return path.read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a name with a NUL in it
        reason = getattr(error, "strerror", None) or error
        raise UnreadableFileError(_("{name} can't be read: {reason}.").format(name=path.name, reason=reason)) from error


def too_large(name: str, size: int, largest: int) -> UnreadableFileError:
    """The error to raise for a file of `size` bytes where at most `largest` are kept."""
    return UnreadableFileError(
        _("{name} has {size} MB; at most {largest} MB are kept. Please make it smaller.").format(
            name=name, size=-(-size // 1_048_576), largest=largest // 1_048_576
        )
    )


def save_file(file: Path, data: bytes) -> None:
    """Put `data` in `file`, replacing what was there only once all is written. Raises UnreadableFileError."""
    unfinished = file.parent / f".countersign-{uuid4().hex}.part"  # a folder has no name to put another for
    try:
        try:
            with unfinished.open("xb") as out:
                out.write(data)
                out.flush()
                os.fsync(out.fileno())
            unfinished.replace(file)
        finally:
            unfinished.unlink(missing_ok=True)
    except (OSError, ValueError) as error:  # ValueError: as above
        reason = getattr(error, "strerror", None) or error
        raise UnreadableFileError(
            _("{file} can't be saved: {reason}. Choose another place.").format(file=file, reason=reason)
        ) from error
