"""A line of notes on its way into the process: which step, by whom, within how long, done when."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.domain.process import Process
from desktop.domain.proposals import Proposal, title_of
from desktop.domain.roles import Role
from desktop.errors import InvalidInputError, UserError
from desktop.i18n import _
from ui.fields import Field, choice, line, text
from ui.theme import theme
from ui.widgets.dialog import Dialog
from ui.widgets.inputs import ComboBox
from ui.widgets.step_words import parse_within, who_words, within_words


class TakeSheet(Dialog):
    """Begins with what was recognised: `do(proposal)` takes it in, and may raise UserError."""

    def __init__(self, parent: QWidget, proposal: Proposal, process: Process, do: Callable[[Proposal], object]) -> None:
        super().__init__(parent, title=_("Into the process"), primary=_("Take it in"), text=proposal.text[:400])
        self._proposal, self._process, self._do = proposal, process, do
        steps = [(one.id, _("{n}. {title}").format(n=n, title=one.title)) for n, one in enumerate(process.steps, 1)]
        self.step: Field = choice("step_id", _("Step"), [(None, _("A new step")), *steps])
        self.title: Field = line("title", _("Title"))
        self.within: Field = line("within", _("Within"), show=within_words, parse=parse_within)
        self.does: Field = choice("does", _("Who does it"), self._doers(proposal.step_id))
        self.done_when: Field = text("done_when", _("Done when"), rows=2)
        self._fields = (self.step, self.title, self.within, self.does, self.done_when)
        self._lay_out()
        self.step.write(proposal.step_id)
        self._show_step()
        self._begun = self._read()
        self.step.left.connect(self._show_step)
        self.accepted_now.connect(self._go)

    def changed(self) -> bool:
        return self._read() != self._begun

    def _show_step(self) -> None:
        """What was recognised, over what the step says now."""
        id = self.step.read()
        title = self._proposal.title if id else title_of(self._proposal.text)
        after = replace(self._proposal, step_id=id, title=title).step(self._process)
        if id is None or id != self._proposal.step_id:
            after = replace(after, done_when=self._process.step(id).done_when if id else "")
        self.title.write(after.title)
        self.within.write(after.within)
        if isinstance(self.does.editor, ComboBox):
            self.does.editor.set_choices(self._doers(id))
        self.does.write(self._proposal.does)
        self.done_when.write(after.done_when)

    def _doers(self, id: UUID | None) -> list[tuple[tuple[Role, ...], str]]:
        """Who can do it; first whoever does it now."""
        now = _("As it is: {who}").format(who=who_words(self._process.step(id))) if id else _("Nobody yet")
        return [((), now), *(((role,), _(role.label)) for role in Role)]

    def _read(self) -> Mapping[str, str]:
        """As it stands there, to be compared."""
        return {
            "step": str(self.step.read()),
            "title": self.title.read(),
            "within": self.within.editor.property("text"),
            "does": str(self.does.read()),
            "done_when": self.done_when.read(),
        }

    def _wanted(self) -> Proposal:
        """Raises UserError where the limit is none, or where what the step has was emptied."""
        id, title, within, done_when = (field.read() for field in (self.step, self.title, self.within, self.done_when))
        step = self._process.step(id) if id else None
        if step:
            emptied = (("within", step.within, within), ("done_when", step.done_when, done_when))
            words = _("What is taken in can change this, not empty it. To empty it, go to the process.")
            if problems := {name: words for name, before, now in emptied if before and not now}:
                raise InvalidInputError(problems)
        return replace(
            self._proposal,
            step_id=id,
            title="" if step and title == step.title else title,
            within=None if step and within == step.within else within,
            does=self.does.read(),
            done_when="" if step and done_when == step.done_when else done_when,
        )

    def _go(self) -> None:
        for field in self._fields:
            field.set_problem("")
        try:
            wanted = self._wanted()
        except InvalidInputError as error:
            self._say(error.problems)
            return
        except UserError as error:
            self._say({"within": str(error)})
            return
        try:
            self._do(wanted)
        except InvalidInputError as error:
            self._say(error.problems)
        except UserError as error:
            self.fail(error)
        else:
            self.finish()

    def _say(self, problems: Mapping[str, str]) -> None:
        wrong = [field for field in self._fields if field.name in problems]
        for field in wrong:
            field.set_problem(problems[field.name])
        if wrong:
            wrong[0].editor.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.fail(" ".join(problems.values()))

    def _lay_out(self) -> None:
        column = self.column
        row = QHBoxLayout()
        row.setSpacing(theme().px(10))
        for field in (self.within, self.does):
            row.addWidget(field, stretch=1)
        column.addWidget(self.step)
        column.addWidget(self.title)
        column.addLayout(row)
        column.addWidget(self.done_when)
        column.addStretch(1)
