"""The sheet that begins a job order: one screenful, keys only, done within a minute."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.app import App
from desktop.domain.job_order import Involvement, JobOrder, JobType
from desktop.domain.people import Client, Person
from desktop.domain.roles import Role
from desktop.errors import InvalidInputError, UserError
from desktop.i18n import _
from ui.fields import Field, choice, line, number
from ui.theme import label, theme
from ui.widgets.dialog import Dialog
from ui.widgets.inputs import SpinBox
from ui.widgets.names import told_apart
from ui.widgets.type_ahead import TypeAhead

_PEOPLE = (Role.CLIENT_HR, Role.HIRING_MANAGER)
_SCRATCH = ""


class NewJobOrder(Dialog):
    """Calls `created(id)` once the job order is kept. A client or person not known yet is made along with it."""

    by_enter = True

    def __init__(
        self, parent: QWidget, app: App, created: Callable[[UUID], object], client_id: UUID | None = None
    ) -> None:
        super().__init__(parent, title=_("New job order"), primary=_("Create"), icon="plus")
        self._app, self._created = app, created
        self._clients = [(line.id, line.name) for line in app.clients.lines()]
        self._templates = app.templates.all()
        self._template_chosen = False
        self._client = TypeAhead(_("Client"), guesses=True)
        self._people = {role: TypeAhead(_(role.label), guesses=True) for role in _PEOPLE}
        self._hint, self._people_hint = label("", "small", wrap=True), label("", "small", wrap=True)
        self.fields = {field.name: field for field in self._make_fields()}
        self._lay_out()
        self._client.set_choices(told_apart(self._clients))
        self._client.choose(client_id)
        self._offer_people()
        self._follow_type()
        for editor in (self._client, *self._people.values()):
            editor.typing.connect(self._say_what_happens)
            editor.left.connect(self._say_what_happens)
        self._client.typing.connect(self._client_changed)
        self._client.left.connect(self._client_changed)
        self.fields["job_type"].left.connect(self._follow_type)
        self.fields["template"].left.connect(self._choose_template)
        self.accepted_now.connect(self._create)
        self._say_what_happens()
        (self.fields["title"].editor if client_id else self._client).setFocus()

    def changed(self) -> bool:
        return bool(self._client.currentText().strip() or self.fields["title"].read().strip())

    # -- building ---------------------------------------------------------------------------------------------------

    def _make_fields(self) -> list[Field]:
        templates = [(template.id, template.name) for template in self._templates]
        made = [
            Field("client_id", _("Client"), self._client, self._client.value, self._client.choose),
            line("title", _("Job title")),
            choice("job_type", _("Type"), [(kind, _(kind.label)) for kind in JobType]),
            number("openings", _("Openings")),
            choice("template", _("Begin the process from"), [*templates, (_SCRATCH, _("An empty process"))]),
        ]
        for role, editor in self._people.items():
            made.append(Field(role.value, _(role.label), editor, editor.value, editor.choose))
            editor.input.setPlaceholderText(_("Not known yet"))
        openings = made[3].editor
        if isinstance(openings, SpinBox):
            openings.setValue(1)
        self._client.input.setPlaceholderText(_("Type a name, known or new"))
        made[2].write(JobType.PERMANENT)
        return made

    def _lay_out(self) -> None:
        look, fields = theme(), self.fields
        self.setMinimumWidth(look.px(520))
        column = self.column
        rows = (("client_id",), ("title",), ("job_type", "openings"), ("template",), tuple(self._people))
        for names in rows:
            row = QHBoxLayout()
            row.setSpacing(look.px(12))
            for name in names:
                row.addWidget(fields[str(name)], stretch=1)
            column.addLayout(row)
            if names == ("client_id",):
                column.addWidget(self._hint)
        column.addWidget(self._people_hint)
        column.addStretch(1)

    # -- reacting ---------------------------------------------------------------------------------------------------

    def _say_what_happens(self) -> None:
        """Who is known and who would be made, before the field is left."""
        self._hint.setText(_client_words(self._client) or _("A new name makes a new client."))
        people = [words for editor in self._people.values() if (words := _person_words(editor))]
        self._people_hint.setText("\n".join(people))
        self._people_hint.setVisible(bool(people))

    def _client_changed(self) -> None:
        self.fields["client_id"].set_problem("")
        self._offer_people()

    def _offer_people(self) -> None:
        client_id = self._client.value()
        people = self._app.clients.people(client_id) if client_id else []
        offered = told_apart([(person.id, person.name, person.title) for person in people])
        for editor in self._people.values():
            if editor.value() not in {person.id for person in people}:
                editor.choose(None) if not editor.typed else None
            editor.set_choices(offered)

    def _follow_type(self) -> None:
        """The template of the same kind, until another was chosen."""
        if self._template_chosen:
            return
        kind = self.fields["job_type"].read()
        fitting = next((template.id for template in self._templates if template.key == kind), None)
        self.fields["template"].write(fitting or (self._templates[0].id if self._templates else _SCRATCH))

    def _choose_template(self) -> None:
        self._template_chosen = True

    # -- keeping ----------------------------------------------------------------------------------------------------

    def _create(self) -> None:
        for field in self.fields.values():
            field.set_problem("")
        for editor in (self._client, *self._people.values()):  # a click need not have left the field
            editor.settle()
        try:
            id = self._keep()
        except InvalidInputError as error:
            self._show(error.problems)
        except UserError as error:
            self.fail(error)
        else:
            self.finish()
            self._created(id)

    def _show(self, problems: dict[str, str]) -> None:
        left = dict(problems)
        wrong = [field for name, field in self.fields.items() if name in left]
        for field in wrong:
            field.set_problem(left.pop(field.name))
        if left:
            self.fail("\n".join(left.values()))
        if wrong:
            wrong[0].editor.setFocus()

    def _keep(self) -> UUID:
        """Look at everything first: nothing is kept by half."""
        client = Client(name=self._client.typed)
        client_id: UUID = self._client.value() or client.id
        people, involved = self._involved(client_id)
        job = JobOrder(
            client_id=client_id,
            title=self.fields["title"].read(),
            job_type=self.fields["job_type"].read(),
            openings=self.fields["openings"].read(),
            involved=involved,
        )
        problems = dict(job.problems())
        if self._client.value() is None and (sentence := client.problems().get("name")):
            problems["client_id"] = sentence
        for person in people:
            if sentence := person.problems().get("name"):
                problems[person.role.value] = sentence
        if problems:
            raise InvalidInputError(problems)
        if self._client.value() is None:
            self._app.clients.save(client)
        for person in people:
            self._app.clients.save_person(person)
        return self._app.job_orders.create(job, self.fields["template"].read() or None).id

    def _involved(self, client_id: UUID) -> tuple[list[Person], tuple[Involvement, ...]]:
        """The people to be made, and who takes part."""
        new, involved = [], []
        for role, editor in self._people.items():
            id = editor.value()
            if editor.typed:
                person = Person(client_id=client_id, name=editor.typed, role=role)
                new.append(person)
                id = person.id
            if id is not None:
                involved.append(Involvement(role=role, person_id=id))
        agency = self._app.agencies.find()
        if agency is not None and agency.me is not None:
            involved.append(Involvement(role=Role.RECRUITER, person_id=agency.me))
        return new, tuple(involved)


def _client_words(editor: TypeAhead) -> str:
    """What becomes of the client in `editor`; empty for nobody."""
    if editor.guess is not None:
        words = _("Known client: {name}. Esc makes “{typed}” a new client.")
        return words.format(name=editor.words_of(editor.guess).rstrip("."), typed=editor.typed)
    if editor.typed:
        return _("New client: {name}").format(name=editor.typed)
    return _("Known client: {name}").format(name=editor.words_of(editor.value())) if editor.value() else ""


def _person_words(editor: TypeAhead) -> str:
    """What becomes of the person typed in `editor`; empty where there is nothing to say."""
    if editor.guess is not None:
        words = _("Known person: {name}. Esc makes “{typed}” a new person.")
        return words.format(name=editor.words_of(editor.guess).rstrip("."), typed=editor.typed)
    return _("New person: {name}").format(name=editor.typed) if editor.typed else ""
