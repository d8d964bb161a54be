"""The agreement versions of one job order, and what can be done with them now: all in the caller's transaction."""

from dataclasses import replace
from uuid import UUID

from sqlalchemy.orm import Session

from desktop.domain.agreement import Agreement, AgreementState
from desktop.domain.history import Deed
from desktop.domain.job_order import JobState
from desktop.errors import FrozenError, NotReadyError
from desktop.formats import format_date
from desktop.i18n import _, ngettext
from desktop.services.base import Context, chronicle
from desktop.storage import queries
from desktop.storage.records import AGREEMENTS, JOB_ORDERS, PROCESSES


def versions(s: Session, job_order_id: UUID) -> list[Agreement]:
    """All of them, newest first."""
    return [AGREEMENTS.get(s, id) for id in queries.agreement_ids(s, job_order_id)]


def newest_version(s: Session, job_order_id: UUID) -> Agreement:
    """The newest that was not withdrawn. Raises NotFoundError where there is no such job order."""
    id, _revision = queries.newest_agreement(s, job_order_id)
    return AGREEMENTS.get(s, id)


def newest_known(s: Session, job_order_id: UUID) -> Agreement:
    """As `newest_version`, from memory while its revision is the same. Not after the transaction wrote a version."""
    return AGREEMENTS.known(s, *queries.newest_agreement(s, job_order_id))


def signed_version(s: Session, job_order_id: UUID) -> Agreement | None:
    """The version in force."""
    return next((a for a in versions(s, job_order_id) if a.state == AgreementState.SIGNED), None)


def gaps(s: Session, context: Context, job_order_id: UUID) -> tuple[str, ...]:
    """What keeps the newest version from being agreed, each as a sentence."""
    process = PROCESSES.get(s, job_order_id)
    found = list(process.gaps())
    if open_steps := process.open_steps:
        found.append(
            ngettext(
                "{n} step is not agreed by both sides.", "{n} steps are not agreed by both sides.", len(open_steps)
            ).format(n=len(open_steps))
        )
    if process.valid_until and process.valid_until < context.today():
        found.append(
            _("It would be valid until {date} only, which has passed. Please choose a later day.").format(
                date=format_date(process.valid_until)
            )
        )
    job = JOB_ORDERS.get(s, job_order_id)
    for role in process.terms.signers:
        one = job.involvement(role)
        if one is None or one.person_id is None:
            found.append(
                _("Nobody is named as {role}, who has to sign. Name them under Details.").format(role=_(role.label))
            )
    return tuple(found)


def require(agreement: Agreement, *states: AgreementState) -> None:
    """Raises NotReadyError unless the version is in one of `states`."""
    if agreement.state not in states:
        raise NotReadyError(
            _("Version {number} is {state}; that can't be done with it.").format(
                number=agreement.number, state=_(agreement.state.label)
            )
        )


def check_not_frozen(s: Session, job_order_id: UUID) -> None:
    """Raises FrozenError while the newest version's content is fixed."""
    newest = newest_version(s, job_order_id)
    if newest.state.is_fixed:
        raise FrozenError(number=newest.number)


def check_not_closed(s: Session, job_order_id: UUID) -> None:
    """Raises NotReadyError where the job order is filled, lost or passed: there is nothing to agree any more."""
    _refuse(s, job_order_id, {state for state in JobState if state.is_closed})


def check_not_passed(s: Session, job_order_id: UUID) -> None:
    """Raises NotReadyError where we passed: a signature may come late to a filled job order, but not to that."""
    _refuse(s, job_order_id, {JobState.PASSED})


def _refuse(s: Session, job_order_id: UUID, states: set[JobState]) -> None:
    job = JOB_ORDERS.get(s, job_order_id)
    if job.state in states:
        raise NotReadyError(
            _("{reference}: {state}. Take it up again first.").format(reference=job.reference, state=_(job.state.label))
        )


def begin_agreeing(s: Session, job_order_id: UUID) -> None:
    """A draft job order is being agreed from now on."""
    job = JOB_ORDERS.get(s, job_order_id)
    if job.state == JobState.DRAFT:
        JOB_ORDERS.save(s, replace(job, state=JobState.AGREEING))


def begin_amendment(s: Session, context: Context, job_order_id: UUID) -> Agreement:
    """The next version, a draft, of what is signed. Raises NotReadyError where nothing is, or another is under way."""
    newest = newest_version(s, job_order_id)
    signed = signed_version(s, job_order_id)
    if signed is None or newest.state != AgreementState.SIGNED:
        raise NotReadyError(
            _("Only a signed agreement can be amended. Reopen or finish version {number} first.").format(
                number=newest.number
            )
        )
    process = PROCESSES.get(s, job_order_id)
    PROCESSES.save(s, replace(process, effective_from=None))
    number = versions(s, job_order_id)[0].number + 1
    draft = AGREEMENTS.save(s, Agreement(job_order_id=job_order_id, number=number))
    chronicle(s, context, job_order_id, Deed.AMENDED, number=draft.number, old=signed.number)
    return draft
