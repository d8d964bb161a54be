"""Notes on the desktop: only what came since, only where they are wanted, each once."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QObject

from tests.ui.late_desk import Late, play_late
from ui.desktop_notes import DesktopNotes


class Desktop:
    def __init__(self, late: Late) -> None:
        self.late, self.parent = late, QObject()
        self.notes = DesktopNotes(self.parent, lambda title, lines: self.told.append((title, lines)))
        self.told: list[tuple[str, str]] = []

    def hear(self, *, wanted: bool = True, **later: float) -> list[tuple[str, str]]:
        self.told.clear()
        self.late.clock.go_on(**later)
        self.notes.hear(self.late.app.overview.today(), wanted=wanted)
        return list(self.told)


@pytest.fixture
def desktop(tmp_path: Path) -> Iterator[Desktop]:
    """Two hours before the feedback is due."""
    late = play_late(tmp_path, datetime(2026, 11, 17, 10, tzinfo=UTC))
    late.clock.at = late.feedback.due_at - timedelta(hours=2)
    yield Desktop(late)
    late.app.close()


def test_what_is_late_when_the_window_opens_is_not_told(desktop: Desktop) -> None:
    assert desktop.hear(days=3) == []


def test_a_promise_is_told_an_hour_before_and_when_it_is_late_and_each_once(desktop: Desktop) -> None:
    assert desktop.hear() == []
    title, lines = desktop.hear(hours=1, minutes=5)[0]
    assert title == "Due within the hour"
    assert "Feedback on every CV: Night-shift Nurse, St Brigid Hospital" in lines
    assert desktop.hear(minutes=10) == []
    told = desktop.hear(minutes=50)
    assert told[0][0].endswith("late")
    assert "Feedback on every CV" in told[0][1]
    assert desktop.hear(minutes=1) == []


def test_nothing_is_told_where_it_is_not_wanted_and_it_is_not_made_up_for(desktop: Desktop) -> None:
    desktop.hear()
    assert desktop.hear(hours=3, wanted=False) == []
    assert desktop.hear(minutes=1) == []
