"""The sidebar: Find or do, the sections with their counts, Settings, and when it was saved last."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from desktop.i18n import _, ngettext
from ui.icons import SIZE, paint_icon
from ui.theme import label, theme, tip
from ui.tokens import NARROW, ROOMY, WIDTH
from ui.widgets.buttons import is_pressed


class NavButton(QAbstractButton):
    """A section; shows a count when there is one."""

    def __init__(self, text: str, icon: str, shortcut_text: str = "") -> None:
        super().__init__()
        self.setText(text)
        self._icon, self._count, self._tone, self._key = icon, 0, "late", shortcut_text
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_count(0)

    def set_count(self, count: int, tone: str = "late", detail: str = "") -> None:
        """How many things wait there, in the token `tone`; 0 shows nothing. `detail` is added in words."""
        self._count, self._tone = count, tone
        words = ngettext("{section}, {n} waiting", "{section}, {n} waiting", count) if count else "{section}"
        self.setAccessibleName(words.format(section=self.text(), n=count))
        self.setAccessibleDescription(detail)
        self.setToolTip(tip("\n".join(part for part in (f"{self.text()}  {self._key}", detail) if part)))
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not is_pressed(self, event):
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(150), theme().px(31))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        here, alone = self.isChecked(), self.width() < look.px(NARROW) + 1
        box = self.rect().toRectF().adjusted(1, 1, -1, -1)
        painter.setPen(QPen(look.color("focus"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if here or self.underMouse():
            painter.setBrush(look.color("selected" if here else "hover"))
        painter.drawRoundedRect(box, look.px(6), look.px(6))
        side, mirrored = look.px(SIZE), self.layoutDirection() == Qt.LayoutDirection.RightToLeft

        def at(x: int, width: int) -> QRect:
            return QRect(self.width() - x - width if mirrored else x, 0, width, self.height())

        middle = at((self.width() - side) // 2 if alone else look.px(13), side)
        paint_icon(
            painter,
            self._icon,
            QRect(middle.left(), (self.height() - side) // 2, side, side),
            "accent" if here else "text2",
        )
        if alone:
            if self._count:
                painter.setFont(look.font(-1.5, 600))
                painter.setPen(look.color(self._tone))
                corner = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignTrailing
                painter.drawText(self.rect().adjusted(look.px(4), look.px(1), -look.px(4), 0), corner, str(self._count))
            return
        painter.setFont(look.font(weight=600 if here else 400))
        painter.setPen(look.color("text"))
        start, badge = look.px(40), look.px(34) if self._count else look.px(8)
        room = at(start, self.width() - start - badge)
        words = QFontMetrics(painter.font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
        if self._count:
            painter.setFont(look.font(weight=600))
            painter.setPen(look.color(self._tone))
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(at(self.width() - look.px(43), look.px(34)), flags, str(self._count))


class FindButton(QAbstractButton):
    """Looks like a field, opens the palette."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self._key = key
        self.setText(_("Find or do"))
        self.setAccessibleName(_("Find or do"))
        self.setAccessibleDescription(key)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not is_pressed(self, event):
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(150), theme().px(30))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = 2 if self.hasFocus() else 1
        painter.setPen(QPen(look.color("focus" if self.hasFocus() else "control"), width))
        painter.setBrush(look.color("raised"))
        inset = width / 2
        painter.drawRoundedRect(self.rect().toRectF().adjusted(inset, inset, -inset, -inset), look.px(6), look.px(6))
        side, mirrored = look.px(SIZE), self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = self.width() - look.px(12) - side if mirrored else look.px(12)
        paint_icon(painter, "search", QRect(x, (self.height() - side) // 2, side, side))
        if self.width() < look.px(NARROW) + 1:
            return
        painter.setPen(look.color("muted"))
        painter.setFont(look.font())
        small = look.font(-1.5)
        key_width = QFontMetrics(small).horizontalAdvance(self._key) + 2
        words, key = self.rect(), self.rect()
        begin, rest = look.px(38), look.px(9) + key_width + look.px(4)
        words.adjust(*((rest, 0, -begin, 0) if mirrored else (begin, 0, -rest, 0)))
        key.adjust(look.px(9), 0, -look.px(9), 0)
        shown = QFontMetrics(look.font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, shown)
        painter.setFont(small)
        painter.drawText(key, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignTrailing, self._key)


class Sidebar(QWidget):
    """Tells which section is asked for; the window decides."""

    asked = Signal(str)
    find_asked = Signal()

    def __init__(self, find_key: str) -> None:
        super().__init__()
        self.setProperty("role", "sidebar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._buttons: dict[str, NavButton] = {}
        self._find = FindButton(find_key)
        self._find.clicked.connect(self.find_asked)
        self._saved = label("", "tiny", wrap=True)
        self._top, self._bottom = QVBoxLayout(), QVBoxLayout()
        self._narrow = False
        self._column = column = QVBoxLayout(self)
        column.addWidget(self._find)
        column.addLayout(self._top)
        column.addStretch(1)
        column.addLayout(self._bottom)
        column.addWidget(self._saved)
        theme().changed.connect(self._space)
        self._space()

    def add(self, id: str, title: str, icon: str, key: str, *, bottom: bool = False) -> None:
        """Another section."""
        button = NavButton(title, icon, key)
        button.clicked.connect(lambda: self.asked.emit(id))
        self._buttons[id] = button
        (self._bottom if bottom else self._top).addWidget(button)

    def show_section(self, id: str) -> None:
        """Mark `id` as the one shown."""
        self._buttons[id].setChecked(True)

    def set_count(self, id: str, count: int, tone: str = "late", detail: str = "") -> None:
        """How many things wait in `id`, in the token `tone`, and in words."""
        self._buttons[id].set_count(count, tone, detail)

    def set_saved(self, words: str) -> None:
        """The line at the bottom."""
        self._saved.setText(words)
        self._saved.setToolTip(tip(words))

    def fit(self, window_width: int) -> None:
        """Icons alone where the window is narrow for the size of its text."""
        self._narrow = window_width < theme().px(ROOMY)
        self._space()

    def _space(self) -> None:
        look, column = theme(), self._column
        self.setFixedWidth(look.px(NARROW if self._narrow else WIDTH))
        self._saved.setVisible(not self._narrow)
        column.setContentsMargins(look.px(9), look.px(13), look.px(9), look.px(8))
        column.setSpacing(look.px(8))
        self._top.setContentsMargins(0, look.px(4), 0, 0)
        self._top.setSpacing(look.px(2))
        self._bottom.setSpacing(look.px(2))
