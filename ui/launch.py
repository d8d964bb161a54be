"""Where `countersign` starts: commands without a screen load no Qt, everything else opens the window."""

import builtins
import gc
import os
import sys
from pathlib import Path

from desktop import cli
from desktop.errors import NotReadyError
from desktop.i18n import _

DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
"""One of these names a display on Linux, or tells Qt how to do without. Where none does, Qt ends the process."""


def main() -> int:
    """Run what the command line says; the exit code."""
    return cli.main(sys.argv[1:], cli.Screens(open_window=_open_window, pictures=_pictures, self_test=_self_test))


def import_qt() -> None:
    """Import Qt, and prepare for all that is imported after it.

    Qt puts an `import` of its own in Python's place, for `from __feature__ import` and `import *` of Qt, of which we
    use neither: it reads the source of every module that is imported from then on, and keeps it, 20 MB. So Python's is
    put back.
    """
    gc.disable()  # until the window is there: nothing that is imported until then is garbage
    python_s = builtins.__import__
    import PySide6  # noqa: F401 - only where there is a window

    builtins.__import__ = python_s


def _open_window(folder: Path) -> int:
    if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in DISPLAYS):
        raise NotReadyError(_("There is no display here, so no window can open. See countersign --help for the rest."))
    import_qt()
    from ui.app import run

    return run(folder)


def _pictures(folder: Path, to: Path) -> list[Path]:
    import_qt()
    from ui.pictures import draw

    return draw(folder, to)


def _self_test() -> None:
    import_qt()
    from ui.pictures import check_window

    check_window()


if __name__ == "__main__":
    sys.exit(main())
