"""The editor of notes: plain text in which the lines that are more than notes are marked as they are typed."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QMimeData, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QSyntaxHighlighter,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QWidget

from desktop.domain.meetings import LONGEST_NOTES, ItemKind
from desktop.domain.notes import heading_of, is_private, mark_of
from desktop.domain.text import without_control
from desktop.formats import format_number
from desktop.i18n import _, ngettext
from ui.icons import SIZE, pixmap
from ui.theme import theme
from ui.widgets.inputs import TextEdit

LOOKS = {
    ItemKind.DECISION: ("check", "ok"),
    ItemKind.ACTION: ("flag", "us"),
    ItemKind.QUESTION: ("circle-help", "soon"),
}
"""The icon and the token of each kind of line, here and in the list beside the notes."""
_KINDS = tuple(ItemKind)
_PLAIN, _PRIVATE, _HEADING = 0, 8, 16
_LINE_ENDS = str.maketrans({"\r": "\n", "\u2028": "\n", "\u2029": "\n"})


class NotesEdit(TextEdit):
    """`told` says what became of a paste that was not taken as it was."""

    told = Signal(str)

    def __init__(self) -> None:
        super().__init__(rows=1)
        self.setAccessibleName(_("Notes"))
        self.setAccessibleDescription(hint())
        self.setPlaceholderText(hint())
        self.setCenterOnScroll(False)
        self._gutter = _Gutter(self)
        self._marks = _Marks(self.document())
        self.updateRequest.connect(self._gutter.follow)
        theme().changed.connect(self._dress)
        self._dress()

    # -- text -------------------------------------------------------------------------------------------------------

    def load(self, text: str) -> None:
        """Show other notes; nothing of these can be undone any more."""
        self.setPlainText(_lines(text))
        self.document().setModified(False)

    def take(self, text: str) -> None:
        """Show `text` instead of what is there; undo brings that back."""
        place, cursor = self.textCursor().position(), QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(_lines(text))
        cursor.setPosition(min(place, self.document().characterCount() - 1))
        self.setTextCursor(cursor)

    def insert_topics(self, topics: Sequence[str]) -> None:
        """Add headings at the end, and go to the line below the first of them."""
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        if not self.document().isEmpty():
            cursor.insertText("\n" if not cursor.block().text() else "\n\n")
        first = cursor.blockNumber()
        cursor.insertText("\n".join(f"## {topic}\n" for topic in topics))
        cursor.endEditBlock()
        self.go_to(first + 2)

    def insert_line(self, text: str) -> None:
        """Add `text` as a line below the one with the cursor, or in it where it is empty, and go to its end."""
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        if cursor.block().text():
            cursor.insertBlock()
        cursor.insertText(" ".join(text.split()))
        cursor.endEditBlock()
        self.go_to(cursor.blockNumber() + 1)

    def go_to(self, line: int) -> None:
        """Put the cursor at the end of `line` (from 1), in sight, and let it be typed on."""
        block = self.document().findBlockByNumber(min(line, self.blockCount()) - 1)
        cursor = QTextCursor(block)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        self.setTextCursor(cursor)
        self.centerCursor()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def line(self) -> tuple[int, str]:
        """The line that the cursor is in, from 1, and what it says."""
        block = self.textCursor().block()
        return block.blockNumber() + 1, block.text()

    def line_of_heading(self, words: str) -> int | None:
        """Where the heading `words` stands, from 1; None where it is not there."""
        block = self.document().begin()
        while block.isValid():
            if block.userState() == _HEADING and (heading_of(block.text()) or "").casefold() == words.casefold():
                return block.blockNumber() + 1
            block = block.next()
        return None

    # -- what is typed and pasted -----------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not self.isReadOnly():
            self.textCursor().insertBlock()  # with Shift too: a line is a line
            self.ensureCursorVisible()
        else:
            super().keyPressEvent(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return bool(source.hasText())

    def insertFromMimeData(self, source: QMimeData) -> None:
        text, cursor = source.text(), self.textCursor()
        selected = cursor.selectionEnd() - cursor.selectionStart()
        room = LONGEST_NOTES - (self.document().characterCount() - 1 - selected)
        if len(text) > room:
            words = _(
                "That is too much to paste: these notes have room for {room} more characters. Nothing was changed."
            )
            self.told.emit(words.format(room=format_number(max(room, 0))))
            return
        plain = _lines(text)
        clean = without_control(plain)
        cursor.insertText(clean)
        self.ensureCursorVisible()
        if gone := len(plain) - len(clean):
            words = ngettext(
                "{n} control character can't be printed and was left out.",
                "{n} control characters can't be printed and were left out.",
                gone,
            )
            self.told.emit(words.format(n=gone))

    # -- look -------------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        width = self.viewport().width()
        for block, rect in self.blocks(event.rect()):
            if tint := _tint(block.userState()):
                painter.fillRect(QRectF(0, rect.top(), width, rect.height()), theme().tint(tint))
        painter.end()
        super().paintEvent(event)

    def blocks(self, within: QRect) -> Iterator[tuple[QTextBlock, QRectF]]:
        """The lines that are seen in `within`, with their place in the viewport."""
        block, offset = self.firstVisibleBlock(), self.contentOffset()
        while block.isValid():
            rect = self.blockBoundingGeometry(block).translated(offset)
            if rect.top() > within.bottom():
                return
            if rect.bottom() >= within.top():
                yield block, rect
            block = block.next()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._gutter.place()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.LayoutDirectionChange} and hasattr(self, "_gutter"):
            self._gutter.place()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(360), theme().px(320))

    def _fit(self) -> None:
        self.setMinimumHeight(theme().px(90))  # it takes the room there is

    def _dress(self) -> None:
        self._gutter.place()
        self._marks.dress()


class _Marks(QSyntaxHighlighter):
    """Looks at one line at a time, when that line changes. The state of a block says what it is."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._heading, self._private = QTextCharFormat(), QTextCharFormat()

    def dress(self) -> None:
        """Take the colours of now."""
        self._heading.setFontWeight(QFont.Weight.DemiBold)
        self._private.setForeground(theme().color("text2"))
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        state = _state(text)
        self.setCurrentBlockState(state)
        if state & _PRIVATE:
            self.setFormat(0, len(text), self._private)
        elif state == _HEADING:
            self.setFormat(0, len(text), self._heading)


class _Gutter(QWidget):
    """The marks, before the lines that they belong to."""

    def __init__(self, editor: NotesEdit) -> None:
        super().__init__(editor)
        self._editor = editor

    def place(self) -> None:
        """Stand where lines begin."""
        editor, wide = self._editor, theme().px(SIZE + 8)
        mirrored = editor.layoutDirection() == Qt.LayoutDirection.RightToLeft
        editor.setViewportMargins(0 if mirrored else wide, 0, wide if mirrored else 0, 0)
        room = editor.viewport().geometry()
        self.setGeometry(room.right() + 1 if mirrored else room.left() - wide, room.top(), wide, room.height())
        self.update()

    def follow(self, rect: QRect, dy: int) -> None:
        """The text was scrolled, or painted anew."""
        if dy:
            self.scroll(0, dy)
        else:
            self.update(0, rect.y(), self.width(), rect.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, side = QPainter(self), theme().px(SIZE)
        for block, rect in self._editor.blocks(event.rect()):
            if mark := _mark(block.userState()):
                name, color = mark
                high = min(rect.height(), self._editor.fontMetrics().lineSpacing())
                top = round(rect.top() + (high - side) / 2)
                painter.drawPixmap((self.width() - side) // 2, top, pixmap(name, color=color))


def hint() -> str:
    """How lines become more than notes."""
    return _(
        "Begin a line with “d\u00a0” for a decision, “a\u00a0” for an action, “?\u00a0” for a question,"
        " “!\u00a0” for what stays private."
    )


def _lines(text: str) -> str:
    """`text` with one kind of line end, so that lines here and in the notes as they are kept have the same numbers."""
    return text.replace("\r\n", "\n").translate(_LINE_ENDS)


def _state(line: str) -> int:
    kind, private = mark_of(line), is_private(line)
    if not private and heading_of(line) is not None:
        return _HEADING
    return (_KINDS.index(kind) + 1 if kind else _PLAIN) | (_PRIVATE if private else _PLAIN)


def _kind(state: int) -> ItemKind | None:
    return _KINDS[(state & 7) - 1] if state > 0 and state & 7 else None


def _tint(state: int) -> str:
    """The token of the background; empty for none."""
    if state > 0 and state & _PRIVATE:
        return "muted"
    kind = _kind(state)
    return LOOKS[kind][1] if kind else ""


def _mark(state: int) -> tuple[str, str] | None:
    if state > 0 and state & _PRIVATE:
        return "lock", "text2"
    kind = _kind(state)
    return LOOKS[kind] if kind else None
