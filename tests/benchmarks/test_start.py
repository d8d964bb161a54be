"""Starting up: first paint, usable with 1,000 job orders, and peak memory, against an empty PySide6 window.

Each start is a process of its own, with compiled bytecode as an installed program has it; the fastest of several counts,
since only noise can make a start slower.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.app import open_app
from desktop.domain.job_order import JobOrder
from desktop.domain.people import Client

ROUNDS = 9
FIRST_PAINT, USABLE, MEMORY = 1.3, 4.0, 2.5

COMMON = """
import json, os, sys, time
def peak():
    try:
        import resource
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    except ImportError:
        return 0
def tell(what):
    facts[what] = time.time() - float(os.environ["STARTED"])
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
        tell("painted")
        QTimer.singleShot(0, app.quit)
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
from pathlib import Path
from ui.app import Desk
from ui.theme import make_application
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
app = make_application()
desk = Desk(Path(sys.argv[1]))
class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and "painted" not in facts:
            QTimer.singleShot(0, lambda: tell("painted"))
            desk.window.removeEventFilter(self)
        return False
watch = Watch()
desk.window.installEventFilter(watch)
def press():
    from PySide6.QtGui import QKeyEvent
    desk.window.commands.trigger("section-jobs") if False else desk.window.open("jobs")
    app.processEvents()
    desk.window.grab()
    tell("usable")
    app.quit()
desk.ready.connect(press)
desk.window.resize(1280, 720)
desk.show()
app.exec()
print(json.dumps(facts | {"memory": peak()}))
desk.window.close()
"""
)


def start(script: str, *arguments: str) -> dict[str, float]:
    """Run `script` as a program of its own; what it told. Times in seconds since it was started."""
    import time

    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "STARTED": str(time.time())}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run([sys.executable, "-c", script, *arguments], env=environment, capture_output=True, check=True)
    facts: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
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
        app.job_orders.create(JobOrder(client_id=clients[n % 50].id, title=f"Job {n}"), template if n % 10 == 0 else None)
    app.close()
    return folder


def test_starting_up(folder: Path) -> None:
    empty, ours = [], []
    for _ in range(ROUNDS):
        empty.append(start(EMPTY))
        ours.append(start(OURS, str(folder)))
    floor = {name: min(facts[name] for facts in empty) for name in ("painted", "memory")}
    best = {name: min(facts[name] for facts in ours) for name in ("painted", "usable", "memory")}
    paint, usable = best["painted"] / floor["painted"], best["usable"] / floor["painted"]
    memory = best["memory"] / max(1, floor["memory"])
    print(f"\nempty window painted {floor['painted'] * 1000:.0f} ms, peak memory {floor['memory'] / 1024:.0f} MB")
    print(f"first paint      {best['painted'] * 1000:6.0f} ms  {paint:.2f}x  (at most {FIRST_PAINT}x)")
    print(f"usable with data {best['usable'] * 1000:6.0f} ms  {usable:.2f}x  (at most {USABLE}x)")
    print(f"peak memory      {best['memory'] / 1024:6.0f} MB  {memory:.2f}x  (at most {MEMORY}x)")
    assert paint <= FIRST_PAINT
    assert usable <= USABLE
    assert memory <= MEMORY
