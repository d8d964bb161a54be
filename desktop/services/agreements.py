"""Agreement versions: proposed, agreed, signed, amended. Signed is frozen."""

from dataclasses import replace
from pathlib import Path
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from desktop.domain.agency import PaperSize
from desktop.domain.agreement import Agreement, AgreementState, Content, Page, Scan, SignMethod, SignOff
from desktop.domain.canonical import short
from desktop.domain.compose import Source, compose, restored
from desktop.domain.history import Deed
from desktop.domain.roles import Side
from desktop.domain.text import PARAGRAPH, problem, tidied, tidy
from desktop.errors import InvalidInputError, NotFoundError, NotReadyError
from desktop.exchange.files import save_file
from desktop.exchange.images import check_scan
from desktop.formats import format_date
from desktop.i18n import _
from desktop.services.agencies import agency_of
from desktop.services.base import Context, checked, chronicle
from desktop.services.keeping_up import check_clock, keep_up
from desktop.services.places import holidays_of
from desktop.services.versions import (
    begin_agreeing,
    begin_amendment,
    check_not_closed,
    check_not_passed,
    gaps,
    newest_known,
    newest_version,
    require,
    signed_version,
    versions,
)
from desktop.storage.records import AGREEMENTS, CLIENTS, JOB_ORDERS, PEOPLE, PROCESSES
from desktop.storage.rows import PersonRow, ScanRow


class Agreements:
    """The versions of each job order's agreement."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def versions(self, job_order_id: UUID) -> list[Agreement]:
        """All versions, newest first."""
        with self._context.store.read() as s:
            return versions(s, job_order_id)

    def newest(self, job_order_id: UUID) -> Agreement:
        """The version being worked on, or the one in force: the newest that was not withdrawn."""
        with self._context.store.read() as s:
            return newest_known(s, job_order_id)

    def get(self, id: UUID) -> Agreement:
        """Raises NotFoundError."""
        with self._context.store.read() as s:
            return AGREEMENTS.get(s, id)

    def page(self, id: UUID, paper: PaperSize | None = None) -> Page:
        """What is printed of a version: its fixed content, or the process as it is now, as a draft."""
        with self._context.store.read() as s:
            agreement = AGREEMENTS.get(s, id)
            agency = agency_of(s)
            paper = paper or agency.paper_size
            if agreement.content is not None:
                return Page(
                    content=agreement.content,
                    draft=False,
                    sign_offs=agreement.sign_offs,
                    logo=agreement.logo,
                    paper=paper,
                )
            return Page(content=self._compose(s, agreement), draft=True, logo=agency.logo, paper=paper)

    def pdf(self, id: UUID, paper: PaperSize | None = None) -> bytes:
        """The PDF of a version: the very bytes to preview, save and print."""
        from desktop.pdf.agreement import render  # reportlab takes 140 ms to import

        return render(self.page(id, paper))

    def save_pdf(self, id: UUID, file: Path, paper: PaperSize | None = None) -> None:
        """Save the PDF of a version, whole or not at all. Raises UnreadableFileError."""
        save_file(file, self.pdf(id, paper))

    def gaps(self, job_order_id: UUID) -> tuple[str, ...]:
        """What keeps the newest version from being agreed, each as a sentence; empty when nothing does."""
        with self._context.store.read() as s:
            return gaps(s, self._context, job_order_id)

    def propose(self, job_order_id: UUID) -> Agreement:
        """Note that the draft was put before the client. Raises NotReadyError."""
        with self._context.store.write() as s:
            check_not_closed(s, job_order_id)
            newest = newest_version(s, job_order_id)
            require(newest, AgreementState.DRAFT)
            if not PROCESSES.get(s, job_order_id).steps:
                raise NotReadyError(_("There is no step yet. Please add the first."))
            saved = AGREEMENTS.save(
                s, replace(newest, state=AgreementState.PROPOSED, proposed_at=self._context.clock())
            )
            begin_agreeing(s, job_order_id)
            chronicle(s, self._context, job_order_id, Deed.PROPOSED, number=saved.number)
        return saved

    def agree(self, job_order_id: UUID) -> Agreement:
        """Fix the content both sides agree on, to be signed. Raises NotReadyError that lists what is open."""
        with self._context.store.write() as s:
            check_not_closed(s, job_order_id)
            newest = newest_version(s, job_order_id)
            require(newest, AgreementState.DRAFT, AgreementState.PROPOSED)
            if missing := gaps(s, self._context, job_order_id):
                raise NotReadyError("\n".join(missing))
            saved = AGREEMENTS.save(
                s,
                replace(
                    newest,
                    state=AgreementState.AGREED,
                    content=self._compose(s, newest),
                    logo=agency_of(s).logo,
                    agreed_at=self._context.clock(),
                ),
            )
            begin_agreeing(s, job_order_id)
            fingerprint = short(saved.content.fingerprint if saved.content else "")
            chronicle(s, self._context, job_order_id, Deed.AGREED, number=saved.number, fingerprint=fingerprint)
        return saved

    def reopen(self, job_order_id: UUID, because: str = "") -> Agreement:
        """Make an agreed version a draft again.

        Once somebody has signed it, it is withdrawn instead, with a reason, and the next number is the draft.

        Raises NotReadyError, InvalidInputError (field `because`).
        """
        with self._context.store.write() as s:
            check_not_closed(s, job_order_id)
            newest = newest_version(s, job_order_id)
            require(newest, AgreementState.AGREED)
            if not newest.sign_offs:
                draft = AGREEMENTS.save(
                    s, replace(newest, state=AgreementState.DRAFT, content=None, logo=b"", agreed_at=None)
                )
                chronicle(s, self._context, job_order_id, Deed.REOPENED, number=draft.number)
                return draft
            draft = AGREEMENTS.save(s, Agreement(job_order_id=job_order_id, number=newest.number + 1))
            self._withdraw(s, newest, because)
            return draft

    def amend(self, job_order_id: UUID) -> Agreement:
        """Begin the next version of a signed agreement; the signed one stays in force until that is signed too.

        Raises NotReadyError.
        """
        with self._context.store.write() as s:
            check_not_closed(s, job_order_id)
            return begin_amendment(s, self._context, job_order_id)

    def withdraw(self, job_order_id: UUID, because: str) -> Agreement:
        """Give up an amendment: the process is again what was signed. Notes and what was settled are kept.

        Raises NotReadyError, InvalidInputError.
        """
        with self._context.store.write() as s:
            check_not_closed(s, job_order_id)
            newest = newest_version(s, job_order_id)
            signed = signed_version(s, job_order_id)
            if signed is None or signed.content is None:
                raise NotReadyError(_("There is no signed version to go back to."))
            require(newest, AgreementState.DRAFT, AgreementState.PROPOSED, AgreementState.AGREED)
            process = PROCESSES.get(s, job_order_id)
            now = {step.id: step for step in process.steps}
            PROCESSES.save(
                s,
                replace(
                    process,
                    steps=tuple(restored(step, now.get(step.id)) for step in signed.content.steps),
                    terms=signed.content.terms,
                    valid_until=signed.content.valid_until,
                    effective_from=signed.content.effective_from,
                ),
            )
            return self._withdraw(s, newest, because)

    def _withdraw(self, s: Session, agreement: Agreement, because: str) -> Agreement:
        because = tidy(because)
        if found := problem(because, longest=PARAGRAPH, required=True, lines=True):
            raise InvalidInputError({"because": found})
        saved = AGREEMENTS.save(s, replace(agreement, state=AgreementState.WITHDRAWN, withdrawn_because=because))
        chronicle(s, self._context, saved.job_order_id, Deed.WITHDRAWN, number=saved.number, reason=because)
        return saved

    def sign_off(self, id: UUID, sign_off: SignOff, scan: tuple[str, bytes] | None = None) -> Agreement:
        """Record a signature; with ink, `scan` is the name and bytes of the scanned page.

        With the last one the version is Signed, frozen for good, and replaces the one before.

        Raises InvalidInputError, NotReadyError, UnreadableFileError, ChangedElsewhereError, ClockSetBackError.
        """
        kept = check_scan(scan[1], scan[0]) if scan and sign_off.method == SignMethod.INK else None
        sign_off = tidied(replace(sign_off, scan=kept, recorded_at=self._context.clock()))
        with self._context.store.write() as s:
            agreement = AGREEMENTS.get(s, id)
            check_not_passed(s, agreement.job_order_id)
            check_clock(s, self._context, agreement.job_order_id)
            require(agreement, AgreementState.AGREED)
            agreed_on = agreement.content.dated if agreement.content else self._context.today()
            checked(sign_off.problems(today=self._context.today(), agreed_on=agreed_on))
            if sign_off.role not in agreement.missing():
                raise NotReadyError(
                    _("{role} has signed already, or need not sign.").format(role=_(sign_off.role.label))
                )
            if scan and kept:
                s.merge(ScanRow(sha256=kept.sha256, agreement_id=id, data=scan[1]))
            agreement = AGREEMENTS.save(s, replace(agreement, sign_offs=(*agreement.sign_offs, sign_off)))
            self._chronicle_sign_off(s, agreement, sign_off)
            if not agreement.missing():
                agreement = self._freeze(s, agreement)
        return agreement

    def take_back_sign_off(self, id: UUID, sign_off_id: UUID) -> Agreement:
        """Remove a signature recorded by mistake, while the version is not frozen.

        Raises NotReadyError, NotFoundError.
        """
        with self._context.store.write() as s:
            agreement = AGREEMENTS.get(s, id)
            require(agreement, AgreementState.AGREED)
            gone = next((one for one in agreement.sign_offs if one.id == sign_off_id), None)
            if gone is None:
                raise NotFoundError
            left = tuple(one for one in agreement.sign_offs if one.id != sign_off_id)
            if gone.scan and all(one.scan != gone.scan for one in left):
                s.execute(delete(ScanRow).where(ScanRow.sha256 == gone.scan.sha256, ScanRow.agreement_id == id))
            agreement = AGREEMENTS.save(s, replace(agreement, sign_offs=left))
            chronicle(
                s,
                self._context,
                agreement.job_order_id,
                Deed.UNDONE,
                what=_("sign-off of {name}").format(name=gone.name),
            )
        return agreement

    def _chronicle_sign_off(self, s: Session, agreement: Agreement, sign_off: SignOff) -> None:
        content = agreement.content
        party = "" if content is None else content.client if sign_off.side == Side.CLIENT else content.agency
        chronicle(
            s,
            self._context,
            agreement.job_order_id,
            Deed.SIGNED_OFF,
            name=sign_off.name,
            number=agreement.number,
            party=party,
            method=_(sign_off.method.label),
        )

    def _freeze(self, s: Session, agreement: Agreement) -> Agreement:
        """All have signed: the version counts from its agreed date, else from the last signature."""
        wanted = agreement.content.effective_from if agreement.content else None
        start = wanted or max(one.signed_on for one in agreement.sign_offs)
        before = signed_version(s, agreement.job_order_id)
        if before:
            AGREEMENTS.save(s, replace(before, state=AgreementState.REPLACED, replaced_from=start))
            chronicle(
                s, self._context, agreement.job_order_id, Deed.REPLACED, number=before.number, date=format_date(start)
            )
        saved = AGREEMENTS.save(
            s,
            replace(agreement, state=AgreementState.SIGNED, signed_at=self._context.clock(), effective_from=start),
        )
        keep_up(s, self._context, saved.job_order_id)
        chronicle(s, self._context, saved.job_order_id, Deed.SIGNED, number=saved.number)
        return saved

    def scan(self, id: UUID, scan: Scan) -> bytes:
        """The bytes of a scan kept with a version. Raises NotReadyError."""
        with self._context.store.read() as s:
            data = s.scalar(select(ScanRow.data).where(ScanRow.sha256 == scan.sha256, ScanRow.agreement_id == id))
        if data is None:
            raise NotReadyError(_("The scan {name} is not in the database.").format(name=scan.name))
        return bytes(data)

    def _compose(self, s: Session, agreement: Agreement) -> Content:
        job = JOB_ORDERS.get(s, agreement.job_order_id)
        client = CLIENTS.get(s, job.client_id)
        agency = agency_of(s)
        named = {i for one in job.involved for i in (one.person_id, one.deputy_id) if i}
        people = [PEOPLE.of(row) for row in s.scalars(select(PersonRow).where(PersonRow.id.in_(named)))]
        source = Source(
            agency=agency,
            client=client,
            people={person.id: person for person in people},
            job_order=job,
            process=PROCESSES.get(s, job.id),
            holidays_of=holidays_of(agency.week.country, agency.week.region, agency.language),
            client_holidays_of=holidays_of(client.country, client.region, agency.language),
        )
        signed = signed_version(s, job.id)
        return compose(
            source,
            version=agreement.number,
            dated=self._context.today(),
            replaces=signed.content if signed else None,
        )
