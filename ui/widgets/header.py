"""The top of a screen: title, a line below it with a status, actions at the right."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.icons import pixmap
from ui.theme import ElidedLabel, set_role, theme


class Header(QWidget):
    """Title, subtitle and status are set; buttons are added by `add_action`, in order.

    With `whole` the buttons go below a title that would be cut beside them.
    """

    def __init__(self, title: str = "", *, whole: bool = False) -> None:
        super().__init__()
        self._whole = whole
        self._title, self._subtitle = ElidedLabel(title, "title"), ElidedLabel("", "text2")
        self._icon, self._status = QLabel(), ElidedLabel()
        self._tone, self._icon_name = "muted", ""
        status = QHBoxLayout()
        status.setSpacing(theme().px(4))
        status.addWidget(self._icon)
        status.addWidget(self._status)
        status.addStretch(1)
        self._below = QHBoxLayout()
        self._below.setSpacing(theme().px(12))
        self._below.addWidget(self._subtitle)
        self._below.addLayout(status, stretch=1)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addLayout(self._below)
        self._actions = QHBoxLayout()
        self._actions.setSpacing(theme().px(8))
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addLayout(words, stretch=1)
        self._row.addLayout(self._actions)
        self._row.setAlignment(self._actions, Qt.AlignmentFlag.AlignLeading)
        for unsaid in (self._subtitle, self._icon, self._status):
            unsaid.hide()
        theme().changed.connect(self._tint)

    @property
    def title(self) -> str:
        """What the screen is about."""
        return self._title.text()

    def set_title(self, title: str, subtitle: str = "") -> None:
        """Say what the screen is about."""
        self._title.setText(title)
        self._subtitle.setText(subtitle)
        self._subtitle.setVisible(bool(subtitle))
        self._fit()

    def set_status(self, text: str, tone: str = "muted", icon: str = "") -> None:
        """Its state in words, in the token `tone`, with an icon; no words, no status."""
        self._tone, self._icon_name = tone, icon
        self._status.setText(text)
        self._status.setVisible(bool(text))
        self._icon.setVisible(bool(text and icon))
        set_role(self._status, tone)
        self._tint()

    def add_action(self, button: QWidget) -> None:
        """Another button at the right."""
        self._actions.addWidget(button)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def _fit(self) -> None:
        """Subtitle and status side by side where there is room for both, otherwise below each other."""
        look, buttons = theme(), self._actions.sizeHint().width()
        is_cut = self._whole and self._title.sizeHint().width() + look.px(12) > self.width() - buttons
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if is_cut else QBoxLayout.Direction.LeftToRight)
        wanted = self._subtitle.sizeHint().width() + self._status.sizeHint().width() + look.px(40)
        side_by_side = self._status.isHidden() or wanted <= self.width() - buttons
        self._below.setSpacing(look.px(12) if side_by_side else 0)
        way = QBoxLayout.Direction.LeftToRight if side_by_side else QBoxLayout.Direction.TopToBottom
        self._below.setDirection(way)

    def _tint(self) -> None:
        if self._icon_name:
            self._icon.setPixmap(pixmap(self._icon_name, color=self._tone))
        self._fit()
