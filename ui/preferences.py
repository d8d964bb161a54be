"""What the window remembers between starts. Kept wherever the application keeps its settings."""

from dataclasses import dataclass

from ui.theme import ThemeName


@dataclass(frozen=True)
class Preferences:
    """`text_size` in percent, 90 to 150; `geometry` is Qt's, in base 64; `section` is the one shown last."""

    theme: ThemeName = "system"
    text_size: int = 100
    geometry: str = ""
    section: str = ""
