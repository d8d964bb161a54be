"""Files the user chooses: looked at before they are read, saved whole or not at all."""

from pathlib import Path

from desktop.exchange.files import read_file, save_file
from desktop.exchange.images import LARGEST_LOGO, LARGEST_SCAN, check_logo, check_scan


def save(file: Path, data: bytes) -> None:
    """Put `data` in `file`, replacing what was there only once all is written. Raises UnreadableFileError."""
    save_file(file, data)


def read_scan(file: Path) -> tuple[str, bytes]:
    """The name and bytes of a scan, after a look at its size and at what it really is. Raises UnreadableFileError."""
    data = read_file(file, LARGEST_SCAN)
    check_scan(data, file.name)
    return file.name, data


def read_logo(file: Path) -> bytes:
    """The bytes of a logo, after a look at its size and at what it really is. Raises UnreadableFileError."""
    data = read_file(file, LARGEST_LOGO)
    check_logo(data, file.name)
    return data
