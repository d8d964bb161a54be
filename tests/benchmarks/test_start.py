"""Starting up: first paint, usable with 1,000 job orders, and peak memory, against an empty PySide6 window.

Each start is a process of its own, with compiled bytecode as an installed program has it; the fastest of several
counts, as only noise can make a start slower. Usable: Today shows what waits, the down key went to the next row, and
that was painted. Ready: the services are there too; then the memory is asked for. Every second start presses Enter as
soon as it is usable; the job order is opened as soon as it can be.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from desktop.app import open_app
from desktop.domain.job_order import JobOrder
from desktop.domain.people import Client

ROUNDS = 9
SECOND = 2  # of the rows of Today; the first is a heading
JOB = "Job 20"  # in that row: Job 0 was proposed before it
FIRST_PAINT, USABLE, MEMORY = 1.3, 4.0, 2.5

COMMON = """
import json, os, sys, time
def peak():
    try:  # getrusage tells the peak of whoever started us too, where that was larger
        with open("/proc/self/status") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
    except OSError:
        pass
    try:
        import resource
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024 if sys.platform == "darwin" else 1)
    except ImportError:
        return 0
def tell(what):
    facts.setdefault(what, time.time() - float(os.environ["STARTED"]))
facts = {}
"""
EMPTY = (
    COMMON
    + """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, shown)
def shown():
    tell("painted")
    app.quit()
app = QApplication(["empty", "-style", "Fusion"])
window = Window()
window.resize(1280, 720)
window.show()
app.exec()
print(json.dumps(facts | {"memory": peak()}))
"""
)
OURS = (
    COMMON
    + """
from ui import launch
def watched(folder):
    launch.import_qt()
    from ui.app import Desk, make_application
    from PySide6.QtCore import QEvent, QObject, QTimer
    class Watch(QObject):
        def eventFilter(self, watched, event):
            if event.type() == QEvent.Type.Paint:
                watched.removeEventFilter(self)
                QTimer.singleShot(0, self.painted if watched is desk.window else self.usable)
            return False
        def painted(self):
            tell("painted")
        def usable(self):
            tell("usable")
            facts["row"] = self.list.currentIndex().row()
            if os.environ["ENTER"]:
                press("Key_Return")
        def shown(self):
            today = desk.window.screen_of("today")
            assert today.isVisible()
            self.list = today.list
            self.list.viewport().installEventFilter(self)
            press("Key_Down")
        def ready(self):
            tell("ready")
            facts["memory"] = peak()
            if os.environ["ENTER"]:
                QTimer.singleShot(0, self.opened)  # what was asked for meanwhile comes first
            else:
                facts["shown"] = desk.window.section
                app.quit()
        def opened(self):
            app.processEvents()
            tell("opened")
            facts["shown"] = desk.window.screen_of("jobs").header.title
            app.quit()
    def press(name):
        from PySide6.QtCore import Qt
        from PySide6.QtGui import QKeyEvent
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            key = QKeyEvent(kind, Qt.Key[name], Qt.KeyboardModifier.NoModifier)
            app.sendEvent(app.focusWidget() or desk.window, key)
    app = make_application()
    desk = Desk(folder)
    watch = Watch()
    desk.usable.connect(watch.shown)
    desk.ready.connect(watch.ready)
    desk.window.resize(1280, 720)
    desk.show()
    desk.window.installEventFilter(watch)  # last, so that it is asked before what follows the first paint
    app.exec()
    print(json.dumps(facts))
    desk.window.close()
    return 0
launch._open_window = watched
sys.argv = ["countersign"]
os.environ["COUNTERSIGN_DATA"] = os.environ["FOLDER"]
sys.exit(launch.main())
"""
)


def start(script: str, folder: Path, *, enter: bool = False) -> dict[str, Any]:
    """Run `script` as a program of its own; what it told. Times in seconds since it was started."""
    import time

    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "FOLDER": str(folder), "ENTER": "enter" * enter}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    environment["STARTED"] = str(time.time())
    program = [sys.executable, "-c", script]
    done = subprocess.run(program, env=environment, capture_output=True, check=True, timeout=60)
    facts: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return facts


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with 1,000 job orders."""
    folder = tmp_path_factory.mktemp("thousand")
    app = open_app(folder)
    app.agencies.found("Harbour", "Tom")
    template = app.templates.all()[0].id
    clients = [app.clients.save(Client(name=f"Client {n}")) for n in range(50)]
    for n in range(1000):
        job = JobOrder(client_id=clients[n % 50].id, title=f"Job {n}")
        app.job_orders.create(job, template if n % 10 == 0 else None)
        if n % 20 == 0:
            app.agreements.propose(job.id)
    app.close()
    return folder


def test_starting_up(folder: Path) -> None:
    empty, ours, entered = [], [], []
    for _ in range(ROUNDS):
        empty.append(start(EMPTY, folder))
        (folder / "preferences.json").unlink(missing_ok=True)  # each start is the first: on Today
        ours.append(start(OURS, folder))
        (folder / "preferences.json").unlink(missing_ok=True)
        entered.append(start(OURS, folder, enter=True))
    assert all(facts["row"] == SECOND for facts in ours + entered)
    assert {facts["shown"] for facts in ours} == {"today"}
    assert {facts["shown"] for facts in entered} == {JOB}
    floor = {name: min(facts[name] for facts in empty) for name in ("painted", "memory")}
    best = {name: min(facts[name] for facts in ours) for name in ("painted", "usable", "ready", "memory")}
    opened = min(facts["opened"] for facts in entered)
    paint, usable = best["painted"] / floor["painted"], best["usable"] / floor["painted"]
    memory = best["memory"] / max(1, floor["memory"])
    print(f"\nempty window painted {floor['painted'] * 1000:.0f} ms, peak memory {floor['memory'] / 1024:.0f} MB")
    print(f"first paint      {best['painted'] * 1000:6.0f} ms  {paint:.2f}x  (at most {FIRST_PAINT}x)")
    print(f"usable with data {best['usable'] * 1000:6.0f} ms  {usable:.2f}x  (at most {USABLE}x)")
    print(f"all services     {best['ready'] * 1000:6.0f} ms  {best['ready'] / floor['painted']:.2f}x")
    print(f"Enter at once    {opened * 1000:6.0f} ms  {opened / floor['painted']:.2f}x  until the job order is open")
    print(f"peak memory      {best['memory'] / 1024:6.0f} MB  {memory:.2f}x  (at most {MEMORY}x)")
    assert paint <= FIRST_PAINT
    assert usable <= USABLE
    assert memory <= MEMORY
