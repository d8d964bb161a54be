"""What a sample job order is made of, and what can happen to it: values, which `play` plays."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from desktop.domain.agreement import SignMethod
from desktop.domain.job_order import Involvement, JobOrder, Pay, PayPeriod, TermsOfBusiness
from desktop.domain.limits import Unit, Within
from desktop.domain.positions import Position, Stance
from desktop.domain.roles import Role, Side
from desktop.sample.people import id_of


class Do(StrEnum):
    """What an act does; the services have a method for each."""

    SAY = "say"
    ACCEPT = "accept"
    KEEP = "keep"
    AGREE_THE_REST = "agree_the_rest"
    CHANGE_LIMIT = "change_limit"
    NOTE = "note"
    PROPOSE = "propose"
    AGREE = "agree"
    SIGN = "sign"
    AMEND = "amend"
    OPEN = "open"
    PUT_ON_HOLD = "put_on_hold"
    FILL = "fill"
    LOSE = "lose"
    TRACK = "track"
    DONE = "done"
    SEND = "send"
    WITHDRAW = "withdraw"
    EXCUSE = "excuse"
    PASS = "pass_on"  # noqa: S105 - to pass on a job order is no password


@dataclass(frozen=True, kw_only=True)
class Act:
    """One deed of a story. Only the fields that go with `do` are filled."""

    do: Do
    days_ago: int
    step: int = 0
    """Its number in the process, from 1; with TRACK the step that nobody does, 0 for none."""
    side: Side = Side.CLIENT
    position: Position | None = None
    within: Within | None = None
    words: str = ""
    """A reason, a note, the message that says yes, or the candidate's reference."""
    evening: bool = False
    """At eight in the evening, not in the morning."""
    role: Role | None = None
    method: SignMethod | None = None
    """For ink, the printed agreement stands in for the scan; on the screen, `DRAWN` is drawn."""


@dataclass(frozen=True, kw_only=True)
class SampleJobOrder:
    """A job order, the key of the template it begins from, and what happened since, oldest first."""

    job_order: JobOrder
    template: str
    story: tuple[Act, ...] = ()


DRAWN = (
    ((70, 215), (110, 120), (150, 60), (165, 75), (140, 160), (130, 220), (170, 150), (215, 130), (225, 170)),
    ((250, 190), (285, 150), (310, 165), (295, 205), (330, 160), (365, 155), (360, 205), (410, 150), (450, 160)),
    ((455, 205), (500, 80), (520, 70), (505, 210), (560, 150), (600, 165), (590, 205), (680, 170), (930, 150)),
)
"""A signature drawn on the screen, in the box of `agreement.BOX`."""


def asks(
    days_ago: int, step: int, why: str, *, within: Within | None = None, what: str = "", done_when: str = ""
) -> Act:
    """The client asks for a change of a step."""
    position = Position(stance=Stance.ASKS, within=within, what=what, done_when=done_when, why=why)
    return Act(do=Do.SAY, days_ago=days_ago, step=step, position=position)


def refuses(days_ago: int, step: int, why: str) -> Act:
    """The client refuses a step."""
    return Act(do=Do.SAY, days_ago=days_ago, step=step, position=Position(stance=Stance.REFUSES, why=why))


def agrees(days_ago: int, *steps: int) -> tuple[Act, ...]:
    """The client agrees with some steps, and says nothing yet of the others."""
    position = Position(stance=Stance.AGREES)
    return tuple(Act(do=Do.SAY, days_ago=days_ago, step=step, position=position) for step in steps)


def accepted(days_ago: int, step: int) -> Act:
    return Act(do=Do.ACCEPT, days_ago=days_ago, step=step)


def kept(days_ago: int, step: int) -> Act:
    return Act(do=Do.KEEP, days_ago=days_ago, step=step)


def noted(days_ago: int, step: int, words: str) -> Act:
    """A private note on a step."""
    return Act(do=Do.NOTE, days_ago=days_ago, step=step, words=words)


def limited(days_ago: int, step: int, within: Within) -> Act:
    """We propose another limit."""
    return Act(do=Do.CHANGE_LIMIT, days_ago=days_ago, step=step, within=within)


def done(do: Do, days_ago: int, words: str = "") -> Act:
    """What needs no more than a reason."""
    return Act(do=do, days_ago=days_ago, words=words)


def track(days_ago: int, leaves: int = 0) -> Act:
    """Both sides go on until that day; step number `leaves` is left undone."""
    return Act(do=Do.TRACK, days_ago=days_ago, step=leaves)


def delivered(days_ago: int, step: int, candidate: str = "") -> Act:
    """A promise is kept in the evening, so that one of whole days that follows is due in an evening too."""
    return Act(do=Do.DONE, days_ago=days_ago, step=step, words=candidate, evening=True)


def excused(days_ago: int, step: int, because: str) -> Act:
    return Act(do=Do.EXCUSE, days_ago=days_ago, step=step, words=because, evening=True)


def signed(days_ago: int, role: Role, method: SignMethod, words: str = "") -> Act:
    return Act(do=Do.SIGN, days_ago=days_ago, role=role, method=method, words=words)


def agreed_and_signed(days_ago: int) -> tuple[Act, ...]:
    """All the rest agreed and fixed, signed by the client on the screen and by us by e-mail the day after."""
    return (
        done(Do.AGREE_THE_REST, days_ago),
        done(Do.AGREE, days_ago),
        signed(days_ago, Role.CLIENT_HR, SignMethod.ON_SCREEN),
        signed(days_ago - 1, Role.RECRUITER, SignMethod.EMAIL, "Our reply “Agreed, and looking forward to it”"),
    )


def by(role: Role, person: str, deputy: str = "", *, when: str = "", how: str = "") -> Involvement:
    """Who plays a role, and who stands in, by the keys of `people`."""
    return Involvement(
        role=role, person_id=id_of(person), deputy_id=id_of(deputy) if deputy else None, when=when, how=how
    )


def days(amount: int) -> Within:
    return Within(amount, Unit.WORKING_DAYS)


def pay(lowest: int, highest: int, currency: str, period: PayPeriod = PayPeriod.YEAR) -> Pay:
    return Pay(lowest=Decimal(lowest), highest=Decimal(highest), currency=currency, period=period)


def terms(
    reference: str, dated: date, fee: str, *, payment: int = 14, rebate: str = "75/50/25 % by month"
) -> TermsOfBusiness:
    return TermsOfBusiness(
        reference=reference,
        dated=dated,
        fee_percent=Decimal(fee),
        payment_days=payment,
        rebate=rebate,
        ownership_months=12,
    )
