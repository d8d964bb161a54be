"""What a meeting leaves goes where it counts: decisions and answers into the process, answers into the brief."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from sqlalchemy.orm import Session

from desktop.domain.agreement import Agreement, AgreementState
from desktop.domain.history import Deed
from desktop.domain.meetings import Item, ItemKind, Meeting
from desktop.domain.notes import answers
from desktop.domain.process import Process
from desktop.domain.proposals import Proposal, title_of
from desktop.domain.text import LINE
from desktop.errors import NotFoundError, NotReadyError
from desktop.i18n import _
from desktop.services.base import Context, checked, chronicle
from desktop.services.history import ChangedSinceError, Edit
from desktop.services.taken import Said, say, where
from desktop.services.versions import begin_amendment, check_not_closed, check_not_frozen, newest_version
from desktop.storage.meeting_records import MEETINGS
from desktop.storage.records import AGREEMENTS, PROCESSES


def take_into_process(context: Context, meeting_id: UUID, proposal: Proposal) -> Process:
    """Change the process as a line of notes proposes; of a signed agreement the amendment is begun where none is.

    Undo takes that amendment back too, where nothing else was done with it.
    """
    taken = _Taken(context, meeting_id, proposal)
    saved = taken.take_in(Deed.DECISION_TAKEN_IN, text=proposal.text[:LINE])
    label = _("taking “{title}” into the process").format(title=title_of(proposal.text))
    context.undo.record(Edit(label, lambda: taken.take_back(label), lambda: taken.take_again(label)))
    return saved


class _Taken:
    """A proposal that is taken in, and back, and in again. What another has changed between is left as it is."""

    def __init__(self, context: Context, meeting_id: UUID, proposal: Proposal) -> None:
        self._context, self._meeting_id, self._proposal = context, meeting_id, proposal
        self._before: Process | None = None
        self._after: Process | None = None
        self._begun: Agreement | None = None
        self._outcome = ""

    def take_in(self, deed: Deed, **facts: str) -> Process:
        with self._context.store.write() as s:
            job_order_id = _to_take(MEETINGS.get(s, self._meeting_id), self._proposal)
            check_not_closed(s, job_order_id)
            before, begun = PROCESSES.get(s, job_order_id), None
            if self._before is not None and not _same(before, self._before):
                raise ChangedSinceError
            if newest_version(s, job_order_id).state == AgreementState.SIGNED:
                begun = begin_amendment(s, self._context, job_order_id)
            check_not_frozen(s, job_order_id)
            now = PROCESSES.get(s, job_order_id)
            changed = self._changed(now)
            if changed == now:
                raise NotReadyError(_("The process says so already."))
            step = changed.step(self._proposal.step_id or changed.steps[-1].id)
            checked(step.problems())
            after = PROCESSES.save(s, changed)
            number = newest_version(s, job_order_id).number
            outcome = where(after, step.id, number)
            if item_id := self._proposal.item_id:
                facts |= {"meeting": str(self._meeting_id), "item": str(item_id), "step": str(step.id)}
                facts["number"] = str(number)
            self._say(s, "", outcome)
            chronicle(s, self._context, job_order_id, deed, **facts)
        self._before, self._after, self._begun = before, after, begun
        self._outcome = outcome
        return after

    def _changed(self, now: Process) -> Process:
        """A step that comes again is the one that it was."""
        again = self._after
        return replace(now, steps=again.steps, terms=again.terms) if again else self._proposal.applied(now)

    def take_again(self, label: str) -> None:
        self.take_in(Deed.REDONE, what=label)

    def take_back(self, label: str) -> None:
        """Raises ChangedSinceError where the process is another by now."""
        before, after = self._before, self._after
        if before is None or after is None:
            raise ChangedSinceError
        with self._context.store.write() as s:
            job_order_id = after.job_order_id
            check_not_closed(s, job_order_id)
            check_not_frozen(s, job_order_id)
            now, newest = PROCESSES.get(s, job_order_id), newest_version(s, job_order_id)
            if not _same(now, after):
                raise ChangedSinceError
            if self._begun is not None and replace(newest, revision=0) == replace(self._begun, revision=0):
                AGREEMENTS.remove(s, newest.id)
            else:
                before = replace(before, effective_from=now.effective_from)
            PROCESSES.save(s, replace(before, revision=now.revision))
            self._say(s, self._outcome, "")
            chronicle(s, self._context, job_order_id, Deed.UNDONE, what=label)

    def _say(self, s: Session, old: str, new: str) -> None:
        if item_id := self._proposal.item_id:
            say(s, [Said(self._meeting_id, item_id, old, new)])


def _same(one: Process, other: Process) -> bool:
    return replace(one, revision=0) == replace(other, revision=0)


def filled(brief: str, meeting: Meeting) -> str:
    """`brief` with what stands under the headings of the agenda: each answer below its topic, and none twice there.

    What was moved away from the topics is not added again either. Raises NotReadyError where there is nothing to add.
    """
    found = answers(meeting.notes, meeting.agenda)
    if not found:
        raise NotReadyError(_("Nothing is written under the agenda's headings yet."))
    lines, before = brief.strip().split("\n") if brief.strip() else [], set(map(str.strip, brief.split("\n")))
    topics = {topic for topic, _text in found}
    said = _said(lines, topics)
    for topic, text in found:
        there = said[topic] | said[""]
        new = [line for line in text.split("\n") if line.strip() and line.strip() not in there]
        if topic not in before:
            lines += [*([""] if lines else []), topic, *text.split("\n")]
        elif new:
            place = _end_of(lines, topic, topics)
            lines[place:place] = new
    result = "\n".join(lines)
    if result == brief.strip():
        raise NotReadyError(_("All answers are in the brief already."))
    return result


def _said(lines: list[str], topics: set[str]) -> Mapping[str, set[str]]:
    """What stands below each of `topics`, up to an empty line; under "" what stands below none."""
    said, topic = defaultdict[str, set[str]](set), ""
    for line in map(str.strip, lines):
        topic = line if line in topics or not line else topic
        said[topic].add(line)
    return said


def _end_of(lines: list[str], topic: str, topics: set[str]) -> int:
    """Where what is written below `topic` ends: at an empty line, or at the next topic."""
    begin = next(n for n, line in enumerate(lines, 1) if line.strip() == topic)
    return next((n for n in range(begin, len(lines)) if not lines[n].strip() or lines[n] in topics), len(lines))


def _to_take(meeting: Meeting, proposal: Proposal) -> UUID:
    """The job order whose process is changed. Raises NotFoundError, NotReadyError."""
    if meeting.job_order_id is None:
        raise NotReadyError(_("This meeting belongs to no job order, so there is no process to take it into."))
    if proposal.item_id is not None:
        item = meeting.item(proposal.item_id)
        if item is None:
            raise NotFoundError
        _check_decision(item)
    return meeting.job_order_id


def _check_decision(item: Item) -> None:
    if item.kind != ItemKind.DECISION:
        raise NotReadyError(_("Only a decision goes into the process; an action or a question is closed."))
    if item.is_private:
        raise NotReadyError(_("This line is private. Take the exclamation mark away first: the process is shared."))
    if item.outcome:
        raise NotReadyError(_("It is taken in already: {where}.").format(where=item.outcome))
