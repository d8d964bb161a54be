"""Where `countersign` starts: commands without a screen load no Qt, everything else opens the window."""

import sys
from pathlib import Path

from desktop import cli


def main() -> int:
    """Run what the command line says; the exit code."""
    return cli.main(sys.argv[1:], cli.Screens(open_window=_open_window, pictures=_pictures, self_test=_self_test))


def _open_window(folder: Path) -> int:
    import gc

    gc.disable()  # until the window is there: nothing that is imported until then is garbage
    from ui.app import run  # Qt, only where there is a window

    return run(folder)


def _pictures(folder: Path, to: Path) -> list[Path]:
    from ui.pictures import draw

    return draw(folder, to)


def _self_test() -> None:
    from ui.pictures import check_window

    check_window()


if __name__ == "__main__":
    sys.exit(main())
