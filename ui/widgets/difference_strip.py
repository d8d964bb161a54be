"""An open difference, below its step: what is asked, why, and the ways to settle it."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from desktop.domain.steps import Step
from desktop.i18n import _, right_to_left
from ui.theme import ElidedLabel, theme, tip
from ui.widgets.buttons import Button
from ui.widgets.side_mark import SIDE_COLOR, paint_mark
from ui.widgets.step_words import Difference

Settle = Callable[[str, Step], object]


class DifferenceStrip(QWidget):
    """Tinted in the colour of the side that asks, with its mark and words."""

    def __init__(self, parent: QWidget, settle: Settle) -> None:
        super().__init__(parent)
        self._difference: Difference | None = None
        self._settle = settle
        self._sentence, self._why = ElidedLabel("", "strong"), ElidedLabel("", "text2")
        self._accept = self._button("accept", "check", "A")
        self._keep = self._button("keep", "", "K")
        self._note = self._button("note", "", "N")
        self._note.setText(_("Note"))
        words = QVBoxLayout()
        words.setSpacing(0)
        for words_line in (self._sentence, self._why):  # aligned: unaligned, the narrower would limit both
            words.addWidget(words_line, alignment=Qt.AlignmentFlag.AlignLeading)
        look = theme()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._space()
        self._row.addLayout(words)
        self._row.addStretch(1)
        self._buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._buttons.setSpacing(look.px(6))
        for button in (self._accept, self._keep, self._note):
            self._buttons.addWidget(button, alignment=Qt.AlignmentFlag.AlignLeading)
        self._buttons.addStretch(0)
        self._row.addLayout(self._buttons)

    def set_difference(self, difference: Difference, *, read_only: bool, private: bool) -> None:
        """Show `difference`, with its buttons unless `read_only`, and the note where private things may be seen."""
        self._difference = difference
        self._sentence.setText(difference.sentence)
        self._why.setText(difference.why)
        self._why.setVisible(bool(difference.why))
        self._accept.setText(difference.accept_words)
        self._accept.setToolTip(tip(difference.accept_tip))
        self._keep.setText(difference.keep_words)
        self._accept.setVisible(difference.can_be_accepted and not read_only)
        self._keep.setVisible(not read_only)
        self._note.setVisible(private and not read_only)
        for button in (self._accept, self._keep, self._note):  # other strips have the same words
            button.setAccessibleName(_("{action}: {step}").format(action=button.text(), step=difference.step.title))
        self.setAccessibleName(" ".join(part for part in (difference.sentence, difference.why) if part))
        self.update()

    def _space(self) -> None:
        look = theme()
        beside, end = look.px(30), look.px(6)  # the mark stands where the line begins
        left, right = (end, beside) if right_to_left() else (beside, end)
        self._row.setContentsMargins(left, look.px(4), right, look.px(4))
        self._row.setSpacing(look.px(6))

    def fit(self, width: int) -> None:
        """Buttons below the words, where both have no room side by side; below each other, where they have none."""
        self._space()
        ways, margins = QBoxLayout.Direction, self._row.contentsMargins()
        for box in (self._row, self._buttons):
            box.setDirection(ways.LeftToRight)
            box.invalidate()  # after another text size it hears of it only later
        if self.sizeHint().width() > width:
            self._row.setDirection(ways.TopToBottom)
        room = width - margins.left() - margins.right()
        if self._buttons.sizeHint().width() > room:
            self._buttons.setDirection(ways.TopToBottom)
        if self._accept.sizeHint().width() > room:
            self._accept.setText(_("Accept"))  # the sentence and the tip say what

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width(), max(hint.height(), theme().px(38)))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._difference is None:
            return
        look, painter = theme(), QPainter(self)
        side = self._difference.side.value
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.tint(SIDE_COLOR[side]))
        painter.drawRoundedRect(self.rect(), look.px(8), look.px(8))
        mark = QRectF(look.px(9), 0, look.px(14), self.height())
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            mark.moveRight(self.width() - look.px(9))
        paint_mark(painter, mark, side)

    def _button(self, what: str, icon: str, key: str) -> Button:
        button = Button("", icon, key)
        button.clicked.connect(lambda: self._difference and self._settle(what, self._difference.step))
        return button
