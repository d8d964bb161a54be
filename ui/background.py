"""Long work away from the GUI thread: values in, one value out."""

import sys
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QEventLoop, QObject, QRunnable, Qt, QThreadPool, QTimer, Signal, Slot
from shiboken6 import isValid

from desktop.errors import UserError
from desktop.i18n import N_

Progress = Callable[[int, int], None]
T = TypeVar("T")


QUIET = 40
"""Milliseconds after which what has changed is painted; work that nobody waits for with a key begins then."""


sys.setswitchinterval(0.001)  # not 5 ms: so long a key waits for a worker to let go of the interpreter, several times


class CancelledError(Exception):
    """Raised inside the work by `Job.report` once the user pressed Cancel."""


class OursError(UserError):
    """What a screen shows when the work failed for a reason that is a defect of ours; the reason is in the log."""

    message = N_("Something went wrong inside Countersign. Nothing was lost; the details are in the log.")


class Job(QObject):
    """One piece of work under way. Lives in the GUI thread; `report` may be called from the worker."""

    _progressed = Signal(int, int)
    _finished = Signal(object, object)

    def __init__(self, owner: QObject, done: Callable[[Any], None], failed: Callable[[UserError], None]) -> None:
        super().__init__()
        self._owner, self._done, self._failed = owner, done, failed
        self._progress: Progress | None = None
        self.begun = self.cancelled = False
        self._progressed.connect(self._show_progress, Qt.ConnectionType.QueuedConnection)
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def cancel(self) -> None:
        """Ask the work to stop. Its reply, if any, is dropped."""
        self.cancelled = True

    def report(self, done: int, total: int) -> None:
        """Tell how far the work is. Raises CancelledError when it should stop."""
        if self.cancelled:
            raise CancelledError
        self._progressed.emit(done, total)

    @Slot(int, int)
    def _show_progress(self, done: int, total: int) -> None:
        if self._progress and not self.cancelled and isValid(self._owner):
            self._progress(done, total)

    @Slot(object, object)
    def _deliver(self, result: Any, error: BaseException | None) -> None:
        _under_way.discard(self)
        if self.cancelled or not isValid(self._owner):
            return
        if error is None:
            self._done(result)
        elif isinstance(error, UserError):
            self._failed(error)
        else:
            sys.excepthook(type(error), error, error.__traceback__)
            self._failed(OursError())


class _Runnable(QRunnable):
    def __init__(self, job: Job, work: Callable[[], Any]) -> None:
        super().__init__()
        self._job, self._work = job, work

    def run(self) -> None:
        try:
            result, error = self._work(), None
        except BaseException as failure:  # noqa: BLE001 - whatever it is belongs to the GUI thread
            result, error = None, failure
        if isValid(self._job):  # false only while the application goes down
            self._job._finished.emit(result, error)  # noqa: SLF001 - two halves of one thing


_under_way: set[Job] = set()  # holds each job until its reply was delivered


def run(
    owner: QObject,
    work: Callable[[], T],
    done: Callable[[T], None],
    failed: Callable[[UserError], None],
    *,
    after_paint: bool = False,
) -> Job:
    """Call `work` in a worker, then `done(result)` or `failed(error)` in the GUI thread, unless `owner` is gone.

    An exception that is no UserError goes to the excepthook, and `failed` gets an `OursError`. Work that is long in
    Python slows the painting down, as both want the interpreter: `after_paint` lets what has changed so far be painted
    first. Until then (`begun`) a job that is cancelled costs nothing.
    """
    job = Job(owner, done, failed)
    if not after_paint:
        return _start(job, work)
    _under_way.add(job)
    QTimer.singleShot(QUIET, job, partial(_start, job, work))
    return job


def settle() -> None:
    """Wait until nothing is under way and, for twice `QUIET`, nothing more was begun. For pictures and measurements."""
    quiet = 0
    while quiet < 2:
        loop = QEventLoop()
        QTimer.singleShot(QUIET, loop, loop.quit)
        loop.exec()
        quiet = 0 if _under_way else quiet + 1


def run_long(
    owner: QObject,
    work: Callable[[Job], T],
    done: Callable[[T], None],
    failed: Callable[[UserError], None],
    progress: Progress,
) -> Job:
    """As `run`, for work that tells how far it is (`job.report(done, total)`) and can be cancelled (`job.cancel()`)."""
    job = Job(owner, done, failed)
    job._progress = progress  # noqa: SLF001 - made here
    return _start(job, lambda: work(job))


def _start(job: Job, work: Callable[[], Any]) -> Job:
    if job.cancelled or not isValid(job._owner):  # noqa: SLF001 - made here
        _under_way.discard(job)
        return job
    job.begun = True
    _under_way.add(job)
    QThreadPool.globalInstance().start(_Runnable(job, work))
    return job
