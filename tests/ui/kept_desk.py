"""Promises kept in a window over a copy of the sample data, and hands on the keyboard."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

from pytestqt.qtbot import QtBot

from desktop.app import App, open_app
from desktop.domain.measures import PromisesKept
from desktop.sample.play import fill
from tests.beginnings import begin
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
def sit_down(qtbot: QtBot, shown: Shown, folder: Path, make: Callable[[Path], object] = fill) -> Iterator[Desk]:
    """At the sample data in `folder`, or at what else is to be made there."""
    begin(make, folder)
    with closing(open_app(folder)) as app:
        desk = Desk(qtbot, shown, app)
        yield desk
        desk.bridge.close()


def found(folder: Path) -> None:
    """A new agency without any agreement."""
    with closing(open_app(folder)) as app:
        app.agencies.found("Ashby Search", "Tom Ashby")
