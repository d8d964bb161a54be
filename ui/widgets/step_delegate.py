"""How a cell of the steps table is painted."""

from functools import lru_cache

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.domain.positions import Stance
from desktop.domain.steps import Step
from desktop.i18n import _
from ui.icons import paint_icon
from ui.pages import Index
from ui.theme import theme
from ui.widgets.side_mark import SIDE_COLOR, paint_mark, side_name
from ui.widgets.steps_model import SIDE_OF, Col, StepsModel

ROW = 38  # pixels, for text of normal size
_LEADING = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
_SELECTED, _FOCUSED = QStyle.StateFlag.State_Selected, QStyle.StateFlag.State_HasFocus
_TRAILING = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignTrailing
STANCES = {Stance.AGREES: ("check", "ok"), Stance.ASKS: ("circle-help", "soon"), Stance.REFUSES: ("x", "late")}


class StepDelegate(QStyledItemDelegate):
    """Paints the first line of a row; what is open on a step has its own strip below it."""

    total = ""
    """Stands at the end of the row where a step is added."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, model, state = theme(), index.model(), option.state
        # Straight from the model: through the roles of an index it takes twice as long, and there are many cells.
        row = model.value(index.row()) if isinstance(model, StepsModel) else None
        rect: QRect = option.rect
        painter.save()
        if state & _SELECTED:
            painter.fillRect(rect, look.color("selected"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, look.color("border"))  # a line takes ten times it
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = QRect(rect.topLeft(), rect.size())
        line.setHeight(min(line.height(), look.px(ROW)))
        if row is not None and isinstance(model, StepsModel):
            col = Col(index.column())
            self._paint_cell(painter, line, col, row.step, model.columns[col].text(row), option.direction)
            if state & _FOCUSED:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(look.color("focus"), 2))
                painter.drawRoundedRect(line.toRectF().adjusted(1.5, 2.5, -1.5, -2.5), look.px(4), look.px(4))
        painter.restore()

    def _paint_cell(
        self, painter: QPainter, rect: QRect, col: Col, step: Step | None, text: str, direction: Qt.LayoutDirection
    ) -> None:
        look = theme()
        inner = rect.adjusted(look.px(8), 0, -look.px(6), 0)
        if step is None:
            if col == Col.STEP:
                self._paint_adding(painter, inner)
        elif col == Col.HANDLE:
            side = look.px(14)
            middle = QRectF(rect.center().x() - side / 2, rect.center().y() - side / 2, side, side)
            paint_icon(painter, "grip-vertical", middle, "muted")
        elif col == Col.NUMBER:
            _write(painter, rect, text, "text2", alignment=Qt.AlignmentFlag.AlignCenter)
        elif col == Col.STEP:
            self._paint_title(painter, inner, step, direction)
        elif col == Col.WHO:
            self._paint_who(painter, inner, step, text, direction)
        elif col in SIDE_OF:
            _paint_stance(painter, rect, step.position(SIDE_OF[col]).stance)
        else:
            _write(painter, inner, text.replace("\n", " "), "text" if col == Col.WITHIN else "text2")

    def _paint_adding(self, painter: QPainter, rect: QRect) -> None:
        _write(painter, rect, self.total, "text2", alignment=_TRAILING)
        taken = QFontMetrics(theme().font()).horizontalAdvance(self.total) + theme().px(12)
        _write(painter, rect.adjusted(0, 0, -taken, 0), _("+ Add step  (Enter)"), "accent", weight=500)

    def _paint_title(self, painter: QPainter, rect: QRect, step: Step, direction: Qt.LayoutDirection) -> None:
        side, gap = theme().px(14), theme().px(4)
        signs = (("triangle-alert", "soon", bool(step.gaps())), ("users", "muted", step.per_candidate))
        for name, color, shown in signs:
            if shown:
                sign = QRect(rect.right() - side, rect.center().y() - side // 2, side, side)
                paint_icon(painter, name, QStyle.visualRect(direction, rect, sign), color)
                rect = QStyle.visualRect(direction, rect, rect.adjusted(0, 0, -side - gap, 0))
        _write(painter, rect, step.title, "text", weight=500)

    def _paint_who(self, painter: QPainter, rect: QRect, step: Step, words: str, direction: Qt.LayoutDirection) -> None:
        look, side = theme(), side_name({side.value for side in step.sides})
        if side:
            mark = QStyle.visualRect(direction, rect, QRect(rect.left(), rect.top(), look.px(14), rect.height()))
            paint_mark(painter, mark.toRectF(), side)
            rect = QStyle.visualRect(direction, rect, rect.adjusted(look.px(20), 0, 0, 0))
        _write(painter, rect, words, SIDE_COLOR[side], weight=500 if side else 400)


def _paint_stance(painter: QPainter, rect: QRect, stance: Stance) -> None:
    if stance == Stance.SILENT:
        _write(painter, rect, "–", "muted", alignment=Qt.AlignmentFlag.AlignCenter)
        return
    name, color = STANCES[stance]
    side = theme().px(16)
    paint_icon(painter, name, QRectF(rect.center().x() - side / 2, rect.center().y() - side / 2, side, side), color)


def _write(
    painter: QPainter, rect: QRect, text: str, color: str, *, weight: int = 400, alignment: Qt.AlignmentFlag = _LEADING
) -> None:
    look = theme()
    painter.setFont(look.font(weight=500 if weight == 500 else 400))
    painter.setPen(look.color(color))
    painter.drawText(rect, alignment, _elided(text, rect.width(), weight, look.text_size))


@lru_cache(maxsize=1024)
def _elided(text: str, width: int, weight: int, _text_size: int) -> str:
    """Measured once: the font is another only where its weight or the size of the text is."""
    metrics = QFontMetrics(theme().font(weight=500 if weight == 500 else 400))
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
