"""When we fail: one excepthook, a log file in a given folder, an offer to copy the report at the next start.

Nothing is ever sent. In a windowed build there is no stderr to write to.
"""

import platform
import sys
import threading
import traceback
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication

LARGEST_REPORT = 200_000  # bytes; what is older than that in one file is not worth reading


class CrashReports:
    """The reports in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "crash.txt"
        self._failed: Callable[[str], None] = lambda _report: None

    def install(self, failed: Callable[[str], None] | None = None) -> None:
        """Catch what nothing else caught, in every thread. `failed(report)` is called in the failing thread."""
        if failed is not None:
            self._failed = failed
        sys.excepthook = self._caught
        threading.excepthook = lambda args: self._caught(
            args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback
        )

    def pending(self) -> str:
        """What failed at an earlier start and was not cleared; empty when all is well."""
        try:
            return self._file.read_text(encoding="utf-8")
        except OSError:
            return ""

    def clear(self) -> None:
        """The user has seen it."""
        self._file.unlink(missing_ok=True)

    def copy(self) -> None:
        """Put the pending report on the clipboard and clear it."""
        QGuiApplication.clipboard().setText(self.pending())
        self.clear()

    def _caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        report = self._report(kind, error, trace)
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            older = self.pending()[-LARGEST_REPORT:]
            self._file.write_text(older + report, encoding="utf-8")
        except OSError:
            pass  # a full or read-only disk must not hide the failure itself, which is told below
        if sys.stderr is not None:
            sys.stderr.write(report)
        self._failed(report)

    def _report(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
        when = datetime.now().astimezone().isoformat(timespec="seconds")
        about = f"Countersign {_version()}, Qt {qVersion()}, Python {platform.python_version()}, {platform.platform()}"
        return f"{when}\n{about}\n{''.join(traceback.format_exception(kind, error, trace))}\n"


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version  # 20 ms that only a failure is worth

    try:
        return version("countersign")
    except PackageNotFoundError:
        return "?"
