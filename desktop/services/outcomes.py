"""What a meeting leaves goes where it counts: a decision into the process, answers into the brief."""

from dataclasses import replace
from uuid import UUID

from sqlalchemy.orm import Session

from desktop.domain.agreement import AgreementState
from desktop.domain.history import Deed
from desktop.domain.meetings import Item, ItemKind, Meeting
from desktop.domain.notes import answers
from desktop.domain.process import Process
from desktop.domain.steps import Step
from desktop.domain.text import LINE
from desktop.errors import NotFoundError, NotReadyError
from desktop.i18n import _
from desktop.services.base import Context, chronicle
from desktop.services.history import ChangedSinceError, Edit
from desktop.services.versions import begin_amendment, check_not_closed, check_not_frozen, newest_version
from desktop.storage.records import MEETINGS, PROCESSES


def take_into_process(context: Context, meeting_id: UUID, item_id: UUID) -> Process:
    """Make a decision the last step of the process; of a signed agreement the amendment is begun where none is."""
    with context.store.write() as s:
        meeting = MEETINGS.get(s, meeting_id)
        item, job_order_id = _to_take(meeting, item_id)
        check_not_closed(s, job_order_id)
        if newest_version(s, job_order_id).state == AgreementState.SIGNED:
            begin_amendment(s, context, job_order_id)
        check_not_frozen(s, job_order_id)
        before = PROCESSES.get(s, job_order_id)
        saved = PROCESSES.save(s, before.adding(_step(item)))
        outcome = _("Step {n} of version {number}").format(
            n=len(saved.steps), number=newest_version(s, job_order_id).number
        )
        MEETINGS.save(s, meeting.with_item(replace(item, outcome=outcome)))
        chronicle(s, context, job_order_id, Deed.DECISION_TAKEN_IN, text=saved.steps[-1].title)
    label = _("taking “{title}” into the process").format(title=saved.steps[-1].title)

    def put(expected: Process, wanted: Process, outcomes: tuple[str, str], deed: Deed) -> None:
        with context.store.write() as s:
            check_not_closed(s, job_order_id)
            check_not_frozen(s, job_order_id)
            now = PROCESSES.get(s, job_order_id)
            if replace(now, revision=0) != replace(expected, revision=0):
                raise ChangedSinceError
            PROCESSES.save(s, replace(wanted, revision=now.revision))
            _say(s, meeting_id, item_id, outcomes)
            chronicle(s, context, job_order_id, deed, what=label)

    context.undo.record(
        Edit(
            label,
            lambda: put(saved, before, (outcome, item.outcome), Deed.UNDONE),
            lambda: put(before, saved, (item.outcome, outcome), Deed.REDONE),
        )
    )
    return saved


def new_answers(meeting: Meeting, brief: str) -> str:
    """What stands under the headings of the agenda and not yet in `brief`, as it is added there.

    Raises NotReadyError where there is none.
    """
    found = [f"{topic}\n{text}" for topic, text in answers(meeting.notes, meeting.agenda)]
    if not found:
        raise NotReadyError(_("Nothing is written under the agenda's headings yet."))
    new = [block for block in found if block not in brief]
    if not new:
        raise NotReadyError(_("All answers are in the brief already."))
    return "\n\n".join(new)


def _to_take(meeting: Meeting, item_id: UUID) -> tuple[Item, UUID]:
    item = meeting.item(item_id)
    if item is None:
        raise NotFoundError
    if item.kind != ItemKind.DECISION:
        raise NotReadyError(_("Only a decision goes into the process; an action or a question is closed."))
    if meeting.job_order_id is None:
        raise NotReadyError(_("This meeting belongs to no job order, so there is no process to take it into."))
    if item.is_private:
        raise NotReadyError(_("This line is private. Take the exclamation mark away first: the process is shared."))
    if item.outcome:
        raise NotReadyError(_("It is taken in already: {where}.").format(where=item.outcome))
    return item, meeting.job_order_id


def _step(item: Item) -> Step:
    """A decision that is longer than a title stands in the note of its step, whole."""
    if len(item.text) <= LINE:
        return Step(title=item.text)
    return Step(title=f"{item.text[: LINE - 1].rstrip()}…", note=item.text)


def _say(s: Session, meeting_id: UUID, item_id: UUID, outcomes: tuple[str, str]) -> None:
    """Note where the decision is now, unless its line is gone or says something else by now."""
    meeting = MEETINGS.find(s, meeting_id)
    item = meeting.item(item_id) if meeting else None
    if meeting is not None and item is not None and item.outcome == outcomes[0]:
        MEETINGS.save(s, meeting.with_item(replace(item, outcome=outcomes[1])))
