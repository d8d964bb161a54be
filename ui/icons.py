"""Lucide icons, tinted from the theme, crisp at any scale, growing with the text."""

from functools import cache, lru_cache

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from resources import path
from ui.theme import theme

SIZE = 16  # pixels beside text of normal size


@cache
def _source(name: str) -> str:
    return path(f"icons/{name}.svg").read_text(encoding="utf-8")


@cache
def _renderer(name: str, rgb: str) -> QSvgRenderer:
    # currentColor paints black in Qt's SVG, so the colour is written into the text.
    return QSvgRenderer(_source(name).replace("currentColor", rgb).encode())


def paint_icon(painter: QPainter, name: str, rect: QRect | QRectF, color: str = "text2") -> None:
    """Draw the icon into the square `rect` in the token `color` (or any #RRGGBB)."""
    rgb = color if color.startswith("#") else str(getattr(theme().tokens, color))
    drawn = _pixmap(name, round(rect.width()), rgb, painter.device().devicePixelRatioF())
    painter.drawPixmap(QPoint(round(rect.x()), round(rect.y())), drawn)


def pixmap(name: str, size: int = SIZE, color: str = "text2") -> QPixmap:
    """The icon for a QLabel. `size` is for text of normal size and grows with it."""
    screen = QGuiApplication.primaryScreen()
    return _pixmap(name, theme().px(size), str(getattr(theme().tokens, color)), screen.devicePixelRatio())


def icon(name: str, color: str = "text2") -> QIcon:
    """The icon for an action or a model, in the colours of now: make it again when `theme().changed`."""
    tokens, made = theme().tokens, QIcon()
    ratios = {1.0, 2.0, *(screen.devicePixelRatio() for screen in QGuiApplication.screens())}
    for ratio in sorted(ratios):
        side = theme().px(SIZE)
        made.addPixmap(_pixmap(name, side, str(getattr(tokens, color)), ratio))
        made.addPixmap(_pixmap(name, side, tokens.muted, ratio), QIcon.Mode.Disabled)
    return made


@lru_cache(maxsize=512)
def _pixmap(name: str, side: int, rgb: str, ratio: float) -> QPixmap:
    drawn = QPixmap(QSize(side, side) * ratio)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    _renderer(name, rgb).render(painter, QRectF(QPoint(0, 0), drawn.size().toSizeF()))
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    return drawn
