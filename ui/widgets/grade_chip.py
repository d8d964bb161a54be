"""The grade of a job order, with its reasons a key away. Private."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.domain.grade import Grade, Letter
from desktop.i18n import _
from ui.icons import paint_icon
from ui.theme import theme, tip
from ui.widgets.popover import asks, popover_of

_LOOK = {Letter.A: ("ok", "check"), Letter.B: ("us", "info"), Letter.C: ("soon", "triangle-alert")}
"""Token and icon."""


def reasons(grade: Grade) -> list[str]:
    """What the grade rests on, a line each: what is met, and what would raise it."""
    lines = [_(grade.letter.meaning)]
    for reason in grade.reasons:
        if reason.is_met:
            lines.append(_("✓ {fact}").format(fact=reason.words))
        else:
            lines.append(_("– {fact} {what}").format(fact=reason.words, what=reason.to_raise))
    return [*lines, grade.capped] if grade.capped else lines


def grade_words(grade: Grade) -> str:
    """As in "Grade B"."""
    return _("Grade {letter}").format(letter=grade.letter)


class GradeChip(QWidget):
    """Space, Enter, F1, ? or a click tell the reasons: beside it, or as `explain` does. `key` does so from anywhere."""

    def __init__(self, explain: Callable[[], object] | None = None, key: str = "") -> None:
        super().__init__()
        self._grade: Grade | None = None
        self._explain_elsewhere, self._key = explain, key
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def grade(self) -> Grade | None:
        """What it shows."""
        return self._grade

    @property
    def words(self) -> str:
        """As in "Grade B"."""
        return grade_words(self._grade) if self._grade else ""

    def set_grade(self, grade: Grade) -> None:
        """Show `grade`."""
        self._grade = grade
        lines = reasons(grade)
        self.setAccessibleName(self.words)
        self.setAccessibleDescription(" ".join(lines))
        self.setToolTip(tip("\n".join([*lines, self._key] if self._key else lines)))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        look = theme()
        width = QFontMetrics(look.font(weight=600)).horizontalAdvance(self.words)
        return QSize(width + look.px(42), look.px(28))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and asks(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if asks(event):
            self._explain()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._explain()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._grade is None:
            return
        look, painter, (token, name) = theme(), QPainter(self), _LOOK[self._grade.letter]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setBrush(look.tint(token))
        painter.setPen(QPen(look.color("focus"), 2) if self.hasFocus() else QPen(look.color(token), 1))
        painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
        side, gap = look.px(14), look.px(10)
        right = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        icon = QRectF(self.width() - gap - side if right else gap, (self.height() - side) / 2, side, side)
        words = rect.adjusted(gap, 0, -gap - side, 0) if right else rect.adjusted(gap + side + look.px(5), 0, -gap, 0)
        paint_icon(painter, name, icon, token)
        painter.setFont(look.font(weight=600))
        painter.setPen(look.color(token))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, self.words)

    def _explain(self) -> None:
        if self._explain_elsewhere is not None:
            self._explain_elsewhere()
        elif self._grade is not None:
            popover_of(self).turn(self, self.words, reasons(self._grade))
