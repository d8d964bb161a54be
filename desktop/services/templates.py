"""Process templates: made, changed, copied, deleted, and saved from any process."""

from dataclasses import replace
from uuid import UUID, uuid4

from desktop.domain.process import ProcessTemplate, check_no_cycle, copied, fresh
from desktop.domain.starting_templates import KEYS
from desktop.domain.text import PARAGRAPH, Problems, problem, tidied
from desktop.i18n import _
from desktop.services.base import Context, checked, remember
from desktop.storage import queries
from desktop.storage.records import PROCESSES, TEMPLATES


class Templates:
    """Reusable processes. Changing one changes no job order."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def all(self) -> list[ProcessTemplate]:
        """Those that came with the program first, in their own order, then the others by name."""
        with self._context.store.read() as s:
            found = queries.templates(s)
        return sorted(found, key=lambda t: (KEYS.index(t.key) if t.key in KEYS else len(KEYS), t.name.casefold()))

    def get(self, id: UUID) -> ProcessTemplate:
        """Raises NotFoundError."""
        with self._context.store.read() as s:
            return TEMPLATES.get(s, id)

    def save(self, template: ProcessTemplate) -> ProcessTemplate:
        """Keep a new or edited template. Raises InvalidInputError, CycleError, ChangedElsewhereError."""
        template = tidied(template)
        found = Problems()
        found.add("name", problem(template.name, required=True))
        found.add("description", problem(template.description, longest=PARAGRAPH, lines=True))
        for place, step in enumerate(template.steps):
            for name, sentence in step.problems().items():
                found.add(f"steps.{place}.{name}", sentence)
        checked(found | template.terms.problems())
        check_no_cycle(template.steps)
        with self._context.store.write() as s:
            before = TEMPLATES.find(s, template.id)
            saved = TEMPLATES.save(s, template)
        remember(self._context, TEMPLATES, _("template {name}").format(name=saved.name), before, saved)
        return saved

    def copy(self, id: UUID) -> ProcessTemplate:
        """The same under another name."""
        template = self.get(id)
        name = _("Copy of {name}").format(name=template.name)
        return self.save(replace(template, id=uuid4(), key="", name=name, steps=copied(template.steps), revision=0))

    def save_process(self, job_order_id: UUID, name: str) -> ProcessTemplate:
        """Keep a job order's process as a template, without positions, notes or names. Raises InvalidInputError."""
        with self._context.store.read() as s:
            process = PROCESSES.get(s, job_order_id)
        return self.save(ProcessTemplate(name=name, steps=copied(process.steps, fresh), terms=process.terms))

    def remove(self, id: UUID) -> None:
        """Delete a template; job orders begun from it stay as they are."""
        with self._context.store.write() as s:
            before = TEMPLATES.get(s, id)
            TEMPLATES.remove(s, id)
        remember(self._context, TEMPLATES, _("removing template {name}").format(name=before.name), before, None)
