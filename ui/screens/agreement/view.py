"""What the Agreement tab shows of a job order, worked out once for all its parts."""

from dataclasses import dataclass

from desktop.domain.agreement import Agreement, AgreementState, SignMethod, SignOff
from desktop.domain.job_order import JobOrder, JobState
from desktop.domain.process import Process
from desktop.domain.roles import Role
from desktop.formats import format_date
from desktop.i18n import N_, _, ngettext
from ui.widgets.file_choice import portable_name

_UNFIXED = {AgreementState.DRAFT, AgreementState.PROPOSED}
_SIGNED = {
    SignMethod.INK: (N_("Signed in ink on {date}"), "pen-line"),
    SignMethod.ON_SCREEN: (N_("Signed on screen on {date}"), "square-pen"),
    SignMethod.EMAIL: (N_("Signed by e-mail on {date}"), "mail"),
}


@dataclass(frozen=True)
class View:
    """One version of a job order's agreement, and what it stands among. `versions` are newest first."""

    job: JobOrder
    versions: tuple[Agreement, ...]
    chosen: Agreement
    process: Process
    gaps: tuple[str, ...]

    @property
    def newest(self) -> Agreement:
        """The version being worked on, or the one in force."""
        return newest(self.versions)

    @property
    def next_number(self) -> int:
        return self.versions[0].number + 1

    @property
    def in_force(self) -> Agreement | None:
        return next((one for one in self.versions if one.state == AgreementState.SIGNED), None)

    @property
    def is_unfixed(self) -> bool:
        """Whether the version shown is the process as it is now."""
        return self.chosen.state in _UNFIXED

    @property
    def has_page(self) -> bool:
        """Whether there is something to print: not of a version given up before it was fixed."""
        return self.is_unfixed or self.chosen.content is not None

    @property
    def steps(self) -> tuple[int, int]:
        """How many steps are agreed, of how many."""
        if self.chosen.content is not None:
            agreed = [step.is_agreed for step in self.chosen.content.steps]
        else:
            agreed = [step.is_agreed for step in self.process.steps]
        return sum(agreed), len(agreed)

    @property
    def signers(self) -> tuple[Role, ...]:
        terms = self.chosen.content.terms if self.chosen.content else self.process.terms
        return terms.signers

    @property
    def is_passed(self) -> bool:
        return self.job.state == JobState.PASSED

    @property
    def may_propose(self) -> bool:
        return self.chosen.state == AgreementState.DRAFT and not self.is_passed and bool(self.process.steps)

    @property
    def may_agree(self) -> bool:
        return self.is_unfixed and not self.gaps and not self.is_passed

    @property
    def may_reopen(self) -> bool:
        """An agreed version; a second one with a signature is withdrawn rather than reopened under its number."""
        return self.chosen.state == AgreementState.AGREED

    @property
    def may_withdraw(self) -> bool:
        """Whether the version shown is an amendment that can be given up."""
        return self.in_force is not None and self.chosen.state in {*_UNFIXED, AgreementState.AGREED}

    @property
    def may_sign(self) -> bool:
        return self.chosen.state == AgreementState.AGREED

    @property
    def may_amend(self) -> bool:
        """Whether the version shown is in force and nothing newer is under way."""
        started = self.newest.state in {*_UNFIXED, AgreementState.AGREED}
        return self.chosen.state == AgreementState.SIGNED and not started

    @property
    def may_open_search(self) -> bool:
        return self.chosen.state == AgreementState.SIGNED and self.job.state in {JobState.DRAFT, JobState.AGREEING}

    def sign_off(self, role: Role) -> SignOff | None:
        return next((one for one in self.chosen.sign_offs if one.role == role), None)

    def signer(self, role: Role) -> str:
        """Who signs, or signed, for a role, as the version names them."""
        if done := self.sign_off(role):
            return done.name
        named = self.chosen.content.participant(role) if self.chosen.content else None
        return named.name if named else ""

    @property
    def party_names(self) -> tuple[str, str]:
        """Agency and client as the version names them; empty until it is fixed."""
        content = self.chosen.content
        return (content.agency, content.client) if content else ("", "")

    @property
    def file_name(self) -> str:
        """A name for the saved PDF."""
        facts = {"reference": self.job.reference, "title": self.job.title, "number": self.chosen.number}
        words = _("{reference} {title} v{number} draft") if self.is_unfixed else _("{reference} {title} v{number}")
        # The title alone may be too long: the version must not be what is cut.
        room = {**facts, "title": portable_name(self.job.title, "")[:80]}
        return portable_name(words.format(**room), ".pdf")


def newest(versions: tuple[Agreement, ...]) -> Agreement:
    """The newest version that was not withdrawn."""
    return next(one for one in versions if one.state != AgreementState.WITHDRAWN)


def version_words(agreement: Agreement) -> str:
    """A version in the chooser: "Version 2 · Signed"."""
    return _("Version {number} · {state}").format(number=agreement.number, state=state_words(agreement))


def state_words(agreement: Agreement) -> str:
    """The state, with its date or reason."""
    if agreement.state == AgreementState.REPLACED and agreement.replaced_from:
        return _("Replaced from {date}").format(date=format_date(agreement.replaced_from, style="medium"))
    if agreement.state == AgreementState.WITHDRAWN:
        return _("Withdrawn: {reason}").format(reason=" ".join(agreement.withdrawn_because.split()))
    return _(agreement.state.label)


def state_look(agreement: Agreement) -> tuple[str, str]:
    """Token and icon of the state."""
    return {
        AgreementState.DRAFT: ("text2", "square-pen"),
        AgreementState.PROPOSED: ("text2", "message-square-text"),
        AgreementState.AGREED: ("ok", "handshake"),
        AgreementState.SIGNED: ("ok", "lock"),
        AgreementState.REPLACED: ("muted", "history"),
        AgreementState.WITHDRAWN: ("muted", "undo-2"),
    }[agreement.state]


def signed_words(sign_off: SignOff) -> str:
    """How and when somebody signed."""
    return _(_SIGNED[sign_off.method][0]).format(date=format_date(sign_off.signed_on, style="medium"))


def signed_icon(sign_off: SignOff) -> str:
    return _SIGNED[sign_off.method][1]


def agreed_words(agreed: int, steps: int) -> str:
    """How far the check is: "7 of 10 agreed"."""
    return ngettext("{agreed} of {n} agreed", "{agreed} of {n} agreed", steps).format(agreed=agreed, n=steps)
