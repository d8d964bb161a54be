"""The style sheet, generated: `palette(...)` in one is not asked again after a change of palette."""

from resources import path
from ui.tokens import Tokens


def style_sheet(tokens: Tokens, points: float, text_size: int, unit: float, *, dark: bool) -> str:
    """The rules for `tokens`, with body text of `points` and measures multiplied by `unit`."""
    return "\n".join((_views(tokens, unit), _controls(tokens, unit, dark=dark), _labels(tokens, points, text_size)))


def _controls(t: Tokens, unit: float, *, dark: bool) -> str:
    def px(n: float) -> str:
        return f"{max(1, round(n * unit))}px"

    files = path("styles").as_posix()
    arrow = f'url("{files}/{{}}-{"dark" if dark else "light"}.svg")'
    down, check = arrow.format("chevron-down"), f'url("{files}/check.svg")'
    thinner = f"{round(4 * unit) - 1}px {round(9 * unit) - 1}px"  # the border is thicker then: nothing moves
    inputs = "QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox"
    return f"""
{inputs} {{ background: {t.raised}; color: {t.text}; border: 1px solid {t.control}; border-radius: {px(6)};
  padding: {px(4)} {px(9)}; selection-background-color: {t.accent_fill}; selection-color: {t.on_fill}; }}
QLineEdit, QComboBox, QAbstractSpinBox {{ min-height: {px(20)}; }}
QAbstractSpinBox {{ max-height: {px(20)}; }}
QPlainTextEdit, QTextEdit {{ padding: {px(4)} {px(5)}; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {{
  border: 2px solid {t.focus}; }}
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus, QLineEdit[wrong="true"], QComboBox[wrong="true"],
QAbstractSpinBox[wrong="true"] {{ padding: {thinner}; }}
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled {{
  background: {t.window}; color: {t.muted}; border-color: {t.border}; }}
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QComboBox[wrong="true"], QAbstractSpinBox[wrong="true"] {{
  border: 2px solid {t.late}; }}
QAbstractSpinBox QLineEdit, QComboBox QLineEdit, QAbstractSpinBox QLineEdit:focus, QComboBox QLineEdit:focus {{
  border: none; padding: 0; min-height: 0; background: transparent; }}
QSpinBox::up-button, QSpinBox::down-button {{ width: 0; height: 0; border: none; }}
QAbstractItemView QLineEdit, QAbstractItemView QLineEdit:focus {{
  border-radius: 0; padding: 0 {px(4)}; border: 2px solid {t.focus}; }}
QAbstractItemView QLineEdit[wrong="true"] {{ border: 2px solid {t.late}; }}
QComboBox::drop-down, QDateEdit::drop-down {{ border: none; width: {px(26)}; }}
QComboBox::down-arrow, QDateEdit::down-arrow {{ image: {down}; width: {px(14)}; height: {px(14)}; }}
QComboBox QAbstractItemView {{ background: {t.raised}; border: 1px solid {t.control}; padding: {px(4)};
  selection-background-color: {t.selected}; selection-color: {t.text}; }}
QCheckBox, QRadioButton {{ spacing: {px(8)}; padding: {px(4)}; border: 2px solid transparent;
  border-radius: {px(6)}; }}
QCheckBox:focus, QRadioButton:focus {{ border-color: {t.focus}; }}
QCheckBox::indicator, QRadioButton::indicator {{ width: {px(16)}; height: {px(16)}; background: {t.raised};
  border: 1px solid {t.control}; border-radius: {px(4)}; }}
QCheckBox::indicator:checked {{ background: {t.accent_fill}; border-color: {t.accent}; image: {check}; }}
QRadioButton::indicator {{ border-radius: {px(8)}; }}
QRadioButton::indicator:checked {{ background: {t.on_fill}; border: {px(5)} solid {t.accent_fill};
  width: {px(8)}; height: {px(8)}; border-radius: {px(9)}; }}
QToolButton {{ background: transparent; border: 2px solid transparent; border-radius: {px(6)}; padding: {px(4)}; }}
QToolButton:hover {{ background: {t.hover}; }}
QToolButton:focus {{ border-color: {t.focus}; }}
QMenu {{ background: {t.raised}; border: 1px solid {t.control}; padding: {px(4)}; }}
QMenu::item {{ padding: {px(6)} {px(24)} {px(6)} {px(12)}; border-radius: {px(4)}; }}
QMenu::item:selected {{ background: {t.selected}; color: {t.text}; }}
QMenu::item:disabled {{ color: {t.muted}; }}
QToolTip {{ background: {t.raised}; color: {t.text}; border: 1px solid {t.control}; padding: {px(4)} {px(8)}; }}
QProgressBar {{ border: 1px solid {t.control}; border-radius: {px(6)}; background: {t.window}; text-align: center; }}
QProgressBar::chunk {{ background: {t.us_tint}; border-radius: {px(5)}; }}
"""


def _views(t: Tokens, unit: float) -> str:
    def px(n: float) -> str:
        return f"{max(1, round(n * unit))}px"

    return f"""
QAbstractScrollArea {{ border: none; }}
QListView, QTableView, QTreeView {{ background: transparent; outline: none; }}
QTableView {{ gridline-color: {t.border}; selection-background-color: {t.selected}; selection-color: {t.text};
  border: 2px solid transparent; }}
QTableView:focus {{ border: 2px solid {t.focus}; border-radius: {px(6)}; }}
QTableView::item {{ padding: 0 {px(6)}; border: none; border-bottom: 1px solid {t.border}; }}
QTableView::item:selected {{ background: {t.selected}; }}
QHeaderView {{ background: {t.surface}; }}
QHeaderView::section {{ background: {t.surface}; color: {t.text2}; border: none;
  border-bottom: 1px solid {t.border}; padding: {px(6)} {px(8)}; font-weight: 400; }}
QTabBar {{ qproperty-drawBase: 0; qproperty-expanding: 0; }}
QTabBar::tab {{ color: {t.text2}; background: transparent; padding: {px(6)} {px(4)}; margin-right: {px(16)};
  border: 2px solid transparent; border-bottom: 2px solid transparent; }}
QTabBar::tab:selected {{ color: {t.text}; font-weight: 600; border-bottom-color: {t.accent}; }}
QTabBar::tab:hover {{ color: {t.text}; }}
QTabBar::tab:focus {{ border-color: {t.focus}; border-radius: {px(6)}; }}
QTabBar::scroller {{ width: {px(48)}; }}
QTabBar QToolButton {{ background: {t.surface}; border: 1px solid {t.border}; padding: 0; }}
QTabBar QToolButton:disabled {{ border-color: transparent; }}
QTabWidget::pane {{ border: none; }}
QScrollBar:vertical {{ background: transparent; width: {px(10)}; }}
QScrollBar:horizontal {{ background: transparent; height: {px(10)}; }}
QScrollBar::handle {{ background: {t.control}; border-radius: {px(3)}; margin: 2px; min-height: {px(24)};
  min-width: {px(24)}; }}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{ background: none;
  width: 0; height: 0; }}
QSplitter::handle {{ background: {t.border}; }}
QFrame[role="line"] {{ background: {t.border}; border: none; }}
QWidget[role="sidebar"] {{ background: {t.sidebar}; border-right: 1px solid {t.border}; }}
QWidget[role="list-pane"] {{ background: {t.window}; border-right: 1px solid {t.border}; }}
QFrame[role="card"] {{ background: {t.raised}; border: 1px solid {t.border}; border-radius: {px(12)}; }}
QWidget[role="toast-strip"] {{ background: {t.window}; border-top: 1px solid {t.border}; }}
QFrame[role="toast"] {{ background: {t.raised}; border: 1px solid {t.control}; border-radius: {px(8)}; }}
QFrame[role="panel"] {{ background: {t.window}; border: none; border-radius: {px(8)}; }}
"""


def _labels(t: Tokens, points: float, text_size: int) -> str:
    def pt(step: float) -> str:
        return f"{points + step * text_size / 100:.2f}pt"

    colours = "\n".join(
        f'QLabel[role="{name}"] {{ color: {getattr(t, name)}; font-weight: 600; }}'
        for name in ("ok", "soon", "late", "us", "client", "candidate")
    )
    return f"""
QLabel {{ background: transparent; }}
QLabel[role="empty"] {{ font-size: {pt(5)}; font-weight: 600; }}
QLabel[role="title"] {{ font-size: {pt(6)}; font-weight: 600; }}
QLabel[role="heading"] {{ font-size: {pt(2)}; font-weight: 600; }}
QLabel[role="strong"] {{ font-weight: 600; }}
QLabel[role="text2"] {{ color: {t.text2}; }}
QLabel[role="muted"] {{ color: {t.muted}; }}
QLabel[role="small"] {{ color: {t.muted}; font-size: {pt(-1)}; }}
QLabel[role="tiny"] {{ color: {t.muted}; font-size: {pt(-1.5)}; }}
QLabel[role="error"] {{ color: {t.late}; }}
QLabel[role="refusal"] {{ color: {t.late}; background: {t.raised}; border: 1px solid {t.late}; padding: 4px 8px; }}
{colours}
"""
