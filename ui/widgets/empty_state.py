"""What a screen shows while it has nothing: one sentence, one thing to do, and what it is for."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ui.icons import pixmap
from ui.theme import label, set_role, theme
from ui.widgets.wrap import Wrap


class EmptyState(QWidget):
    """Icon, sentence, text and the buttons (the primary one first), with a small note below."""

    def __init__(
        self,
        icon: str,
        sentence: str,
        text: str = "",
        buttons: tuple[QWidget, ...] = (),
        note: str = "",
    ) -> None:
        super().__init__()
        self._name, self._icon = icon, QLabel()
        self._sentence, self._text = label(sentence, wrap=True), label(text, "text2", wrap=True)
        set_role(self._sentence, "empty")
        self._column = column = QVBoxLayout(self)
        column.setSpacing(theme().px(8))
        column.addStretch(1)
        for part in (self._icon, self._sentence, self._text):
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(part)
        column.addSpacing(theme().px(8))
        column.addWidget(Wrap(*buttons, centred=True))
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

    def event(self, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.Resize, QEvent.Type.LayoutRequest}:
            self._make_room()
        return super().event(event)

    def _make_room(self) -> None:
        """Large words need the room more than the icon does."""
        icon = self._icon.sizeHint().height() + self._column.spacing()
        words = self._column.totalHeightForWidth(self.width()) - (0 if self._icon.isHidden() else icon)
        self._icon.setHidden(words + icon > self.height())

    def _tint(self) -> None:
        self._icon.setPixmap(pixmap(self._name, 40, "accent"))
