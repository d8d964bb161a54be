"""Names in any script can be read in the window."""

import pytest
from PySide6.QtGui import QFont, QTextLayout

from ui.scripts import add_missing_scripts

NAMES = ["गंगा सॉफ़्टवेयर", "الخليج", "כרמל", "光デザイン", "한국어", "中文", "Αιγαίο", "Зерно", "🎉"]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_in_any_script_has_glyphs(name: str) -> None:
    add_missing_scripts()
    layout = QTextLayout(name, QFont())
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    glyphs = [glyph for run in layout.glyphRuns() for glyph in run.glyphIndexes()]
    assert glyphs
    assert 0 not in glyphs  # the box that stands for a missing one
