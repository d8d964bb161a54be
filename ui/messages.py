"""What the window has to say: a bar at the top, a toast with Undo at the bottom, a question where there is no way back.

One at a time, and none of them covers anything. What was only to be known goes by itself, the rest with what is said
next. Each window that speaks holds one `Messages`; screens say `messages_of(self).error(...)`.
"""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.i18n import N_, _
from ui.commands import key_text
from ui.icons import pixmap
from ui.theme import ElidedLabel, label, theme
from ui.widgets.buttons import Button

Severity = Literal["info", "ok", "soon", "late"]
Action = tuple[str, Callable[[], object]]

_LOOK: dict[str, tuple[str, str, str]] = {  # icon, colour, word
    "info": ("info", "accent", N_("Note")),
    "ok": ("check", "ok", N_("Done")),
    "soon": ("triangle-alert", "soon", N_("Take care")),
    "late": ("circle-alert", "late", N_("This did not work")),
}
TOAST_SECONDS = 8
BAR_SECONDS = 12
"""Until a note goes by itself; while the focus is in it, it stays."""
_WORDS = 240
"""Pixels that a message wants beside its buttons, for text of normal size."""


def announce(widget: QWidget, text: str) -> None:
    """Let a screen reader say `text`."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # 3 ms that the first window can do without

    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))


class MessageBar(QFrame):
    """One message with its severity in icon and word, actions and a way to close it. Hidden until there is one.

    `rounded` where it stands among other things, not along the edge of the window.
    """

    turned = Signal(bool)
    """It is shown, or no longer."""

    def __init__(self, parent: QWidget | None = None, *, rounded: bool = True) -> None:
        super().__init__(parent)
        self._severity: Severity = "info"
        self._rounded = rounded
        self._icon, self._word, self._text = QLabel(), label("", "strong"), label(wrap=True)
        self._actions = QHBoxLayout()
        self._actions.addStretch(1)
        words = QHBoxLayout()
        words.addWidget(self._icon, alignment=Qt.AlignmentFlag.AlignVCenter)
        words.addWidget(self._word)
        words.addWidget(self._text, stretch=1)
        self._row = row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        row.addLayout(words, stretch=1)
        row.addLayout(self._actions)
        self._timer = QTimer(self, singleShot=True, interval=BAR_SECONDS * 1000)
        self._timer.timeout.connect(self._go_by_itself)
        self.hide()
        theme().changed.connect(self._dress)

    @property
    def text(self) -> str:
        """What it says; empty while hidden."""
        return "" if self.isHidden() else self._text.text()

    def say(
        self, text: str, severity: Severity = "info", actions: tuple[Action, ...] = (), *, goes: bool = False
    ) -> None:
        """Show `text` until it is closed or replaced, or until it `goes` by itself.

        Each action is (words, what to call); it closes the bar.
        """
        self._severity = severity
        if goes:
            self._timer.start()
        else:
            self._timer.stop()
        self._word.setText(_(_LOOK[severity][2]))
        self._text.setText(text)
        while (item := self._actions.takeAt(1)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for words, act in actions:
            self._add(Button(words), act)
        close = Button("", icon="x", quiet=True)
        close.setAccessibleName(_("Close this message"))
        self._add(close, lambda: None)
        self._dress()
        self._arrange()
        self.show()
        announce(self, text)

    def focus_action(self) -> None:
        """Give the focus to the first action, so that a key can answer."""
        if (first := self._actions.itemAt(1)) is not None and (button := first.widget()) is not None:
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, button: Button, act: Callable[[], object]) -> None:
        def pressed() -> None:
            self.hide()
            act()

        button.clicked.connect(pressed)
        self._actions.addWidget(button)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.turned.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self.isHidden():  # not with its window
            self.turned.emit(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()
        super().resizeEvent(event)

    def _go_by_itself(self) -> None:
        focused = self.window().focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            self._timer.start()
        else:
            self.hide()

    def _arrange(self) -> None:
        """The buttons below the words, where beside them too little room would be left for these."""
        look = theme()
        beside = self._icon.sizeHint().width() + self._word.sizeHint().width() + self._actions.sizeHint().width()
        needed = min(self._text.sizeHint().width(), look.px(_WORDS)) + beside + look.px(40)
        fits = needed <= self.width() or not self._actions.sizeHint().width()
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom)

    def _dress(self) -> None:
        icon, color, _word = _LOOK[self._severity]
        look = theme()
        tint = look.tokens.us_tint if self._severity == "info" else look.tokens.tint(color)
        radius = look.px(8) if self._rounded else 0
        self.setStyleSheet(f"MessageBar {{ background: {tint}; border-radius: {radius}px; }}")
        self._icon.setPixmap(pixmap(icon, color=color))
        self._row.setContentsMargins(look.px(12), look.px(6), look.px(6), look.px(6))
        self._row.setSpacing(look.px(8))


class Toast(QWidget):
    """Says what was just done, with Undo where there is one. It takes its own room at the bottom of the window."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "toast-strip")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._text = ElidedLabel()
        self._undo = Button(_("Undo"), icon="undo-2", key=key_text("Ctrl+Z"))
        self._act: Callable[[], object] | None = None
        self._undo.clicked.connect(self._pressed)
        frame = QFrame()
        frame.setProperty("role", "toast")
        inner, row = QHBoxLayout(frame), QHBoxLayout(self)
        inner.addWidget(self._text)
        inner.addWidget(self._undo)
        inner.setContentsMargins(theme().px(12), theme().px(5), theme().px(5), theme().px(5))
        row.addStretch(1)
        row.addWidget(frame)
        row.addStretch(1)
        row.setContentsMargins(theme().px(8), theme().px(5), theme().px(8), theme().px(5))
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.hide)
        self.hide()

    @property
    def text(self) -> str:
        """What it says; empty while hidden."""
        return "" if self.isHidden() else self._text.text()

    def say(self, text: str, undo: Callable[[], object] | None = None) -> None:
        """Show `text` for some seconds, with an Undo button that calls `undo`."""
        self._act = undo
        self._text.setText(text)
        self._undo.setVisible(undo is not None)
        self.show()
        self._timer.start(TOAST_SECONDS * 1000)
        announce(self, text)

    def _pressed(self) -> None:
        self.hide()
        if self._act is not None:
            self._act()


class Messages(QWidget):
    """The notices and the message bar of a window, and the toast that the window places at its bottom."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.bar = MessageBar(self, rounded=False)
        self.toast = Toast()
        noticed, column = QWidget(), QVBoxLayout(self)
        self._notices = QVBoxLayout(noticed)
        self._notices.setContentsMargins(0, 0, 0, 0)
        self.bar.turned.connect(noticed.setHidden)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(noticed)
        column.addWidget(self.bar)

    def notice(self, text: str, severity: Severity, *actions: Action) -> None:
        """What holds for as long as the window is open: a bar of its own, which stands back for messages."""
        bar = MessageBar(rounded=False)
        self._notices.addWidget(bar)
        bar.say(text, severity, actions)

    def error(self, text: str | Exception, *actions: Action) -> None:
        """The world failed: say it and what to do."""
        self._say(str(text), "late", actions)

    def warn(self, text: str, *actions: Action) -> None:
        """Something to take care of."""
        self._say(text, "soon", actions)

    def inform(self, text: str, *actions: Action) -> None:
        """Something to know: it goes by itself."""
        self._say(text, "info", actions)

    def clear(self) -> None:
        """What the bar says is settled."""
        self.bar.hide()

    def done(self, text: str, undo: Callable[[], object] | None = None) -> None:
        """Something was done: a toast, with Undo where there is one."""
        self.bar.hide()
        self.toast.say(text, undo)

    def _say(self, text: str, severity: Severity, actions: tuple[Action, ...]) -> None:
        self.toast.hide()
        self.bar.say(text, severity, actions, goes=severity == "info")


def messages_of(widget: QWidget) -> Messages:
    """The messages of the window that `widget` is in. Raises LookupError where the window has none."""
    window: QWidget | None = widget.window()
    while window is not None:
        found: Messages | None = window.findChild(Messages)
        if found is not None:
            return found
        opener = window.parentWidget()
        window = opener.window() if opener else None
    raise LookupError("This window has no Messages.")


def confirm(parent: QWidget, question: str, text: str, do_it: str) -> bool:
    """Ask before what cannot be undone. `do_it` is the verb on the button, never "Yes"."""
    from PySide6.QtWidgets import QMessageBox  # as above

    box = QMessageBox(QMessageBox.Icon.Warning, question, question, parent=parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setInformativeText(text)
    go = box.addButton(do_it, QMessageBox.ButtonRole.AcceptRole)
    stay = box.addButton(_("Cancel"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    box.exec()
    return box.clickedButton() is go
