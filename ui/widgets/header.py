"""The top of a screen: title, a line below it with a status, actions at the right."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.icons import pixmap
from ui.theme import ElidedLabel, set_role, theme


class Header(QWidget):
    """Title, subtitle and status are set; buttons are added by `add_action`, in order."""

    def __init__(self, title: str = "", subtitle: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._subtitle = ElidedLabel(title, "title"), ElidedLabel(subtitle, "text2")
        self._icon, self._status = QLabel(), ElidedLabel()
        self._tone, self._icon_name = "muted", ""
        below = QHBoxLayout()
        below.setSpacing(theme().px(4))
        below.addWidget(self._subtitle)
        below.addSpacing(theme().px(8))
        below.addWidget(self._icon)
        below.addWidget(self._status)
        below.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addLayout(below)
        self._actions = QHBoxLayout()
        self._actions.setSpacing(theme().px(8))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addLayout(words, stretch=1)
        row.addLayout(self._actions)
        self._icon.hide()
        self._status.hide()
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

    def _tint(self) -> None:
        if self._icon_name:
            self._icon.setPixmap(pixmap(self._icon_name, color=self._tone))
