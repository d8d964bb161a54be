"""Reminders: from a promise to a message in the user's mail program, and a line in the history."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from sqlalchemy.orm import Session

from desktop.domain.agreement import Content
from desktop.domain.history import Deed
from desktop.domain.people import Influence, Person
from desktop.domain.promises import Promise
from desktop.domain.reminder import (
    Addressee,
    Occasion,
    Reminder,
    ReminderKind,
    Rung,
    needs_mentor,
    next_rung,
    reminder,
    talk,
)
from desktop.domain.roles import Role, Side
from desktop.domain.tracking import already_marked
from desktop.errors import NotReadyError
from desktop.i18n import N_, _, words
from desktop.services.agencies import agency_of, me_of
from desktop.services.base import Context, note
from desktop.services.keeping_up import ground_of
from desktop.services.promises import Promises, Tracked
from desktop.services.versions import versions
from desktop.storage.records import JOB_ORDERS, PEOPLE


class Way(StrEnum):
    """How a message left this program."""

    MAIL = "mail"
    COPIED = "copied"
    FILE = "file"

    @property
    def label(self) -> str:
        return {"mail": N_("by e-mail"), "copied": N_("copied to be sent"), "file": N_("as an e-mail draft")}[self]


@dataclass(frozen=True, kw_only=True)
class ReminderDraft:
    """What can be written about a promise now."""

    job_order_id: UUID
    title: str
    message: Reminder
    rung: Rung | None = None
    """The agreed next rung, where it is time for that; then `talk` asks for it."""
    talk: Reminder | None = None
    talkers: tuple[str, str] = ("", "")
    """Who would talk, ours first."""
    mentor: str = ""
    """A suggestion for our eyes only: in no message, and not in Client view."""


class Reminders:
    """Messages about promises. Sending them is the mail program's business, and the user's."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def draft(self, job_order_id: UUID, promise_id: UUID) -> ReminderDraft:
        """What to write about an open promise, and to whom.

        Raises NotReadyError where nothing was signed, AlreadyMarkedError where it is not open any more, NotFoundError.
        """
        tracked = Promises(self._context).tracked(job_order_id)
        if tracked is None:
            raise NotReadyError(_("Promises begin when both sides have signed. Sign the agreement first."))
        promise = tracked.tracking.promise(promise_id)
        if not promise.is_open:
            raise already_marked(promise, tracked.tracking.name_of(promise))
        with self._context.store.read() as s:
            occasion = self._occasion(s, tracked, promise)
            role = _written_to(tracked, occasion)
            person = _person(s, job_order_id, role)
        message = reminder(occasion, _addressee(tracked, occasion.content, role))
        rung = next_rung(tracked.tracking, occasion.content, promise.side, tracked.now)
        talkers, asked = ("", ""), None
        if rung:
            ours, theirs = (_addressee(tracked, occasion.content, one) for one in (rung.agency, rung.client))
            talkers = ours.name, theirs.name
            asked = talk(occasion, rung, theirs, ours.name)
        influence = person.influence if person else Influence.UNKNOWN
        is_often_late = needs_mentor(tracked.tracking, role, influence, tracked.now)
        return ReminderDraft(
            job_order_id=job_order_id,
            title=tracked.tracking.name_of(promise),
            message=message,
            rung=rung,
            talk=asked,
            talkers=talkers,
            mentor=_mentor(person.name) if person and is_often_late else "",
        )

    def sent(self, draft: ReminderDraft, way: Way, kind: ReminderKind = ReminderKind.REMIND) -> None:
        """Write in the history that a message left this program, and how."""
        with self._context.store.write() as s:
            if kind == ReminderKind.TALK:
                one, other = draft.talkers
                note(s, self._context, draft.job_order_id, Deed.TALK_ASKED, one=one, other=other, title=draft.title)
            else:
                facts = {"name": draft.message.to_name, "title": draft.title, "way": _(way.label)}
                note(s, self._context, draft.job_order_id, Deed.REMINDED, **facts)

    def _occasion(self, s: Session, tracked: Tracked, promise: Promise) -> Occasion:
        ground = ground_of(s, tracked.tracking.job_order_id)
        signed = (a for a in versions(s, tracked.tracking.job_order_id) if a.signed_at and a.number == promise.version)
        agreement = next(signed, None)
        if ground is None or agreement is None or agreement.content is None or agreement.signed_at is None:
            raise NotReadyError  # a promise is made under a signed version only
        calendar = ground.calendar_of(promise)
        agency = agency_of(s)
        me = me_of(s, agency)
        return Occasion(
            content=agreement.content,
            signed_on=calendar.local_day(agreement.signed_at),
            promise=promise,
            candidate=tracked.tracking.reference_of(promise),
            sender=me.name if me else "",
            sender_title=me.title if me else "",
            calendar=calendar,
            now=tracked.now,
        )


def _written_to(tracked: Tracked, occasion: Occasion) -> Role:
    """The first who is named, of those who do it (the client's of both sides), answer for it, and would talk."""
    does, answers = occasion.promise.does, occasion.step.answers
    slips = occasion.content.terms.if_something_slips
    side = Side.AGENCY if occasion.promise.side == Side.AGENCY else Side.CLIENT
    talks = slips.talk_agency if side == Side.AGENCY else slips.talk_client
    roles = [role for role in (*does, answers, talks) if role and role.side == side]
    return next((role for role in roles if (holder := tracked.holder(role)) and holder.name), roles[0])


def _addressee(tracked: Tracked, content: Content, role: Role) -> Addressee:
    """Who plays `role` now; as signed where nobody is named any more, and by the role where nobody was."""
    holder = tracked.holder(role)
    if holder and holder.name:
        return Addressee(name=holder.name, email=holder.email, stands_in_for=holder.stands_in_for)
    signed = content.participant(role)
    return Addressee(name=(signed.name if signed else "") or words(content.language).gettext(role.label))


def _person(s: Session, job_order_id: UUID, role: Role) -> Person | None:
    one = JOB_ORDERS.get(s, job_order_id).involvement(role)
    return PEOPLE.find(s, one.person_id) if one and one.person_id else None


def _mentor(name: str) -> str:
    return _(
        "{name} has great influence and is often late. Ask {name} to be your mentor: those who teach you answer you."
        " This is private and not in the message."
    ).format(name=name)
