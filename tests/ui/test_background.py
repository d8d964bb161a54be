"""Long work: replies come in the GUI thread, or not at all when nobody waits for them any more."""

import threading
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThread, QThreadPool
from pytestqt.qtbot import QtBot

from desktop.errors import UserError
from ui import background
from ui.crash import CrashReports


def fail() -> None:
    raise LookupError("nothing there")


def test_the_work_is_done_elsewhere_and_the_reply_comes_here(qtbot: QtBot) -> None:
    owner, threads = QObject(), list[object]()

    def done(result: object) -> None:
        threads.extend([result, QThread.currentThread()])

    background.run(owner, QThread.currentThread, done, lambda error: None)
    qtbot.waitUntil(lambda: len(threads) == 2)
    assert threads[0] is not threads[1]
    assert threads[1] is QCoreApplication.instance().thread()  # type: ignore[union-attr]


def test_a_user_error_is_told_to_the_screen(qtbot: QtBot) -> None:
    owner, told = QObject(), list[UserError]()

    def work() -> None:
        raise UserError("The disk is full.")

    background.run(owner, work, lambda _: None, told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert str(told[0]) == "The disk is full."


def test_a_defect_of_ours_reaches_the_excepthook_and_frees_the_screen(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner, told, caught = QObject(), list[UserError](), list[type[BaseException]]()
    monkeypatch.setattr("sys.excepthook", lambda kind, error, trace: caught.append(kind))
    background.run(owner, fail, lambda _: None, told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert caught == [LookupError]


def test_the_reply_to_a_closed_screen_is_dropped(qtbot: QtBot) -> None:
    owner, told, go = QObject(), list[object](), threading.Event()
    background.run(owner, lambda: go.wait(5), told.append, told.append)
    owner.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    go.set()
    QThreadPool.globalInstance().waitForDone()
    QCoreApplication.processEvents()
    assert told == []


def test_cancelled_work_stops_at_its_next_report(qtbot: QtBot) -> None:
    owner, told, seen, go = QObject(), list[object](), list[object](), threading.Event()

    def work(job: background.Job) -> None:
        job.report(1, 3)
        go.wait(5)
        job.report(2, 3)
        seen.append("went on")

    job = background.run_long(owner, work, told.append, told.append, lambda done, total: seen.append((done, total)))
    qtbot.waitUntil(lambda: seen == [(1, 3)])
    job.cancel()
    go.set()
    QThreadPool.globalInstance().waitForDone()
    QCoreApplication.processEvents()
    assert (told, seen) == ([], [(1, 3)])


def test_work_that_is_cancelled_before_it_begins_is_never_done(qtbot: QtBot) -> None:
    owner, done = QObject(), list[str]()
    for name in ("first", "second"):
        job = background.run(owner, partial(done.append, name), lambda _: None, lambda _: None, after_paint=True)
        assert not job.begun
        if name == "first":
            job.cancel()
    background.settle()
    assert done == ["second"]


def test_a_crash_is_written_down_and_offered_once(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.excepthook", None)
    monkeypatch.setattr("threading.excepthook", None)
    monkeypatch.setattr("sys.stderr", None)
    told: list[str] = []
    reports = CrashReports(tmp_path / "logs")
    reports.install(told.append)
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    again = CrashReports(tmp_path / "logs")
    assert "LookupError: nothing there" in again.pending()
    assert again.pending().count("Countersign ") == 1
    assert len(told) == 1
    again.copy()
    assert again.pending() == ""
