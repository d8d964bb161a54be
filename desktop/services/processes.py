"""Agreeing the steps of a job order: every edit is one method, one transaction, and can be undone."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from desktop import i18n
from desktop.domain.agreement import Agreement
from desktop.domain.history import Deed
from desktop.domain.job_order import JobState
from desktop.domain.positions import AGREES, Position
from desktop.domain.process import Process, copied, fresh
from desktop.domain.roles import Side
from desktop.domain.steps import Step
from desktop.domain.terms import Terms
from desktop.domain.text import Problems, tidied
from desktop.domain.wording import within
from desktop.errors import ChangedElsewhereError
from desktop.i18n import N_, _
from desktop.services.base import Context, checked, chronicle
from desktop.services.history import ChangedSinceError, Edit
from desktop.services.taken import Said, said_otherwise, say
from desktop.services.versions import begin_agreeing, check_not_closed, check_not_frozen, newest_known
from desktop.storage.records import JOB_ORDERS, PROCESSES, TEMPLATES

STEP_FIELDS = {
    "title": N_("title"),
    "done_when": N_("done when"),
    "within": N_("within"),
    "counted_from": N_("counted from"),
    "per_candidate": N_("how often"),
    "does": N_("does it"),
    "answers": N_("answers for it"),
    "asked": N_("is asked"),
    "told": N_("is told"),
    "if_missed": N_("if missed"),
    "negotiates_offer": N_("who negotiates the offer"),
    "note": N_("note"),
}
TERM_FIELDS = {
    "goals": N_("shared goals"),
    "stay_in_touch": N_("how we stay in touch"),
    "offer_negotiator": N_("who negotiates the offer"),
    "if_something_slips": N_("if something slips"),
    "signers": N_("who signs"),
}
SIDES = {Side.AGENCY: N_("Agency"), Side.CLIENT: N_("Client")}


@dataclass(frozen=True)
class Deeds:
    """How an edit is told: in the history, and after "Undo"."""

    deed: Deed
    label: str
    facts: dict[str, object]


_COMING_TO_TERMS = {Deed.POSITION_TAKEN, Deed.BOTH_AGREED, Deed.REST_AGREED, Deed.DIFFERENCE_SETTLED}
"""A job order leaves Draft when the first of these is done."""


class Processes:
    """The process of a job order. Every edit gives back the saved process.

    Each raises FrozenError while the newest version is fixed, NotReadyError where the job order is closed,
    ChangedElsewhereError where another window was first, InvalidInputError and CycleError where the edit cannot stand.
    """

    def __init__(self, context: Context) -> None:
        self._context = context

    def get(self, job_order_id: UUID) -> Process:
        """The steps and terms as they are now. Raises NotFoundError."""
        with self._context.store.read() as s:
            return PROCESSES.known(s, job_order_id)

    def standing(self, job_order_id: UUID) -> tuple[Process, Agreement, JobState]:
        """The process, its newest version and the state of its job order, of one moment. Raises NotFoundError."""
        with self._context.store.read() as s:
            process, newest = PROCESSES.known(s, job_order_id), newest_known(s, job_order_id)
            return process, newest, JOB_ORDERS.known(s, job_order_id).state

    def add_step(self, job_order_id: UUID, step: Step, place: int | None = None) -> Process:
        """Add a step as number `place` (from 1), at the end by default."""
        step = tidied(step)
        checked(step.problems())
        told = Deeds(Deed.STEP_ADDED, _("adding “{title}”").format(title=step.title), {"title": step.title})
        return self._edit(job_order_id, lambda process: process.adding(step, place), told)

    def edit_step(self, job_order_id: UUID, step: Step, seen: Step | None = None) -> Process:
        """Keep an edited step. Changed terms are agreed by us and open to the client again.

        `seen` is the step as the editor showed it. What the sides say of it stays, whatever `step` holds.
        """
        step = tidied(step)
        checked(step.problems())

        def change(process: Process) -> Process:
            now = process.step(step.id)
            if seen and (seen.agreed_terms, seen.note) != (now.agreed_terms, now.note):
                raise ChangedElsewhereError
            return process.editing(replace(step, agency=now.agency, client=now.client, settlements=now.settlements))

        def told(process: Process) -> Deeds:
            facts: dict[str, object] = {
                "title": step.title,
                "fields": _changed(STEP_FIELDS, process.step(step.id), step),
            }
            return Deeds(Deed.STEP_CHANGED, _("change to “{title}”").format(title=step.title), facts)

        return self._edit(job_order_id, change, told)

    def move_step(self, job_order_id: UUID, step_id: UUID, place: int) -> Process:
        """Make a step number `place` (from 1)."""
        title = self.get(job_order_id).step(step_id).title
        facts: dict[str, object] = {"title": title, "place": place}
        told = Deeds(Deed.STEP_MOVED, _("moving “{title}”").format(title=title), facts)
        return self._edit(job_order_id, lambda process: process.moving(step_id, place), told)

    def remove_step(self, job_order_id: UUID, step_id: UUID) -> Process:
        """Remove a step; what was counted from it counts from its origin."""
        title = self.get(job_order_id).step(step_id).title
        told = Deeds(Deed.STEP_REMOVED, _("removing “{title}”").format(title=title), {"title": title})
        return self._edit(job_order_id, lambda process: process.removing(step_id), told)

    def take_position(self, job_order_id: UUID, step_id: UUID, side: Side, position: Position) -> Process:
        """Note what a side says of a step: agrees, asks for a change, refuses, or nothing yet."""
        position = tidied(position)
        checked(position.problems())
        title = self.get(job_order_id).step(step_id).title
        asked = within(position.within, i18n.screen()) if position.within else ""
        facts: dict[str, object] = {
            "side": _(SIDES[side]),
            "title": title,
            "stance": _(position.stance.label),
            "words": " · ".join(part for part in (asked, position.done_when, position.what, position.why) if part),
        }
        told = Deeds(Deed.POSITION_TAKEN, _("position on “{title}”").format(title=title), facts)
        at = self._context.clock()
        return self._edit(job_order_id, lambda process: process.positioned(step_id, side, position, at=at), told)

    def both_agree(self, job_order_id: UUID, step_id: UUID) -> Process:
        """Both sides agree with a step as it stands; whoever asked for a change or refused has given way."""
        title = self.get(job_order_id).step(step_id).title
        told = Deeds(Deed.BOTH_AGREED, _("position on “{title}”").format(title=title), {"title": title})
        at = self._context.clock()

        def agree(process: Process) -> Process:
            for side in Side:
                process = process.positioned(step_id, side, AGREES, at=at)
            return process

        return self._edit(job_order_id, agree, told)

    def agree_the_rest(self, job_order_id: UUID) -> Process:
        """Both sides agree with every step that has no open difference."""

        def agree(process: Process) -> Process:
            steps = (s if s.is_open else replace(s, agency=AGREES, client=AGREES) for s in process.steps)
            return replace(process, steps=tuple(steps))

        return self._edit(job_order_id, agree, Deeds(Deed.REST_AGREED, _("agreeing the rest"), {}))

    def accept(self, job_order_id: UUID, step_id: UUID) -> Process:
        """Accept the change asked for; the other side gave way. Raises NothingOpenError."""
        at = self._context.clock()
        return self._settle(job_order_id, step_id, lambda process: process.accepting(step_id, at=at), _("accepted"))

    def keep(self, job_order_id: UUID, step_id: UUID) -> Process:
        """Keep the step as it is; whoever asked or refused gave way. Raises NothingOpenError."""
        at = self._context.clock()
        return self._settle(job_order_id, step_id, lambda process: process.keeping(step_id, at=at), _("kept as it is"))

    def _settle(self, job_order_id: UUID, step_id: UUID, change: Callable[[Process], Process], words: str) -> Process:
        after = change(self.get(job_order_id)).step(step_id)
        gave_way = _(SIDES[after.settlements[-1].gave_way])
        facts: dict[str, object] = {"title": after.title, "words": words, "side": gave_way}
        told = Deeds(Deed.DIFFERENCE_SETTLED, _("settling “{title}”").format(title=after.title), facts)
        return self._edit(job_order_id, change, told)

    def note(self, job_order_id: UUID, step_id: UUID, note: str) -> Process:
        """Keep a private note on a step."""
        return self.edit_step(job_order_id, replace(self.get(job_order_id).step(step_id), note=note))

    def set_terms(self, job_order_id: UUID, terms: Terms, seen: Terms | None = None) -> Process:
        """Keep edited terms; `seen` is what the editor showed. Another negotiator of the offer also does that step."""
        terms = tidied(terms)
        checked(terms.problems())

        def change(process: Process) -> Process:
            if seen and seen != process.terms:
                raise ChangedElsewhereError
            if terms.offer_negotiator != process.terms.offer_negotiator:
                process = process.negotiated_by(terms.offer_negotiator)
            return replace(process, terms=terms)

        def told(process: Process) -> Deeds:
            return Deeds(Deed.TERMS_CHANGED, _("terms"), {"fields": _changed(TERM_FIELDS, process.terms, terms)})

        return self._edit(job_order_id, change, told)

    def set_validity(self, job_order_id: UUID, *, valid_until: date | None, effective_from: date | None) -> Process:
        """Until when the agreement is valid, and for an amendment from when it counts."""
        found = Problems()
        if valid_until and effective_from and valid_until < effective_from:
            found.add("valid_until", _("It ends before it begins. Please correct one of the two dates."))
        checked(found)
        told = Deeds(Deed.TERMS_CHANGED, _("validity"), {"fields": _("validity")})
        return self._edit(
            job_order_id, lambda p: replace(p, valid_until=valid_until, effective_from=effective_from), told
        )

    def apply_template(self, job_order_id: UUID, template_id: UUID) -> Process:
        """Replace steps and terms by a template's."""
        with self._context.store.read() as s:
            template = TEMPLATES.get(s, template_id)
        told = Deeds(Deed.TEMPLATE_APPLIED, _("template {name}").format(name=template.name), {"name": template.name})
        return self._edit(
            job_order_id,
            lambda process: replace(process, steps=copied(template.steps, fresh), terms=template.terms),
            told,
        )

    def _edit(
        self, job_order_id: UUID, change: Callable[[Process], Process], tell: Deeds | Callable[[Process], Deeds]
    ) -> Process:
        """Change the process and tell of it; `tell` may depend on the process as it was."""
        with self._context.store.write() as s:
            before = PROCESSES.get(s, job_order_id)
            told = tell if isinstance(tell, Deeds) else tell(before)
            changed = change(before)
            check_not_closed(s, job_order_id)
            check_not_frozen(s, job_order_id)
            saved = PROCESSES.save(s, changed)
            if saved.revision == before.revision:
                return saved
            if told.deed in _COMING_TO_TERMS:
                begin_agreeing(s, job_order_id)
            said = say(s, said_otherwise(s, before, saved))
            chronicle(s, self._context, job_order_id, told.deed, **told.facts)
        back = [one.back for one in said]
        self._context.undo.record(
            Edit(
                told.label,
                lambda: self._put(saved, before, back, Deed.UNDONE, told.label),
                lambda: self._put(before, saved, said, Deed.REDONE, told.label),
            )
        )
        return saved

    def _put(self, expected: Process, wanted: Process, said: list[Said], deed: Deed, label: str) -> None:
        with self._context.store.write() as s:
            check_not_closed(s, wanted.job_order_id)
            check_not_frozen(s, wanted.job_order_id)
            now = PROCESSES.get(s, wanted.job_order_id)
            if replace(now, revision=0) != replace(expected, revision=0):
                raise ChangedSinceError
            PROCESSES.save(s, replace(wanted, revision=now.revision))
            say(s, said)
            chronicle(s, self._context, wanted.job_order_id, deed, what=label)


def _changed(names: Mapping[str, str], before: object, after: object) -> str:
    """The fields of `names` that differ, in words."""
    return ", ".join(_(words) for name, words in names.items() if getattr(before, name) != getattr(after, name))
