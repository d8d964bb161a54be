"""An empty process: begin from a template, or with the first step."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.process import ProcessTemplate
from desktop.i18n import _, ngettext
from ui.commands import key_text
from ui.theme import label, theme
from ui.widgets.buttons import Button
from ui.widgets.two_line_list import Row, TwoLineList


class Start(QWidget):
    """`begin(template_id)` and `add_first()` are what can be done."""

    def __init__(self, begin: Callable[[UUID], object], add_first: Callable[[], object]) -> None:
        super().__init__()
        self.templates = TwoLineList(_("Begin from a template"))
        self.templates.opened.connect(begin)
        self.add = Button(_("Add the first step"), "plus", key_text("Ins"))
        self.add.clicked.connect(lambda _checked: add_first())
        column = QVBoxLayout(self)
        column.setSpacing(theme().px(8))
        column.addStretch(1)
        for words, role in (
            (_("How will you fill this job together?"), "heading"),
            (_("Begin from a template: choose one and press Enter. Every step can be changed."), "text2"),
        ):
            line = label(words, role, wrap=True)  # type: ignore[arg-type] # both are roles
            line.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(line)
        column.addWidget(self.templates, stretch=100, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.add, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        theme().changed.connect(self._measure)
        self._measure()

    def show_templates(self, templates: list[ProcessTemplate]) -> None:
        """Offer `templates`."""
        self.templates.set_rows([Row(each.id, each.name, _length(each)) for each in templates])
        self._measure()
        if self.templates.current_id() is None:
            self.templates.select_first()

    def _measure(self) -> None:
        self.templates.setFixedWidth(theme().px(420))
        rows = self.templates.model().rowCount()
        self.templates.setMaximumHeight(max(rows, 1) * self.templates.sizeHintForRow(0) + theme().px(8))


def _length(template: ProcessTemplate) -> str:
    count = len(template.steps)
    steps = ngettext("{n} step", "{n} steps", count).format(n=count)
    if not template.description:
        return steps
    return _("{steps} · {description}").format(steps=steps, description=template.description.split("\n")[0])
