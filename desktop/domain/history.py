"""Who did what when, on each job order."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid4

from desktop.i18n import N_, _


class Deed(StrEnum):
    """What was done. Past tense: it has been committed."""

    JOB_ORDER_CREATED = "job_order_created"
    JOB_ORDER_IMPORTED = "job_order_imported"
    JOB_ORDER_CHANGED = "job_order_changed"
    STEP_ADDED = "step_added"
    STEP_CHANGED = "step_changed"
    STEP_MOVED = "step_moved"
    STEP_REMOVED = "step_removed"
    TERMS_CHANGED = "terms_changed"
    TEMPLATE_APPLIED = "template_applied"
    POSITION_TAKEN = "position_taken"
    BOTH_AGREED = "both_agreed"
    REST_AGREED = "rest_agreed"
    DIFFERENCE_SETTLED = "difference_settled"
    UNDONE = "undone"
    REDONE = "redone"
    PROPOSED = "proposed"
    AGREED = "agreed"
    REOPENED = "reopened"
    WITHDRAWN = "withdrawn"
    SIGNED_OFF = "signed_off"
    SIGNED = "signed"
    AMENDED = "amended"
    REPLACED = "replaced"
    SEARCH_OPENED = "search_opened"
    OPENED_WITHOUT_AGREEMENT = "opened_without_agreement"
    PUT_ON_HOLD = "put_on_hold"
    RESUMED = "resumed"
    CLOSED = "closed"
    PASSED = "passed"
    TAKEN_UP_AGAIN = "taken_up_again"
    PROMISE_DONE = "promise_done"
    PROMISE_NOT_DONE = "promise_not_done"
    EXCUSED = "excused"
    PAUSED = "paused"
    RUNNING_ON = "running_on"
    REMINDED = "reminded"
    TALK_ASKED = "talk_asked"
    CANDIDATE_ADDED = "candidate_added"
    CANDIDATE_EVENT = "candidate_event"
    CANDIDATE_EVENT_REMOVED = "candidate_event_removed"
    CHECKED_IN = "checked_in"
    MEETING_BEGUN = "meeting_begun"
    DECISION_TAKEN_IN = "decision_taken_in"


@dataclass(frozen=True, kw_only=True)
class Event:
    """One line of the history. `facts` fill the sentence of its deed."""

    id: UUID = field(default_factory=uuid4)
    job_order_id: UUID
    at: datetime
    who: str
    deed: Deed
    facts: tuple[tuple[str, str], ...] = ()

    @property
    def sentence(self) -> str:
        """What was done, in the screen's language."""
        facts = _Facts(self.facts)
        sentence = _SENTENCES[self.deed] if all(facts.values()) else _SHORTER.get(self.deed, _SENTENCES[self.deed])
        return _(sentence).format_map(facts)


class _Facts(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


_SENTENCES = {
    Deed.JOB_ORDER_CREATED: N_("Job order created: {title}"),
    Deed.JOB_ORDER_IMPORTED: N_("Imported from {source}"),
    Deed.JOB_ORDER_CHANGED: N_("Job order details changed: {fields}"),
    Deed.STEP_ADDED: N_("Step added: {title}"),
    Deed.STEP_CHANGED: N_("Step changed: {title} ({fields})"),
    Deed.STEP_MOVED: N_("Step moved: {title}, now number {place}"),
    Deed.STEP_REMOVED: N_("Step removed: {title}"),
    Deed.TERMS_CHANGED: N_("Terms changed: {fields}"),
    Deed.TEMPLATE_APPLIED: N_("Process begun from template {name}"),
    Deed.POSITION_TAKEN: N_("{side} on {title}: {stance}. {words}"),
    Deed.BOTH_AGREED: N_("Both sides agree with {title}"),
    Deed.REST_AGREED: N_("Both sides agree with every step that has no open difference"),
    Deed.DIFFERENCE_SETTLED: N_("Settled on {title}: {words}. Gave way: {side}"),
    Deed.UNDONE: N_("Undone: {what}"),
    Deed.REDONE: N_("Redone: {what}"),
    Deed.PROPOSED: N_("Version {number} proposed to the client"),
    Deed.AGREED: N_("Version {number} agreed by both sides, fingerprint {fingerprint}"),
    Deed.REOPENED: N_("Version {number} reopened for changes"),
    Deed.WITHDRAWN: N_("Version {number} withdrawn: {reason}"),
    Deed.SIGNED_OFF: N_("{name} signed version {number} for {party}, {method}"),
    Deed.SIGNED: N_("Version {number} signed by all and frozen"),
    Deed.AMENDED: N_("Version {number} begun, to amend version {old}"),
    Deed.REPLACED: N_("Version {number} replaced from {date}"),
    Deed.SEARCH_OPENED: N_("Search opened"),
    Deed.OPENED_WITHOUT_AGREEMENT: N_("Search opened without an agreement: {reason}"),
    Deed.PUT_ON_HOLD: N_("Put on hold: {reason}"),
    Deed.RESUMED: N_("Resumed"),
    Deed.CLOSED: N_("Closed: {state}. {reason}"),
    Deed.PASSED: N_("Passed: {reason}"),
    Deed.TAKEN_UP_AGAIN: N_("Taken up again"),
    Deed.PROMISE_DONE: N_("Done on {when}: {title}, {how}. Candidate {candidate}"),
    Deed.PROMISE_NOT_DONE: N_("Not done after all: {title}. Candidate {candidate}"),
    Deed.EXCUSED: N_("Excused: {title}, because {reason}"),
    Deed.PAUSED: N_("Paused: {title}, because {reason}. Cause: {side}"),
    Deed.RUNNING_ON: N_("Running on: {title}"),
    Deed.REMINDED: N_("Reminded {name} of {title}, {way}"),
    Deed.TALK_ASKED: N_("Asked {one} and {other} to talk, about {title}"),
    Deed.CANDIDATE_ADDED: N_("Candidate added: {reference}"),
    Deed.CANDIDATE_EVENT: N_("Candidate {reference}: {event}, {when}"),
    Deed.CANDIDATE_EVENT_REMOVED: N_("Candidate {reference}: {event} removed"),
    Deed.CHECKED_IN: N_("Checked in: {words}"),
    Deed.MEETING_BEGUN: N_("Meeting noted: {kind}"),
    Deed.DECISION_TAKEN_IN: N_("Decision taken into the process: {text}"),
}
_SHORTER = {
    Deed.POSITION_TAKEN: N_("{side} on {title}: {stance}"),
    Deed.CLOSED: N_("Closed: {state}"),
    Deed.PROMISE_DONE: N_("Done on {when}: {title}, {how}"),
    Deed.PROMISE_NOT_DONE: N_("Not done after all: {title}"),
    Deed.PAUSED: N_("Paused: {title}, because {reason}"),
}
"""Where the last fact of the sentence is empty."""
