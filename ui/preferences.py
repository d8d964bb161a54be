"""What the window remembers between starts: a small file of its own in the data folder."""

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Literal, get_args

ThemeName = Literal["system", "light", "dark"]
SMALLEST_TEXT, LARGEST_TEXT = 90, 150

FILE = "preferences.json"


@dataclass(frozen=True)
class Preferences:
    """`text_size` in percent, 90 to 150; `geometry` is Qt's, in base 64; `section` is the one shown last."""

    theme: ThemeName = "system"
    text_size: int = 100
    geometry: str = ""
    section: str = ""
    notify: bool = False
    """Whether the desktop tells when a promise becomes late or is due within the hour."""


def load_preferences(folder: Path) -> Preferences:
    """Those kept in `folder`; the usual ones where there are none or they cannot be read."""
    try:
        found = json.loads((folder / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Preferences()
    if not isinstance(found, dict):
        return Preferences()
    usual = asdict(Preferences())
    kept = {f.name: found[f.name] for f in fields(Preferences) if type(found.get(f.name)) is type(usual[f.name])}
    read = Preferences(**kept)
    if read.theme not in get_args(ThemeName) or not SMALLEST_TEXT <= read.text_size <= LARGEST_TEXT:
        return Preferences(geometry=read.geometry, section=read.section)
    return read


def save_preferences(folder: Path, preferences: Preferences) -> None:
    """Keep them, whole or not at all. A folder that cannot be written keeps none: they are not worth a word."""
    unfinished = folder / f"{FILE}.{os.getpid()}"
    with suppress(OSError):
        unfinished.write_text(json.dumps(asdict(preferences), indent=1), encoding="utf-8")
        unfinished.replace(folder / FILE)
