"""The pictures of the main screens, as the demo makes them: in a process of their own, over the sample data."""

import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QImage

from desktop.sample.play import fill
from tests.beginnings import begin
from ui import pictures

SCENES = {
    *("today", "process", "agreement", "tracking", "details", "history", "meetings"),
    *("clients", "promises-kept", "settings"),
}


def test_each_main_screen_is_drawn_in_both_looks(tmp_path: Path) -> None:
    data, to = tmp_path / "data", tmp_path / "pictures"
    begin(fill, data)
    code = f"from pathlib import Path; from ui.pictures import draw; draw(Path({str(data)!r}), Path({str(to)!r}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "Traceback" not in done.stderr
    drawn = {file.stem: QImage(str(file)) for file in to.iterdir()}
    assert set(drawn) == {f"{scene}-{look}" for scene in SCENES for look in ("light", "dark")}
    assert {(image.width(), image.height()) for image in drawn.values()} == {pictures.SIZE}
    for scene in SCENES:
        light, dark = (  # of the list of sections
            drawn[f"{scene}-{look}"].pixelColor(20, 500).lightness() for look in ("light", "dark")
        )
        assert light > 128 > dark, scene
    assert drawn["meetings-light"] != drawn["tracking-light"]
