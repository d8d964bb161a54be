"""Who does a step, answers for it, is asked, is told: roles by parts, ticked with the keyboard."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QStyle, QToolTip, QWidget

from desktop.domain.roles import Role, in_order
from desktop.domain.steps import Part, Step
from desktop.i18n import _
from ui.icons import paint_icon
from ui.messages import announce
from ui.theme import theme
from ui.widgets.side_mark import SIDE_COLOR, paint_mark
from ui.widgets.step_words import role_letters, who_in_full

ROLES, PARTS = tuple(Role), tuple(Part)
_ROW, _HEAD, _BOX = 27, 26, 16  # pixels, for text of normal size


@dataclass(frozen=True)
class Who:
    """The parts of all roles in one step."""

    does: tuple[Role, ...] = ()
    answers: Role | None = None
    asked: tuple[Role, ...] = ()
    told: tuple[Role, ...] = ()

    @classmethod
    def of(cls, step: Step) -> "Who":
        """The parts in `step`."""
        return cls(step.does, step.answers, step.asked, step.told)

    def onto(self, step: Step) -> Step:
        """`step` with these parts."""
        return replace(step, does=self.does, answers=self.answers, asked=self.asked, told=self.told)

    def has(self, role: Role, part: Part) -> bool:
        return role == self.answers if part == Part.ANSWERS else role in self._roles(part)

    def toggled(self, role: Role, part: Part) -> "Who":
        """With that part given or taken. Only one role answers; none does, is asked and is told at once."""
        if part == Part.ANSWERS:
            return replace(self, answers=None if role == self.answers else role)
        given = role not in self._roles(part)
        parts = {
            each.value: in_order((set(self._roles(each)) - {role}) | ({role} if given and each == part else set()))
            for each in ((Part.DOES, Part.ASKED, Part.TOLD) if given else (part,))
        }
        return replace(self, **parts)  # type: ignore[arg-type] # the names of parts are those of the fields

    def _roles(self, part: Part) -> tuple[Role, ...]:
        return {Part.DOES: self.does, Part.ASKED: self.asked, Part.TOLD: self.told}[part]


NOBODY = Who()


class WhoMatrix(QWidget):
    """Arrows walk, Space ticks; a role's letter ticks that role in the current column."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._who, self._row, self._column, self._read_only = NOBODY, 0, 0, False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)

    def value(self) -> Who:
        """What is ticked."""
        return self._who

    def set_value(self, who: Who) -> None:
        """Show `who`."""
        self._who = who
        self.setAccessibleDescription(who_in_full(who.onto(Step(title=""))))
        self.update()

    def set_read_only(self, read_only: bool) -> None:
        """Show, but let nothing be ticked."""
        self._read_only = read_only

    def sizeHint(self) -> QSize:
        look = theme()
        return QSize(look.px(300), look.px(_HEAD) + len(ROLES) * look.px(_ROW) + 2)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._role_of(event) is not None
        ):
            event.accept()
            return True
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = Qt.Key
        across = 1 if self.layoutDirection() == Qt.LayoutDirection.LeftToRight else -1
        steps = {keys.Key_Up: (-1, 0), keys.Key_Down: (1, 0), keys.Key_Left: (0, -across), keys.Key_Right: (0, across)}
        key = keys(event.key())
        if key in steps:
            down, right = steps[key]
            self._go(self._row + down, self._column + right)
        elif key == keys.Key_Space:
            self._toggle(ROLES[self._row], PARTS[self._column])
        elif (role := self._role_of(event)) is not None:
            self._row = ROLES.index(role)
            self._toggle(role, PARTS[self._column])
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for row, role in enumerate(ROLES):
            for column, part in enumerate(PARTS):
                if self._cell(row, column).contains(event.position().toPoint()):
                    self._row, self._column = row, column
                    self._toggle(role, part)
                    return

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        for column, part in enumerate(PARTS):
            if self._head(column).contains(event.position().toPoint()):
                QToolTip.showText(event.globalPosition().toPoint(), _(part.label), self)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()
        super().focusOutEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(look.font(-1))
        painter.setPen(look.color("text2"))
        metrics = QFontMetrics(look.font(-1))
        for column, part in enumerate(PARTS):
            head = self._head(column)
            words = metrics.elidedText(_(part.label), Qt.TextElideMode.ElideRight, head.width())
            painter.drawText(head, Qt.AlignmentFlag.AlignCenter, words)
        letters = role_letters()
        for row, role in enumerate(ROLES):
            self._paint_role(painter, row, role, letters[role])
            for column, part in enumerate(PARTS):
                self._paint_box(painter, row, column, ticked=self._who.has(role, part))

    def _paint_role(self, painter: QPainter, row: int, role: Role, letter: str) -> None:
        look, side = theme(), role.side.value
        top, height, names = look.px(_HEAD) + row * look.px(_ROW), look.px(_ROW), self._names_width()
        paint_mark(painter, QRectF(self._mirrored(QRect(0, top, look.px(14), height))), side)
        font = look.font()
        painter.setFont(font)
        painter.setPen(look.color(SIDE_COLOR[side]))
        room = names - look.px(20 + 18)
        words = QFontMetrics(font).elidedText(_(role.label), Qt.TextElideMode.ElideRight, room)
        painter.drawText(self._mirrored(QRect(look.px(20), top, room, height)), _LEADING, words)
        painter.setFont(look.font(-1.5))
        painter.setPen(look.color("muted"))
        painter.drawText(
            self._mirrored(QRect(names - look.px(16), top, look.px(16), height)), Qt.AlignmentFlag.AlignCenter, letter
        )

    def _paint_box(self, painter: QPainter, row: int, column: int, *, ticked: bool) -> None:
        look, cell = theme(), self._cell(row, column)
        side = look.px(_BOX)
        box = QRectF(cell.center().x() - side / 2, cell.center().y() - side / 2, side, side)
        painter.setBrush(look.color("accent_fill" if ticked else "raised"))
        painter.setPen(QPen(look.color("accent_fill" if ticked else "control"), 1))
        radius = side / 2 if PARTS[column] == Part.ANSWERS else look.px(4)  # round: only one of them
        painter.drawRoundedRect(box, radius, radius)
        if ticked:
            paint_icon(painter, "check", box.adjusted(2, 2, -2, -2), "on_fill")
        if self.hasFocus() and (row, column) == (self._row, self._column):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.color("focus"), 2))
            painter.drawRoundedRect(box.adjusted(-3, -3, 3, 3), radius + 3, radius + 3)

    def _names_width(self) -> int:
        return max(self.width() - len(PARTS) * theme().px(50), theme().px(90))

    def _head(self, column: int) -> QRect:
        width = (self.width() - self._names_width()) // len(PARTS)
        return self._mirrored(QRect(self._names_width() + column * width, 0, width, theme().px(_HEAD)))

    def _cell(self, row: int, column: int) -> QRect:
        head, look = self._head(column), theme()
        return QRect(head.left(), look.px(_HEAD) + row * look.px(_ROW), head.width(), look.px(_ROW))

    def _mirrored(self, rect: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), rect)

    def _role_of(self, event: QKeyEvent) -> Role | None:
        if event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier or not event.text().strip():
            return None
        typed = event.text().upper()
        return next((role for role, letter in role_letters().items() if letter == typed), None)

    def _go(self, row: int, column: int) -> None:
        self._row = min(max(row, 0), len(ROLES) - 1)
        self._column = min(max(column, 0), len(PARTS) - 1)
        announce(self, self._current_words())
        self.update()

    def _toggle(self, role: Role, part: Part) -> None:
        if self._read_only:
            return
        self.set_value(self._who.toggled(role, part))
        announce(self, self._current_words())
        self.changed.emit()

    def _current_words(self) -> str:
        role, part = ROLES[self._row], PARTS[self._column]
        words = _("{role}, {part}: yes") if self._who.has(role, part) else _("{role}, {part}: no")
        return words.format(role=_(role.label), part=_(part.label))


_LEADING = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
