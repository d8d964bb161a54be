"""Agreement versions: what exactly is signed, who signed it, and how it came to be replaced.

Draft and Proposed versions show the process as it is now. On *Agreed* the content is fixed, with its fingerprint, so
that the page both sides sign says what they agreed; it can be reopened until the first signature. When all who have to
sign have signed it is Signed, and frozen for good.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID, uuid4

from desktop.domain.agency import PaperSize
from desktop.domain.calendars import WorkingWeek
from desktop.domain.canonical import ADDED, fingerprint, to_json
from desktop.domain.limits import CountedFrom, Within
from desktop.domain.roles import Role, Side
from desktop.domain.steps import IfMissed
from desktop.domain.terms import Terms
from desktop.domain.text import PARAGRAPH, Problems, is_blank, problem
from desktop.formats import format_date
from desktop.i18n import N_, _


class AgreementState(StrEnum):
    DRAFT = "draft"
    PROPOSED = "proposed"
    AGREED = "agreed"
    SIGNED = "signed"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        return _STATES[self]

    @property
    def is_fixed(self) -> bool:
        """Whether the content stands still; before that it prints as DRAFT."""
        return self not in {AgreementState.DRAFT, AgreementState.PROPOSED}

    @property
    def is_over(self) -> bool:
        return self in {AgreementState.REPLACED, AgreementState.WITHDRAWN}


_STATES = {
    AgreementState.DRAFT: N_("Draft"),
    AgreementState.PROPOSED: N_("Proposed"),
    AgreementState.AGREED: N_("Agreed"),
    AgreementState.SIGNED: N_("Signed"),
    AgreementState.REPLACED: N_("Replaced"),
    AgreementState.WITHDRAWN: N_("Withdrawn"),
}


@dataclass(frozen=True, kw_only=True)
class Participant:
    """A person of the agreement, as named when it was fixed. For finance, legal and procurement also when and how."""

    role: Role
    name: str
    title: str = ""
    authority: str = ""
    deputy: str = ""
    when: str = ""
    how: str = ""


@dataclass(frozen=True, kw_only=True)
class AgreedStep:
    """A step as printed and signed: no positions, nothing private."""

    id: UUID
    title: str
    done_when: str
    within: Within | None
    counted_from: CountedFrom
    per_candidate: bool
    does: tuple[Role, ...]
    answers: Role | None
    asked: tuple[Role, ...]
    told: tuple[Role, ...]
    if_missed: IfMissed
    negotiates_offer: bool = False
    is_agreed: bool = True

    @property
    def sides(self) -> frozenset[Side]:
        return frozenset(role.side for role in self.does)


@dataclass(frozen=True, kw_only=True)
class Amendment:
    """One line of the sheet of changes: what, as it was, as it will be. Words of the paper's language."""

    what: str
    old: str
    new: str


@dataclass(frozen=True, kw_only=True)
class Content:
    """Everything an agreement says, copied: nothing changed later changes it. Its canonical JSON is fingerprinted."""

    language: str
    reference: str
    version: int
    dated: date
    valid_until: date | None
    effective_from: date | None
    replaces: int | None
    amendments: tuple[Amendment, ...]
    agency: str
    agency_short: str
    client: str
    client_short: str
    title: str
    openings: int
    location: str
    participants: tuple[Participant, ...]
    steps: tuple[AgreedStep, ...]
    terms: Terms
    week: WorkingWeek
    holidays_of: str
    """Which public holidays do not count, in words ("England", "Bavaria, Germany"); empty for none."""
    client_holidays_of: str
    total_days: int
    """Working days along the longest chain."""
    terms_of_business: str
    terms_of_business_dated: date | None
    client_week: WorkingWeek | None = field(default=None, metadata=ADDED)
    """None: the client works as we do."""
    says_how_days_count: bool = field(default=False, metadata=ADDED)
    """Whether the page tells the rules of counting; those fixed by the first release were silent about them."""

    def week_of(self, side: Side) -> WorkingWeek:
        """By whose hours, clock and public holidays the steps of `side` are counted."""
        return self.client_week or self.week if side == Side.CLIENT else self.week

    def participant(self, role: Role) -> Participant | None:
        return next((p for p in self.participants if p.role == role), None)

    @property
    def fingerprint(self) -> str:
        return fingerprint(to_json(self))


class SignMethod(StrEnum):
    """How somebody signed. Each leaves its own evidence: a scan, a drawing, a reference."""

    INK = "ink"
    ON_SCREEN = "on_screen"
    EMAIL = "email"

    @property
    def label(self) -> str:
        return {"ink": N_("in ink, with scan"), "on_screen": N_("on screen"), "email": N_("by e-mail")}[self]


Stroke = tuple[tuple[int, int], ...]
"""Pen down to pen up, in a box 1000 wide and 300 high, y downwards."""
BOX = (1000, 300)


@dataclass(frozen=True, kw_only=True)
class Scan:
    """A signed page as it was scanned or photographed. The bytes lie in the database under the same SHA-256."""

    name: str
    media_type: str
    sha256: str
    size: int


@dataclass(frozen=True, kw_only=True)
class SignOff:
    """The record of one signature on one version."""

    id: UUID = field(default_factory=uuid4)
    role: Role
    name: str
    title: str = ""
    authority: str = ""
    method: SignMethod
    signed_on: date
    recorded_at: datetime
    scan: Scan | None = None
    drawing: tuple[Stroke, ...] = ()
    email_reference: str = ""
    """Of the message that says yes: sender, date, subject or message id."""

    @property
    def side(self) -> Side:
        return self.role.side

    def problems(self, *, today: date, agreed_on: date) -> Problems:
        """`agreed_on` is the day the content was fixed: nobody can have signed it before."""
        found = Problems()
        found.add("name", problem(self.name, required=True))
        found.add("title", problem(self.title))
        found.add("authority", problem(self.authority))
        found.add("email_reference", problem(self.email_reference, longest=PARAGRAPH))
        if self.signed_on > today:
            found.add("signed_on", _("This day has not come yet. Please give the day of the signature."))
        if self.signed_on < agreed_on:
            found.add(
                "signed_on",
                _("This version was agreed on {date}; it can't have been signed before.").format(
                    date=format_date(agreed_on)
                ),
            )
        if self.method == SignMethod.INK and not self.scan:
            found.add("scan", _("Please drop or choose the scan of the signed page (PDF, PNG or JPEG)."))
        if self.method == SignMethod.ON_SCREEN and not any(len(stroke) > 1 for stroke in self.drawing):
            found.add("drawing", _("Please sign in the box first."))
        if self.method == SignMethod.EMAIL and is_blank(self.email_reference):
            found.add("email_reference", _("Please say which message it was: sender, date and subject."))
        return found


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """One version of one job order's agreement. `content` is there once it is fixed."""

    id: UUID = field(default_factory=uuid4)
    job_order_id: UUID
    number: int = 1
    state: AgreementState = AgreementState.DRAFT
    content: Content | None = None
    logo: bytes = b""
    """The agency's logo as it was when the content was fixed."""
    proposed_at: datetime | None = None
    agreed_at: datetime | None = None
    signed_at: datetime | None = None
    effective_from: date | None = None
    replaced_from: date | None = None
    withdrawn_because: str = ""
    sign_offs: tuple[SignOff, ...] = ()
    revision: int = 0

    def missing(self) -> tuple[Role, ...]:
        """The roles that still have to sign."""
        if self.content is None:
            return ()
        done = {sign_off.role for sign_off in self.sign_offs}
        return tuple(role for role in self.content.terms.signers if role not in done)


@dataclass(frozen=True, kw_only=True)
class Page:
    """All that is needed to render one agreement again, byte for byte. Travels inside the PDF."""

    content: Content
    draft: bool
    """Whether DRAFT stands across the page: the content is not fixed yet."""
    sign_offs: tuple[SignOff, ...] = ()
    logo: bytes = b""
    paper: PaperSize = PaperSize.A4
