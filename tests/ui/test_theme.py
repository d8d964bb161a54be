"""The tokens can be read by everyone, and a change reaches everything at once."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.theme import Theme, label, theme
from ui.tokens import DARK, LIGHT, Tokens
from ui.widgets.buttons import HOVERED, Button

SURFACES = ("window", "sidebar", "surface", "raised", "hover", "selected")
INKS = ("text", "text2", "us", "client", "candidate", "ok", "soon", "late", "accent")


def luminance(rgb: str) -> float:
    channels = [int(rgb[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ink", INKS)
def test_every_ink_is_readable_on_every_surface(tokens: Tokens, ink: str) -> None:
    for surface in SURFACES:
        assert contrast(getattr(tokens, ink), getattr(tokens, surface)) >= 4.5, surface


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_inks_are_readable_on_their_tints_and_muted_text_where_it_stands(tokens: Tokens) -> None:
    for name in ("us", "client", "candidate", "ok", "soon", "late"):
        assert contrast(getattr(tokens, name), tokens.tint(name)) >= 4.5, name
        assert contrast(tokens.text, tokens.tint(name)) >= 4.5, name
    for surface in ("window", "sidebar", "surface", "raised", "hover"):
        assert contrast(tokens.muted, getattr(tokens, surface)) >= 4.5, surface
    for fill in (QColor(tokens.accent_fill), QColor(tokens.accent_fill).lighter(HOVERED)):
        assert contrast(tokens.on_fill, fill.name()) >= 4.5, fill.name()


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_edges_of_controls_and_the_focus_ring_stand_out(tokens: Tokens) -> None:
    for edge in (tokens.control, tokens.focus):
        for surface in (tokens.surface, tokens.raised, tokens.window):
            assert contrast(edge, surface) >= 3


def test_another_theme_and_text_size_reach_widgets_that_are_already_there(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    title, button = label("Senior Accountant", "title"), Button("Add", "plus")
    column = QVBoxLayout(window)
    column.addWidget(title)
    column.addWidget(button)
    window.show()
    before_size, before_button = title.sizeHint().height(), button.sizeHint().height()

    theme().apply("dark", 150)

    assert title.sizeHint().height() > before_size * 1.3
    assert button.sizeHint().height() == round(before_button * 1.5)
    assert window.palette().window().color() == QColor(DARK.surface)
    assert theme().px(12) == 18


def test_tab_goes_to_buttons_too_where_the_system_would_leave_them_out(qtbot: QtBot) -> None:
    hints = QGuiApplication.styleHints()
    hints.setTabFocusBehavior(Qt.TabFocusBehavior.TabFocusTextControls)  # as macOS begins
    Theme().follow_system()
    assert hints.tabFocusBehavior() == Qt.TabFocusBehavior.TabFocusAllControls


def test_text_size_is_held_within_90_and_150_percent(qtbot: QtBot) -> None:
    theme().apply("light", 400)
    assert theme().text_size == 150
    theme().apply("light", 10)
    assert theme().text_size == 90


def test_marked_up_text_in_a_label_shows_as_typed(qtbot: QtBot) -> None:
    made: QLabel = label("<b>Tom & Co</b>")
    qtbot.addWidget(made)
    plain: QLabel = label("x")
    qtbot.addWidget(plain)
    assert made.sizeHint().width() > 8 * plain.sizeHint().width()
