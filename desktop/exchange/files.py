"""Writing files that are whole or not there at all."""

import os
from pathlib import Path
from uuid import uuid4

from desktop.errors import UnreadableFileError
from desktop.i18n import _


def save_file(file: Path, data: bytes) -> None:
    """Put `data` in `file`, replacing what was there only once all is written. Raises UnreadableFileError."""
    unfinished = file.with_name(f".countersign-{uuid4().hex}.part")
    try:
        try:
            with unfinished.open("xb") as out:
                out.write(data)
                out.flush()
                os.fsync(out.fileno())
            unfinished.replace(file)
        finally:
            unfinished.unlink(missing_ok=True)
    except OSError as error:
        reason = error.strerror or error
        raise UnreadableFileError(
            _("{file} can't be saved: {reason}. Choose another place.").format(file=file, reason=reason)
        ) from error
