"""The window over a data folder: painted first, the database brought up in a worker behind it."""

import gc
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QThreadPool, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from desktop.errors import UserError
from desktop.i18n import _
from resources import path
from ui.main_window import MainWindow, Section
from ui.preferences import Preferences, load_preferences, save_preferences

if TYPE_CHECKING:
    from uuid import UUID

    from PySide6.QtCore import QLockFile

    from desktop.app import App
    from desktop.changes import Notifier
    from desktop.services.overview import FirstLook
    from ui.background import Job
    from ui.palette import Hit
    from ui.screen import Screen
    from ui.wiring import Wiring

SAMPLE = "sample"
"""The folder, below the data folder, of the sample data's own database."""


def make_application(arguments: Sequence[str] = ("countersign",)) -> QApplication:
    """The QApplication, in Fusion: by argument, as `setStyle` returns a QStyle and its enums take 8 ms."""
    return QApplication([*arguments[:1], "-style", "Fusion", *arguments[1:]])


def run(folder: Path, arguments: Sequence[str] = ()) -> int:
    """Open the window on `folder` and stay until it is closed. Returns the exit code."""
    qt = make_application(("countersign", *arguments))
    qt.setApplicationName("Countersign")
    qt.setDesktopFileName("countersign")
    desk = Desk(folder)
    desk.opening.connect(partial(_catch_crashes, desk))
    desk.show()
    code = qt.exec()
    QThreadPool.globalInstance().waitForDone()
    return code


LITTER = 10_000
"""Objects made before garbage is looked for: fewer and the search falls into the answer to a key."""


class Desk(QObject):
    """One window, the database it shows, and the change from one database to another."""

    opening = Signal()
    """The window is painted, the database is looked into next."""
    usable = Signal()
    """Today shows what waits, and answers keys. Not where something else is shown first."""
    ready = Signal()
    """The window shows what is in the database, or says why it cannot."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._home = self._folder = folder
        self._app: App | None = None
        self._wiring: Wiring | None = None
        self._lock: QLockFile | None = None
        self._page: QWidget | None = None
        self._job: Job | None = None
        self.window = self._make_window(load_preferences(folder))

    @property
    def app(self) -> "App | None":
        """What the window shows; None while it is not open."""
        return self._app

    @property
    def folder(self) -> Path:
        """The data folder of the window, the user's own or the sample's."""
        return self._folder

    @property
    def home(self) -> Path:
        """The user's own data folder, also while the sample data is shown."""
        return self._home

    def open_job(self, job_order_id: "UUID", tab: str = "") -> None:
        """Show a job order, and one of its tabs."""
        if self._wiring is not None:
            self._wiring.open_job(job_order_id, tab)

    def show(self) -> None:
        """Paint the window; the database follows once that is done."""
        self.window.installEventFilter(self)
        self.window.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and watched is self.window:
            self.window.removeEventFilter(self)
            QTimer.singleShot(0, self, self.open)
        return False

    # -- opening ----------------------------------------------------------------------------------------------------

    def open(self) -> None:
        """Furnish the window; once that is painted, bring up the database of the present folder in a worker."""
        from PySide6.QtGui import QIcon

        from ui.theme import theme

        # Nothing that is imported now is garbage; looking for it, now and again later, takes a tenth of the time.
        gc.disable()
        look = self.window.preferences
        theme().apply(look.theme, look.text_size)
        self.window.furnish()
        self.window.setWindowIcon(QIcon(str(path("icons/countersign.png"))))
        QTimer.singleShot(0, self, self._open_database)

    def _open_database(self) -> None:
        from ui import background

        self.opening.emit()
        self._job = background.run(self, partial(_look, self._folder), self._show_first, self._show_failure)

    def _show_first(self, found: "tuple[type[Wiring], FirstLook | None]") -> None:
        """What the file tells by itself; the services, which take as long again to import, follow behind that."""
        make, look = found
        self._wiring = wiring = make(self)
        if look and look.today and self.window.first == "today":
            wiring.show_first(look)
            self.usable.emit()
        QTimer.singleShot(0, wiring, partial(self._bring_up, wiring))  # once that is painted

    def _bring_up(self, wiring: "Wiring") -> None:
        from ui import background

        if wiring is self._wiring:  # and not closed meanwhile
            work = partial(_bring_up, self._folder, wiring.notifier)
            self._job = background.run(self, work, partial(self._show, wiring), self._show_failure)

    def begin(self) -> None:
        """Show the sections: there is an agency."""
        if self._wiring is not None:
            self._wiring.begin()
            self.window.begin()

    def _show(self, wiring: "Wiring", found: "tuple[App, bool]") -> None:
        self._app, is_founded = found
        wiring.serve(self._app)
        self._take_lock()
        if is_founded:
            self.begin()
        else:
            self._show_page(wiring.first_start())
        _collect_garbage_again()
        self.ready.emit()

    def _show_failure(self, error: UserError) -> None:
        from ui.screens.not_opened import NotOpened  # wanted only now

        again, leave = partial(self.show_folder, self._folder), self.window.close
        _collect_garbage_again()
        self._show_page(NotOpened(str(error), self._folder, again, self._choose_folder, leave))
        self.ready.emit()

    def _show_page(self, page: QWidget) -> None:
        self._page = page
        self.window.show_page(page)
        page.setFocus()

    def _choose_folder(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        chosen = QFileDialog.getExistingDirectory(self.window, _("Choose another data folder"), str(self._home))
        if chosen:
            self._home = Path(chosen)
            self.show_folder(self._home)

    def _take_lock(self) -> None:
        from PySide6.QtCore import QLockFile

        self._lock = QLockFile(str(self._folder / "window.lock"))
        self._lock.setStaleLockTime(0)  # a window may stay open for weeks; one that crashed is known by its process
        if not self._lock.tryLock(0) and self._lock.error() == QLockFile.LockError.LockFailedError:
            words = _("Another window is open on the same data. What is being changed there may be refused here.")
            self.window.notice(words, "soon")

    # -- another database -------------------------------------------------------------------------------------------

    def show_folder(self, folder: Path) -> bool:
        """Show the database of `folder`, in a window in place of this one; False where that cannot be left yet."""
        old = self.window
        QApplication.setQuitOnLastWindowClosed(False)
        left = old.close()
        if left:
            self._folder, self._page = folder, None
            self.window = self._make_window(old.preferences)
            self.show()
            old.deleteLater()
        QApplication.setQuitOnLastWindowClosed(True)
        return left

    def show_sample(self) -> None:
        """Show the sample data, made first when it is not there."""
        from ui import sample_data

        sample_data.show_sample(self, self._home / SAMPLE)

    def leave_sample(self) -> None:
        """Back to the user's own data; the sample stays as it is."""
        self.show_folder(self._home)

    def throw_sample_away(self) -> None:
        """Back to the user's own data, and the sample is gone."""
        from ui import sample_data

        if self.show_folder(self._home):
            sample_data.throw_away(self, self._home / SAMPLE)

    def set_busy(self, on: bool) -> None:
        """Something is being made that the window waits for."""
        if self._page is not None:
            self._page.setEnabled(not on)

    # -- the window -------------------------------------------------------------------------------------------------

    def _make_window(self, preferences: Preferences) -> MainWindow:
        sections = [
            Section("today", _("Today"), "inbox", partial(self._make, "today")),
            Section("jobs", _("Job orders"), "briefcase-business", partial(self._make, "jobs")),
            Section("clients", _("Clients"), "building-2", partial(self._make, "clients")),
            Section("kept", _("Promises kept"), "chart-no-axes-column", partial(self._make, "kept")),
            Section("settings", _("Settings"), "settings", partial(self._make, "settings"), bottom=True),
        ]
        window = MainWindow(sections, self._find, preferences, partial(save_preferences, self._home), begin=False)
        window.closed.connect(self._close)
        return window

    def _make(self, section: str) -> "Screen":
        if self._wiring is None:
            raise LookupError(f"{section} was shown before there was a database.")
        return self._wiring.make(section)

    def _find(self, words: str) -> "Sequence[Hit]":
        return self._wiring.find(words) if self._wiring else []

    def _close(self) -> None:
        if self._job is not None:
            self._job.cancel()  # closed before the database was there: its reply is for nobody
        QThreadPool.globalInstance().waitForDone()  # a worker may still be reading
        if self._wiring is not None:
            self._wiring.close()
        if self._lock is not None:
            self._lock.unlock()
        self._app = self._wiring = self._lock = None


def _catch_crashes(desk: Desk) -> None:
    """Keep a report of whatever fails from now on, and offer the one that an earlier start left."""
    from ui.background import OursError
    from ui.crash import CrashReports  # what it imports is not needed to paint

    reports = CrashReports(desk.home)
    copy = (_("Copy report"), reports.copy)
    told = _Told(desk)
    told.failed.connect(lambda: desk.window.messages.error(OursError(), copy))
    reports.install(lambda _report: told.failed.emit())
    desk.opening.disconnect()  # once is enough: other data folders are shown in the same process
    if reports.pending():
        words = _("Something went wrong inside Countersign last time. The report names what; nothing was sent.")
        desk.window.notice(words, "info", copy, (_("Delete report"), reports.clear))


class _Told(QObject):
    """Carries a failure in any thread to the window's own."""

    failed = Signal()


def _collect_garbage_again() -> None:
    gc.freeze()
    gc.set_threshold(LITTER, *gc.get_threshold()[1:])
    gc.enable()


def _look(folder: Path) -> "tuple[type[Wiring], FirstLook | None]":
    """In a worker: what Today needs, and what waits."""
    from desktop.services.overview import first_look
    from ui.wiring import Wiring

    return Wiring, first_look(folder)


def _bring_up(folder: Path, notifier: "Notifier") -> "tuple[App, bool]":
    """In a worker: what takes long to import, the database itself, and whether there is an agency."""
    from desktop.app import open_app

    app = open_app(folder, notifier=notifier)
    return app, app.agencies.find() is not None
