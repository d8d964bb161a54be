"""What a screen shows while it has nothing: one sentence, one thing to do, and what it is for."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.icons import pixmap
from ui.theme import label, set_role, theme


class EmptyState(QWidget):
    """Icon, sentence, text and the buttons (the primary one first), with a small note below."""

    def __init__(
        self,
        icon: str,
        sentence: str,
        text: str = "",
        buttons: tuple[QWidget, ...] = (),
        note: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name, self._icon = icon, QLabel()
        self._sentence, self._text = label(sentence, wrap=True), label(text, "text2", wrap=True)
        set_role(self._sentence, "empty")
        column = QVBoxLayout(self)
        column.setSpacing(theme().px(8))
        column.addStretch(1)
        for part in (self._icon, self._sentence, self._text):
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(part)
        row = QHBoxLayout()
        row.setSpacing(theme().px(7))
        row.addStretch(1)
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)
        column.addSpacing(theme().px(8))
        column.addLayout(row)
        small = label(note, "small", wrap=True)
        small.setAlignment(Qt.AlignmentFlag.AlignCenter)
        if not note:
            small.hide()
        column.addWidget(small)
        column.addStretch(1)
        theme().changed.connect(self._tint)
        self._tint()

    def set_sentence(self, sentence: str) -> None:
        """Say something else."""
        self._sentence.setText(sentence)

    def set_text(self, text: str) -> None:
        """Explain something else."""
        self._text.setText(text)

    def _tint(self) -> None:
        self._icon.setPixmap(pixmap(self._name, 40, "accent"))
