"""The rows of the steps table: each step with its place, and the row where the next one is typed."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPixmap

from desktop.domain.roles import Side
from desktop.domain.steps import Step
from desktop.i18n import _
from ui.table import Column, ValueModel
from ui.theme import theme
from ui.widgets.side_mark import paint_mark
from ui.widgets.step_words import counted_words, numbers_of, position_words, who_in_full, who_words, within_words


class Col(IntEnum):
    """The columns, in order."""

    HANDLE = 0
    NUMBER = 1
    STEP = 2
    WHO = 3
    WITHIN = 4
    FROM = 5
    DONE = 6
    US = 7
    THEM = 8


EDITABLE = (Col.STEP, Col.WHO, Col.WITHIN, Col.FROM, Col.DONE)
SIDE_OF = {Col.US: Side.AGENCY, Col.THEM: Side.CLIENT}


@dataclass(frozen=True)
class StepRow:
    """A row; without a step the one where the next is added, as number `number`."""

    number: int
    step: Step | None = None
    counted: str = ""


def rows_of(steps: Sequence[Step], adding_at: int | None) -> list[StepRow]:
    """All rows, with the row for a new step at `adding_at` (from 1; None leaves it out)."""
    numbers = numbers_of(steps)
    rows = [StepRow(numbers[step.id], step, counted_words(step.counted_from, numbers)) for step in steps]
    if adding_at is not None:
        rows.insert(adding_at - 1, StepRow(adding_at))
    return rows


class StepsModel(ValueModel[StepRow]):
    """The columns of a process. The marks of both sides stand in the header."""

    def __init__(self) -> None:
        super().__init__(_columns())

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DecorationRole and orientation is Qt.Orientation.Horizontal:
            return _mark(SIDE_OF[Col(section)]) if section in SIDE_OF else None
        return super().headerData(section, orientation, role)


def _columns() -> list[Column[StepRow]]:
    return [
        Column("", lambda _row: "", 20),
        Column("#", lambda r: str(r.number) if r.step else "", 30),
        Column(_("Step"), _spoken_title),
        Column(_("Who"), lambda r: who_words(r.step) if r.step else "", 142, tip=_who_tip),
        Column(
            _("Within"),
            lambda r: within_words(r.step.within) or "–" if r.step else "",
            98,
            tip=lambda r: within_words(r.step.within) if r.step else "",
        ),
        Column(_("Counted from"), lambda r: r.counted, 136, tip=lambda r: r.counted),
        Column(
            _("Done when"),
            lambda r: r.step.done_when or "–" if r.step else "",
            180,
            tip=lambda r: r.step.done_when if r.step else "",
        ),
        Column(_("us"), lambda r: _stance(r, Side.AGENCY), 52, tip=lambda r: _position_tip(r, Side.AGENCY)),
        Column(_("them"), lambda r: _stance(r, Side.CLIENT), 68, tip=lambda r: _position_tip(r, Side.CLIENT)),
    ]


def _spoken_title(row: StepRow) -> str:
    if row.step is None:
        return _("Add step")
    return _("{title}, for each candidate").format(title=row.step.title) if row.step.per_candidate else row.step.title


def _who_tip(row: StepRow) -> str:
    return who_in_full(row.step) if row.step else ""


def _stance(row: StepRow, side: Side) -> str:
    return _(row.step.position(side).stance.label) if row.step else ""


def _position_tip(row: StepRow, side: Side) -> str:
    if row.step is None:
        return ""
    position = row.step.position(side)
    return "\n".join(words for words in (position_words(side, position), position.why) if words)


def _mark(side: Side) -> QPixmap:
    size, ratio = theme().px(14), QGuiApplication.primaryScreen().devicePixelRatio()
    drawn = QPixmap(round(size * ratio), round(size * ratio))
    drawn.setDevicePixelRatio(ratio)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    paint_mark(painter, QRectF(0, 0, size, size), side.value)
    painter.end()
    return drawn
