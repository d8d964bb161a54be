"""How ready a job order is to be filled: A, B or C, derived from four facts and explained. Private.

A: the agreement is signed and the other three facts are there. B: it is signed and one or two of them are; or it is not
signed by both yet and all three are. C: anything else. While the client has not signed, its commitments are words, so
that B is the most there is: three facts show goodwill, not a promise that anybody can be held to.
"""

from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.job_order import JobOrder
from desktop.i18n import N_, _


class Letter(StrEnum):
    A = "A"
    B = "B"
    C = "C"

    @property
    def meaning(self) -> str:
        return _MEANINGS[self]


_MEANINGS = {
    Letter.A: N_("Ready: everything that fills a job quickly is there."),
    Letter.B: N_("Good: something that would make it quicker is missing."),
    Letter.C: N_("Weak: too little is settled to count on a hire."),
}


@dataclass(frozen=True)
class Reason:
    """One fact that counts, in words of the screen: as it is, and what would raise the grade where it is not met."""

    words: str
    is_met: bool
    to_raise: str = ""


@dataclass(frozen=True, kw_only=True)
class Grade:
    letter: Letter
    reasons: tuple[Reason, ...]
    """All four facts, always in the same order."""
    capped: str = ""
    """Why it can't be better for now; empty where nothing caps it."""


def grade(job_order: JobOrder, *, is_signed: bool, client_signed: bool) -> Grade:
    """`is_signed`: a version is in force; `client_signed`: all of the client's side have signed the newest version."""
    reasons = (_agreement(is_signed=is_signed, client_signed=client_signed), *_facts(job_order))
    others = sum(reason.is_met for reason in reasons[1:])
    if is_signed:
        letter = Letter.A if others == 3 else Letter.B if others else Letter.C
    else:
        letter = Letter.B if others == 3 else Letter.C
    capped = _("At most B until the client has signed: its commitments are not promised yet.")
    return Grade(letter=letter, reasons=reasons, capped="" if is_signed or client_signed else capped)


def _agreement(*, is_signed: bool, client_signed: bool) -> Reason:
    if is_signed:
        return Reason(_("Both sides have signed the agreement."), is_met=True)
    if client_signed:
        return Reason(_("The client has signed, we have not."), is_met=False, to_raise=_("Sign the agreement."))
    return Reason(
        _("The client has not signed the agreement."), is_met=False, to_raise=_("Ask the client for its sign-off.")
    )


def _facts(job: JobOrder) -> tuple[Reason, ...]:
    has_range = job.pay.lowest is not None or job.pay.highest is not None
    confirmed = Reason(_("The client has confirmed the pay range."), is_met=True)
    unconfirmed = Reason(
        _("The pay range is not confirmed."), is_met=False, to_raise=_("Ask the client to confirm the pay range.")
    )
    unknown = Reason(
        _("No pay range is noted."), is_met=False, to_raise=_("Note the pay range and have it confirmed by the client.")
    )
    return (
        Reason(_("Interview slots are booked."), is_met=True)
        if job.slots_booked
        else Reason(
            _("No interview slots are booked yet."), is_met=False, to_raise=_("Book interview slots ahead of the CVs.")
        ),
        Reason(_("We talk to the hiring manager directly."), is_met=True)
        if job.manager_access
        else Reason(
            _("We do not talk to the hiring manager directly."),
            is_met=False,
            to_raise=_("Ask for a direct line to the hiring manager."),
        ),
        unknown if not has_range else confirmed if job.pay_confirmed else unconfirmed,
    )
