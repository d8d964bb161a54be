"""How it looks: tokens, fonts and measures that grow with the text, applied live to the whole application.

Palette and style sheet come from the tokens (Qt's own colour scheme does nothing on several platforms). Whatever paints
itself asks `theme()` while painting; whatever keeps something made from it listens to `theme().changed`.
"""

from functools import cache
from typing import Literal

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontInfo,
    QFontMetrics,
    QGuiApplication,
    QPainter,
    QPaintEvent,
    QPalette,
)
from PySide6.QtWidgets import QApplication, QLabel, QSizePolicy, QWidget

from desktop.i18n import right_to_left
from resources import path
from ui import references as _references  # noqa: F401 - what it does on import is all
from ui.preferences import LARGEST_TEXT, SMALLEST_TEXT, ThemeName
from ui.style_sheet import style_sheet
from ui.tokens import DARK, LIGHT, Tokens

Weight = Literal[400, 500, 600]
LabelRole = Literal[
    "title", "heading", "strong", "text2", "muted", "small", "tiny", "ok", "soon", "late", "us", "client"
]

_MOST_MEASURED = 4096
_UNIT = 13  # pixels: the body text that measures are given for


class Theme(QObject):
    """What everything on the screen is painted from. There is one: `theme()`."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.tokens: Tokens = LIGHT
        self.dark = False
        self.text_size = 100
        self._name: ThemeName = "system"
        self._base = QFont()
        self._unit = 1.0
        self._fonts: dict[tuple[float, int], QFont] = {}
        self._widths: dict[tuple[str, float, int], int] = {}

    def px(self, measure: float) -> int:
        """`measure`, given for text of normal size, in pixels of the text size now. At least 1 for what is above 0."""
        return max(1, round(measure * self._unit)) if measure else 0

    def font(self, step: float = 0, weight: Weight = 400) -> QFont:
        """The interface font, `step` points larger than body text (-1.5, -1, 0, +2, +6)."""
        made = self._fonts.get((step, weight))
        if made is None:
            made = self._fonts[step, weight] = QFont(self._base)
            made.setPointSizeF(self._base.pointSizeF() + step * self.text_size / 100)
            made.setWeight(QFont.Weight(weight))
        return QFont(made)

    def width(self, text: str, step: float = 0, weight: Weight = 400) -> int:
        """How many pixels `text` takes in that font. The same words are measured again and again while painting."""
        wide = self._widths.get((text, step, weight))
        if wide is None:
            if len(self._widths) >= _MOST_MEASURED:
                self._widths.clear()
            wide = self._widths[text, step, weight] = QFontMetrics(self.font(step, weight)).horizontalAdvance(text)
        return wide

    def color(self, name: str) -> QColor:
        """The colour of the token `name`."""
        return QColor(getattr(self.tokens, name))

    def tint(self, name: str) -> QColor:
        """The quiet background that goes with the token `name`."""
        return QColor(self.tokens.tint(name))

    def apply(self, name: ThemeName = "system", text_size: int = 100) -> None:
        """Dress the application in `name` with text at `text_size` percent (held within 90 to 150), at once."""
        self._name = name
        self.text_size = min(max(text_size, SMALLEST_TEXT), LARGEST_TEXT)
        self.dark = name == "dark" or (name == "system" and _system_is_dark())
        self.tokens = DARK if self.dark else LIGHT
        self._base = _base_font(self.text_size)
        self._fonts.clear()
        self._widths.clear()
        self._unit = QFontInfo(_system_font()).pixelSize() / _UNIT * self.text_size / 100
        app = QApplication.instance()
        if not isinstance(app, QApplication):
            raise TypeError("Themes dress a QApplication.")
        app.setLayoutDirection(Qt.LayoutDirection.RightToLeft if right_to_left() else Qt.LayoutDirection.LeftToRight)
        sheet = style_sheet(self.tokens, self._base.pointSizeF(), self.text_size, self._unit, dark=self.dark)
        if sheet == app.styleSheet():
            return  # dressed like that already; to do it again would take as long as building every widget
        app.setFont(self._base)
        app.setPalette(_palette(self.tokens))
        app.setStyleSheet(sheet)
        self.changed.emit()

    def follow_system(self) -> None:
        """Change along when the system turns light or dark, while the theme is "system"; Tab goes to all, always."""
        hints = QGuiApplication.styleHints()
        hints.setTabFocusBehavior(Qt.TabFocusBehavior.TabFocusAllControls)  # macOS leaves the buttons out else
        hints.colorSchemeChanged.connect(self._system_changed)

    def _system_changed(self) -> None:
        if self._name == "system":
            self.apply("system", self.text_size)


@cache
def theme() -> Theme:
    """The one theme."""
    made = Theme()
    made.follow_system()
    return made


def label(text: str = "", role: LabelRole | None = None, *, wrap: bool = False) -> QLabel:
    """A label for plain text (mark-up in it shows as typed) in one of the text styles."""
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    made.setWordWrap(wrap)
    # Qt goes by the first letters of the text: a name in another script would stand at the wrong end.
    start = Qt.AlignmentFlag.AlignRight if right_to_left() else Qt.AlignmentFlag.AlignLeft
    made.setAlignment(start | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
    if role:
        made.setProperty("role", role)
    return made


class ElidedLabel(QLabel):
    """One line of plain text that ends in "…" where there is no room for all of it; the whole is in its tool tip."""

    def __init__(self, text: str = "", role: LabelRole | None = None) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        if role:
            self.setProperty("role", role)

    def minimumSizeHint(self) -> QSize:
        whole = super().minimumSizeHint()
        return QSize(min(whole.width(), theme().px(40)), whole.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        self.setToolTip("" if shown == self.text() else tip(self.text()))
        QPainter(self).drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, shown)


def tip(text: str) -> str:
    """`text` for a tool tip, which would take mark-up in it for its own."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>")
    return f"<qt>{escaped}</qt>" if text else ""


def set_role(widget: QWidget, role: str) -> None:
    """Give `widget` the look that the style sheet has for `role`."""
    if widget.property("role") == role:
        return
    widget.setProperty("role", role)
    if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        return  # it will be, with this role
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def _system_is_dark() -> bool:
    hints = QGuiApplication.styleHints()
    return hints.colorScheme() == Qt.ColorScheme.Dark


def _base_font(text_size: int) -> QFont:
    system = _system_font()
    font = QFont(system)
    font.setPointSizeF(system.pointSizeF() * text_size / 100)
    font.setFeature(QFont.Tag.fromString("tnum"), 1)
    return font


@cache
def _system_font() -> QFont:
    """The system's interface font; the bundled one where there is none. Never below 10 points."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    if not QFontInfo(font).family():  # fontconfig lists "Sans Serif" even where there is no font at all
        for file in sorted(path("fonts").glob("*.ttf")):
            QFontDatabase.addApplicationFont(str(file))
        font = QFont("Source Sans 3", 10)
    font.setPointSizeF(max(font.pointSizeF(), 10.0))
    return font


def _palette(tokens: Tokens) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for which, name in {
        role.Window: tokens.surface,
        role.WindowText: tokens.text,
        role.Base: tokens.surface,
        role.AlternateBase: tokens.window,
        role.Text: tokens.text,
        role.PlaceholderText: tokens.muted,
        role.Button: tokens.raised,
        role.ButtonText: tokens.text,
        role.BrightText: tokens.on_fill,
        role.ToolTipBase: tokens.raised,
        role.ToolTipText: tokens.text,
        role.Highlight: tokens.accent_fill,
        role.HighlightedText: tokens.on_fill,
        role.Link: tokens.accent,
        role.LinkVisited: tokens.accent,
        role.Accent: tokens.accent_fill,
        role.Light: tokens.raised,
        role.Midlight: tokens.hover,
        role.Mid: tokens.border,
        role.Dark: tokens.control,
        role.Shadow: tokens.border,
    }.items():
        palette.setColor(which, QColor(name))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(tokens.muted))
    return palette
