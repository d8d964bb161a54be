"""The files that ship with the program: icons, fonts, templates, translations."""

from pathlib import Path


def path(name: str) -> Path:
    """Where the shipped file or folder `name` lies (with `/` between folders)."""
    return Path(__file__).parent / name
