"""What lines of notes would change in the process, in words."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from desktop.domain.process import Process
from desktop.domain.proposals import Proposal
from desktop.i18n import _
from ui.widgets.side_mark import side_name
from ui.widgets.step_words import who_words, within_words
from ui.widgets.two_line_list import Heading, Row


class AnswerId(NamedTuple):
    """Which of the answers with these words: it stays the same while lines are typed above it."""

    text: str
    place: int


def answers(proposals: Sequence[Proposal]) -> Mapping[AnswerId, Proposal]:
    """The proposals that are no decisions; those are in the list by themselves."""
    found: dict[AnswerId, Proposal] = {}
    for one in proposals:
        if one.item_id is None:
            found[AnswerId(one.text, sum(id.text == one.text for id in found))] = one
    return found


def proposal_rows(found: Mapping[AnswerId, Proposal], process: Process) -> list[Row | Heading]:
    """A row for each answer, with what it would change."""
    if not found:
        return []
    rows: list[Row | Heading] = [Heading(_("Promises in the answers"), len(found))]
    for id, one in found.items():
        sides = {side.value for side in one.step(process).sides}
        rows.append(Row(id, one.text, change_words(one, process), side=side_name(sides), icon="list-checks"))
    return rows


def change_words(proposal: Proposal, process: Process) -> str:
    """As in "Step 5, Interview feedback: 3 days → 1 day, Hiring manager → Client HR"."""
    after = proposal.step(process)
    if proposal.step_id is None:
        limit = (within_words(after.within),) if after.within else ()
        facts = ", ".join((*limit, *((who_words(after),) if after.does else ())))
        return _("A new step: {facts}").format(facts=facts) if facts else _("A new step")
    before, number = process.step(proposal.step_id), process.place(proposal.step_id)
    pairs = (
        (within_words(before.within) or "–", within_words(after.within)),
        (who_words(before), who_words(after)),
    )
    changed = [_("{old} → {new}").format(old=old, new=new) for old, new in pairs if old != new]
    if after.done_when != before.done_when:
        changed.append(_("done when: {words}").format(words=" ".join(after.done_when.split())))
    if proposal.asks:
        return _("Step {n}, {title}: T asks what changes in it").format(n=number, title=after.title)
    if not changed:
        return _("Step {n}, {title}, says so already").format(n=number, title=after.title)
    return _("Step {n}, {title}: {changes}").format(n=number, title=after.title, changes=", ".join(changed))
