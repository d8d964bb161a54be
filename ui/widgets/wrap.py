"""Widgets side by side where there is room, below each other where there is not: large text in a narrow column."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QSizePolicy, QWidget

from ui.theme import theme


class Wrap(QWidget):
    """Holds `widgets`. Those that keep their width (buttons) stand at the beginning or are `centred`."""

    def __init__(self, *widgets: QWidget, centred: bool = False) -> None:
        super().__init__()
        self._widgets = widgets
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme().px(8))
        for widget in widgets:
            fixed = widget.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Fixed
            self._row.addWidget(widget, stretch=0 if fixed else 1)
            if centred:
                self._row.setAlignment(widget, Qt.AlignmentFlag.AlignCenter)
        if all(widget.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Fixed for widget in widgets):
            self._row.addStretch(1)
        if centred:
            self._row.insertStretch(0, 1)
        theme().changed.connect(self._arrange)

    def minimumSizeHint(self) -> QSize:
        widest = max((w.minimumSizeHint().width() for w in self._shown()), default=0)
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange()
        return super().event(event)

    def _shown(self) -> list[QWidget]:
        return [widget for widget in self._widgets if not widget.isHidden()]

    def _arrange(self) -> None:
        shown = self._shown()
        wanted = sum(w.minimumSizeHint().width() for w in shown) + self._row.spacing() * (len(shown) - 1)
        direction = QBoxLayout.Direction.TopToBottom if wanted > self.width() else QBoxLayout.Direction.LeftToRight
        if direction != self._row.direction():
            self._row.setDirection(direction)
            self.updateGeometry()


class Column(QScrollArea):
    """Scrolls up and down, and asks for as much width as what it holds needs."""

    def __init__(self, inside: QWidget, name: str) -> None:
        super().__init__()
        self._inside = inside
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inside)

    def sizeHint(self) -> QSize:  # Qt's own stays what it was at first
        return QSize(super().sizeHint().width(), self._inside.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(
            self._inside.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width(), theme().px(100)
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)
