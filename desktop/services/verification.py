"""Comparing an agreement that came back on paper or file with what this database keeps."""

import hashlib

from sqlalchemy import select

from desktop.domain.agreement import Page
from desktop.domain.canonical import short, to_json
from desktop.i18n import _
from desktop.services.base import Context
from desktop.storage.records import AGREEMENTS
from desktop.storage.rows import AgreementRow, JobOrderRow, ScanRow


class Verification:
    """Looks for differences; changes nothing."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def differences(self, page: Page) -> tuple[str, ...]:
        """How the stored version differs from `page`, each as a sentence; empty where it does not.

        The kept fingerprint is compared with the kept content too, and each scan's bytes with their SHA-256.
        """
        content = page.content
        name = _("{reference} version {number}").format(reference=content.reference, number=content.version)
        with self._context.store.read() as s:
            row = s.scalar(
                select(AgreementRow)
                .join(JobOrderRow, JobOrderRow.id == AgreementRow.job_order_id)
                .where(AgreementRow.fingerprint == content.fingerprint)
            )
            if row is None:
                return (_("This database has no {version} with this fingerprint.").format(version=name),)
            stored = AGREEMENTS.of(row)
            scans = s.execute(select(ScanRow.sha256, ScanRow.data).where(ScanRow.agreement_id == row.id)).all()
        found = []
        if stored.content is None or stored.content.fingerprint != row.fingerprint:
            found.append(_("The stored content of {version} does not match its fingerprint.").format(version=name))
        if stored.content is None or to_json(stored.content) != to_json(content):
            found.append(_("The stored content of {version} differs from the file's.").format(version=name))
        if stored.logo != page.logo:
            found.append(_("The logo differs from the stored one of {version}.").format(version=name))
        known = {one.id: one for one in stored.sign_offs}
        found += [
            _("The sign-off of {name} differs from the stored one.").format(name=one.name)
            for one in page.sign_offs
            if known.get(one.id) != one
        ]
        kept = {sha256: hashlib.sha256(data).hexdigest() for sha256, data in scans}
        lost = _("The scan {scan} signed by {name} is missing or altered: its SHA-256 should begin {sha}.")
        found += [
            lost.format(scan=one.scan.name, name=one.name, sha=short(one.scan.sha256))
            for one in stored.sign_offs
            if one.scan and kept.get(one.scan.sha256) != one.scan.sha256
        ]
        return tuple(found)
