"""Process templates: made, renamed, copied, deleted, their steps edited. A job order begun from one keeps its own."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.app import App
from desktop.changes import Changes
from desktop.domain.process import ProcessTemplate
from desktop.domain.terms import Terms
from desktop.errors import UserError
from desktop.i18n import _, ngettext
from ui.bridge import Bridge
from ui.commands import Command, Commands, key_text
from ui.form import Form
from ui.messages import messages_of
from ui.screen import Screen
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.empty_state import EmptyState
from ui.widgets.inputs import LineEdit
from ui.widgets.step_actions import template_actions
from ui.widgets.steps_editor import StepsEditor
from ui.widgets.terms_form import TermsForm
from ui.widgets.two_line_list import Row, TwoLineList
from ui.widgets.undoing import undo_just


@dataclass(frozen=True)
class _Words:
    """What the form holds: a step edited meanwhile is no newer value of these."""

    name: str = ""
    description: str = ""


class TemplatesScreen(Screen):
    """The list at the left; name, description and steps of the current one at the right."""

    def __init__(self, app: App, bridge: Bridge, commands: Commands) -> None:
        super().__init__(bridge)
        self._app, self._commands = app, commands
        self._template = ProcessTemplate(name="")
        self.editor = StepsEditor(template_actions(lambda: self._template, self._save), commands)
        self.list = TwoLineList(_("Process templates"))
        self.list.current_changed.connect(self._chosen)
        self.list.opened.connect(lambda _id: self.editor.focus_table())
        self.form = Form(_Words(), self._save_words)
        self.terms = TermsForm(self._template.terms, self._save_terms)
        self.editor.add_page(_("Terms"), self.terms)
        self._lay_out()
        self._add_commands()

    def refresh(self) -> None:
        self.editor.set_hours_a_day(self._app.agencies.get().week.hours_a_day)
        templates = {template.id: template for template in self._app.templates.all()}
        self.list.set_rows([_row(template) for template in templates.values()])
        self._pages.setCurrentIndex(0 if templates else 1)
        if self._template.id in templates:
            self._show(templates[self._template.id])
        elif templates:
            self.list.select_first()

    def concerns(self, changes: Changes) -> bool:
        return changes.has("template") or changes.has("agency")

    def panes(self) -> list[QWidget]:
        return [self.list, self.form, *self.editor.panes()]

    def flush(self) -> bool:
        return self.form.flush() and self.terms.flush() and self.editor.flush()

    def set_client_view(self, on: bool) -> None:
        self.editor.set_client_view(on)

    # -- what can be done -------------------------------------------------------------------------------------------

    def new(self) -> None:
        """Begin an empty template; its name is typed at once."""
        if self.flush():
            self._add(lambda: self._app.templates.save(ProcessTemplate(name=_("New template"))))

    def copy(self) -> None:
        """The same under another name."""
        if self.list.current_id() is not None and self.flush():
            self._add(lambda: self._app.templates.copy(self._template.id))

    def remove(self) -> None:
        """Delete the current one, with Undo."""
        id, name = self.list.current_id(), self._template.name
        if id is None:
            return
        try:
            self._app.templates.remove(id)
        except UserError as error:
            messages_of(self).error(error)
            return
        self.form.load(_words(self._template))
        undo = undo_just(self, self._app.undo)
        self.refresh()
        messages_of(self).done(_("Template {name} was deleted.").format(name=name), undo)

    def rename(self) -> None:
        """Go to the name; typing replaces it."""
        editor = self.form.field("name").editor
        editor.setFocus()
        if isinstance(editor, LineEdit):
            editor.selectAll()

    # -- inside -----------------------------------------------------------------------------------------------------

    def _add(self, make: Callable[[], ProcessTemplate]) -> None:
        try:
            made = make()
        except UserError as error:
            messages_of(self).error(error)
            return
        self.refresh()
        self.list.select(made.id)
        self.rename()

    def _chosen(self, id: UUID | None) -> None:
        if id is None or id == self._template.id:
            return
        if self._template.revision and not self.flush():
            self.list.select(self._template.id)
            return
        self._template = self._app.templates.get(id)
        self.form.load(_words(self._template))
        self.terms.load(self._template.terms)
        self.editor.set_steps(self._template.steps)

    def _show(self, template: ProcessTemplate) -> None:
        self._template = template
        self.form.show_value(_words(template))
        self.terms.show_value(template.terms)
        self.editor.set_steps(template.steps)

    def _save(self, template: ProcessTemplate) -> ProcessTemplate:
        self._template = self._app.templates.save(template)
        self.terms.show_value(self._template.terms)
        return self._template

    def _save_words(self, draft: _Words) -> _Words:
        self._template = self._app.templates.save(
            replace(self._template, name=draft.name, description=draft.description)
        )
        return _words(self._template)

    def _save_terms(self, terms: Terms) -> Terms:
        self._template = self._app.templates.save(replace(self._template, terms=terms))
        return self._template.terms

    # -- building ---------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        look, buttons = theme(), QHBoxLayout()
        new = Button(_("New"), "plus", key_text("Ins"))
        copy, remove = Button("", "copy"), Button("", "trash-2")
        for button, words, act in (
            (new, _("New template"), self.new),
            (copy, _("Copy the template"), self.copy),
            (remove, _("Delete the template"), self.remove),
        ):
            button.setAccessibleName(words)
            button.setToolTip(words)
            button.clicked.connect(act)
            buttons.addWidget(button)
        buttons.addStretch(1)
        left = QVBoxLayout()
        left.addLayout(buttons)
        left.addWidget(self.list, stretch=1)
        self._left = QWidget()
        self._left.setLayout(left)
        left.setContentsMargins(0, 0, 0, 0)
        self._left.setFixedWidth(min(look.px(200), 280))
        self.form.add(self.form.line("name", _("Name")), self.form.line("description", _("What it is for")))
        right = QVBoxLayout()
        right.addWidget(self.form)
        right.addWidget(self.editor, stretch=1)
        first = Button(_("New template"), "plus", primary=True)
        first.clicked.connect(self.new)
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(16))
        row.addWidget(self._left)
        row.addLayout(right, stretch=1)
        self._pages = QStackedWidget()
        self._pages.addWidget(both)
        self._pages.addWidget(
            EmptyState("layout-template", _("Begin the next job order from your own steps"), "", (first,))
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)

    def _add_commands(self) -> None:
        group = _("Process templates")
        for command in (
            Command("new-template", _("New template"), self.new, ("Ins",), "plus", group),
            Command("copy-template", _("Copy the template"), self.copy, ("Ctrl+D",), "copy", group),
            Command("rename-template", _("Rename the template"), self.rename, ("F2",), "pen-line", group),
            Command("delete-template", _("Delete the template"), self.remove, ("Del",), "trash-2", group),
        ):
            self._commands.add(command, self.list)


def _words(template: ProcessTemplate) -> _Words:
    return _Words(template.name, template.description)


def _row(template: ProcessTemplate) -> Row:
    count = len(template.steps)
    steps = ngettext("{n} step", "{n} steps", count).format(n=count)
    return Row(template.id, template.name, steps)
