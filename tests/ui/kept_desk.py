"""Promises kept in a window over a copy of the sample data, and hands on the keyboard."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

from pytestqt.qtbot import QtBot

from desktop.app import App, open_app
from desktop.domain.measures import PromisesKept
from tests.ui.conftest import Shown
from tests.ui.keys import Keys
from ui.bridge import Bridge
from ui.screens.promises_kept import PromisesKeptScreen
from ui.widgets.popover import popover_of


class Desk(Keys):
    def __init__(self, qtbot: QtBot, shown: Shown, app: App) -> None:
        self.qtbot, self.app, self.bridge = qtbot, app, Bridge(app.notifier)
        self.asked_for_job_orders: list[bool] = []
        self.asked_for_review: list[UUID | None] = []
        self.window = shown(
            lambda window: PromisesKeptScreen(
                app,
                self.bridge,
                window.commands,
                lambda: self.asked_for_job_orders.append(True),
                self.asked_for_review.append,
            )
        )
        screen = self.window.screen_of("screen")
        assert isinstance(screen, PromisesKeptScreen)
        self.screen, self.page, self.filters = screen, screen.page, screen.filters
        self.answered()

    def answered(self) -> None:
        """Wait for the worker."""
        self.qtbot.waitUntil(lambda: self.screen._job is None, timeout=20_000)

    @property
    def today(self) -> date:
        return self.app.clock().astimezone(ZoneInfo(self.app.agencies.get().week.time_zone)).date()

    @property
    def kept(self) -> PromisesKept:
        """What the services say to what the filters ask."""
        return self.app.reports.promises_kept(*self.filters.asked.where)

    @property
    def told(self) -> str:
        """What is explained."""
        return popover_of(self.screen).text


@contextmanager
def sit_down(qtbot: QtBot, shown: Shown, folder: Path, sample: Path | None = None) -> Iterator[Desk]:
    """At the data in `folder`: a copy of `sample`, or a new agency without any agreement."""
    if sample is not None:
        shutil.copytree(sample, folder, dirs_exist_ok=True)
    app = open_app(folder)
    if sample is None:
        app.agencies.found("Ashby Search", "Tom Ashby")
    desk = Desk(qtbot, shown, app)
    yield desk
    desk.bridge.close()
    app.close()
