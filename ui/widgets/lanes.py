"""Who holds the ball, and for how long: two lanes, to scale."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desktop.domain.plan import Plan, stacked
from desktop.domain.roles import Side
from desktop.i18n import N_, _
from ui.icons import paint_icon
from ui.theme import theme, tip
from ui.widgets.side_mark import paint_mark

LANES = AGENCY_LANE, CLIENT_LANE = 0, 1
BarState = Literal["open", "done", "late", "now"]
_STATE_WORDS = {"done": N_("done"), "late": N_("late"), "now": N_("now")}
_COLORS, _SIDES = ("us", "client"), (Side.AGENCY, Side.CLIENT)
_LANE, _ROW, _GAP, _AXIS = 31, 22, 9, 26  # pixels, for text of normal size; a row where bars lie below each other


@dataclass(frozen=True)
class LaneBar:
    """One step on the lanes. `start` and `length` in any one unit (working days); `label` is its number."""

    label: str
    lanes: tuple[int, ...]
    start: float
    length: float
    state: BarState = "open"
    title: str = ""
    key: Any = None


def bars_of(plan: Plan, titles: Mapping[UUID, str], states: Mapping[UUID, BarState] | None = None) -> list[LaneBar]:
    """A bar for each step of `plan` that takes time; its key is the step's id."""
    return [
        LaneBar(
            str(bar.number),
            tuple(lane for lane in LANES if _SIDES[lane] in bar.sides),
            bar.start,
            bar.length,
            states[bar.step_id] if states else "open",
            titles[bar.step_id],
            bar.step_id,
        )
        for bar in plan.bars
        if bar.sides and bar.length
    ]


class Lanes(QWidget):
    """Agency above, client below. Arrow keys walk the bars, Enter (or a click) opens one."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._names = [_("Agency"), _("Client")]
        self._bars: list[LaneBar] = []
        self._rows: dict[tuple[int, LaneBar], int] = {}
        self._depth = [1, 1]
        self._ticks: list[tuple[float, str]] = []
        self._now = ""
        self._total = 1.0
        self._current = 0
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Who holds the ball, and for how long"))

    def set_bars(self, bars: Sequence[LaneBar], ticks: Sequence[tuple[float, str]] = (), now: str = "") -> None:
        """Draw `bars`; `ticks` are (position, words) below them; `now` stands below the bar whose state is "now"."""
        self._bars, self._ticks, self._now = list(bars), list(ticks), now
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if bars else Qt.FocusPolicy.NoFocus)
        self._rows.clear()
        for lane in LANES:
            on_lane = [bar for bar in bars if lane in bar.lanes]
            rows = stacked([(bar.start, bar.start + bar.length) for bar in on_lane])
            self._rows |= {(lane, bar): row for bar, row in zip(on_lane, rows, strict=True)}
            self._depth[lane] = max(rows, default=0) + 1
        self._total = max((bar.start + bar.length for bar in bars), default=1.0) or 1.0
        self._current = min(self._current, max(len(bars) - 1, 0))
        self.setAccessibleDescription("\n".join(self.describe(bar) for bar in bars))
        self.updateGeometry()
        self.update()

    def describe(self, bar: LaneBar) -> str:
        """`bar` in a sentence, for a tool tip and a screen reader."""
        who = _("both sides") if bar.lanes == LANES else self._names[bar.lanes[0]]
        if bar.state == "open":
            return _("Step {number} {title}: {who}").format(number=bar.label, title=bar.title, who=who)
        state = _(_STATE_WORDS[bar.state])
        return _("Step {number} {title}: {who}, {state}").format(
            number=bar.label, title=bar.title, who=who, state=state
        )

    def sizeHint(self) -> QSize:
        look = theme()
        below = look.px(_AXIS) if self._ticks or self._now else 0
        lanes = self._lane_height(AGENCY_LANE) + look.px(_GAP) + self._lane_height(CLIENT_LANE)
        return QSize(look.px(480), round(lanes) + below + look.px(4))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(240), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for lane in LANES:
            self._paint_lane(painter, lane)
        for number, bar in enumerate(self._bars):
            for lane in bar.lanes:
                self._paint_bar(painter, bar, lane, current=self.hasFocus() and number == self._current)
        self._paint_axis(painter)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()), 0)
        if step and self._bars:
            if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
                step = -step
            self._current = min(max(self._current + step, 0), len(self._bars) - 1)
            self.setAccessibleName(self.describe(self._bars[self._current]))
            self.update()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space} and self._bars:
            self.opened.emit(self._bars[self._current].key)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        bar = self._bar_at(event.position())
        if bar is not None:
            self._current = self._bars.index(bar)
            self.update()
            self.opened.emit(bar.key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        bar = self._bar_at(event.position())
        if bar is not None:
            QToolTip.showText(event.globalPosition().toPoint(), tip(self.describe(bar)), self)
        else:
            QToolTip.hideText()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()
        super().focusInEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()
        super().changeEvent(event)

    # -- geometry ---------------------------------------------------------------------------------------------------

    def _track(self, lane: int) -> QRectF:
        """The room for the bars of `lane`."""
        look = theme()
        names = max(look.width(name, -0.5, 600) for name in self._names)
        left = min(look.px(18) + names + look.px(10), self.width() * 0.3)
        top = look.px(2) + lane * (self._lane_height(AGENCY_LANE) + look.px(_GAP))
        track = QRectF(left, top, max(self.width() - left, 1), self._lane_height(lane))
        return self._mirrored(track)

    def _lane_height(self, lane: int) -> int:
        depth = self._depth[lane]
        return theme().px(_LANE if depth == 1 else _ROW * depth + 6)

    def _rect(self, bar: LaneBar, lane: int) -> QRectF:
        track, look = self._track(lane), theme()
        inner = track.adjusted(look.px(4), look.px(4), -look.px(4), -look.px(4))
        x = inner.left() + inner.width() * bar.start / self._total
        width = max(inner.width() * bar.length / self._total - 2, look.px(7))
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            x = inner.right() - (x - inner.left()) - width
        height = inner.height() / self._depth[lane]
        between = look.px(2) if self._depth[lane] > 1 else 0
        return QRectF(x, inner.top() + self._rows.get((lane, bar), 0) * height, width, height - between)

    def _mirrored(self, rect: QRectF) -> QRectF:
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            rect.moveLeft(self.width() - rect.right())
        return rect

    def _bar_at(self, point: QPointF) -> LaneBar | None:
        hit = (bar for bar in self._bars for lane in bar.lanes if self._rect(bar, lane).contains(point))
        return next(hit, None)

    # -- painting ---------------------------------------------------------------------------------------------------

    def _paint_lane(self, painter: QPainter, lane: int) -> None:
        look, track = theme(), self._track(lane)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("window"))
        painter.drawRoundedRect(track, look.px(4), look.px(4))
        room = self.width() - track.width()
        mark = self._mirrored(QRectF(0, track.top(), look.px(14), track.height()))
        words = self._mirrored(QRectF(look.px(18), track.top(), room - look.px(24), track.height()))
        paint_mark(painter, mark, _SIDES[lane])
        font = look.font(-0.5, 600)
        painter.setFont(font)
        painter.setPen(look.color(_COLORS[lane]))
        name = QFontMetrics(font).elidedText(self._names[lane], Qt.TextElideMode.ElideRight, int(words.width()))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, name)

    def _paint_bar(self, painter: QPainter, bar: LaneBar, lane: int, *, current: bool) -> None:
        look, rect, name = theme(), self._rect(bar, lane), _COLORS[lane]
        ink = look.color("surface" if bar.state == "now" else name)
        painter.setBrush(look.color(name) if bar.state == "now" else look.tint(name))
        painter.setPen(QPen(look.color(name), 1.3))
        painter.drawRoundedRect(rect, look.px(4), look.px(4))
        if current:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.color("focus"), 2))
            painter.drawRoundedRect(rect.adjusted(-2.5, -2.5, 2.5, 2.5), look.px(6), look.px(6))
        font = look.font(-0.5, 600)
        width = look.width(bar.label, -0.5, 600)
        side = look.px(12) if bar.state in {"done", "late"} and rect.width() > width + look.px(14) else 0
        x = rect.center().x() - (width + side) / 2
        if width <= rect.width():
            painter.setFont(font)
            painter.setPen(ink)
            painter.drawText(QRectF(x, rect.top(), width + 1, rect.height()), Qt.AlignmentFlag.AlignCenter, bar.label)
        if side:
            tick = QRectF(x + width + look.px(2), rect.center().y() - side / 2, side, side)
            paint_icon(
                painter, "check" if bar.state == "done" else "clock", tick, "late" if bar.state == "late" else name
            )

    def _paint_axis(self, painter: QPainter) -> None:
        look, track = theme(), self._track(CLIENT_LANE)
        font = look.font(-1)
        top, height = track.bottom() + look.px(4), look.px(_AXIS) - look.px(4)
        now = next((bar for bar in self._bars if bar.state == "now"), None)
        if self._now and now is not None:
            self._paint_now(painter, now, QRectF(track.left(), top, track.width(), height))
            return
        painter.setFont(font)
        painter.setPen(look.color("text2"))
        for position, words in self._ticks:
            tick = self._rect(LaneBar("", (CLIENT_LANE,), position, 0), CLIENT_LANE)
            width = look.width(words, -1) + 2
            right = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            x = (tick.right() if right else tick.left()) - width / 2
            x = min(max(x, track.left()), track.right() - width)
            painter.drawText(QRectF(x, top, width, height), Qt.AlignmentFlag.AlignCenter, words)

    def _paint_now(self, painter: QPainter, bar: LaneBar, room: QRectF) -> None:
        look, lane = theme(), bar.lanes[-1]
        middle, step = self._rect(bar, lane).center().x(), look.px(6)
        color = look.color(_COLORS[lane])
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        tip = QPointF(middle, room.top() - look.px(2))
        painter.drawPolygon(QPolygonF([tip, tip + QPointF(step, step), tip + QPointF(-step, step)]))
        font = look.font(-0.5, 600)
        painter.setFont(font)
        painter.setPen(color)
        width = look.width(self._now, -0.5, 600) + 2
        x = min(max(middle - width / 2, room.left()), room.right() - width)
        painter.drawText(
            QRectF(x, room.top() + look.px(4), width, room.height()), Qt.AlignmentFlag.AlignCenter, self._now
        )
