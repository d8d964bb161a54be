"""Names can be in any script: where the system has no font for one, the paper's own serves the window too."""

from PySide6.QtGui import QFontDatabase

from resources import path

_Script = QFontDatabase.WritingSystem
_FONTS = {
    _Script.Arabic: "NotoSansArabic",
    _Script.Hebrew: "NotoSansHebrew",
    _Script.Devanagari: "NotoSansDevanagari",
    _Script.Greek: "SourceSans3",
    _Script.Cyrillic: "SourceSans3",
    _Script.Japanese: "DroidSansFallback",
    _Script.SimplifiedChinese: "DroidSansFallback",
    _Script.Korean: "DroidSansFallback",
}


def add_missing_scripts() -> None:
    """Bring the fonts for the scripts that no font of the system covers. Takes some milliseconds."""
    lacking = {font for script, font in _FONTS.items() if not QFontDatabase.families(script)}
    if not any("Emoji" in family for family in QFontDatabase.families()):
        lacking.add("NotoEmoji")
    for font in lacking:
        for file in sorted(path("fonts").glob(f"{font}*.ttf")):
            QFontDatabase.addApplicationFont(str(file))
