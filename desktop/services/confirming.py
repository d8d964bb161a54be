"""That somebody of the client confirmed what was said in a meeting, in the caller's transaction."""

from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from desktop.domain.meetings import Confirmation
from desktop.services.base import checked
from desktop.services.history import ChangedSinceError
from desktop.storage.meeting_records import MEETINGS


def confirm(s: Session, wanted: Confirmation, today: date) -> tuple[Confirmation, Confirmation]:
    """Note it. Gives what was noted before, and what is now.

    Raises InvalidInputError (fields `confirmed_by`, `confirmed_on`), NotFoundError.
    """
    before = MEETINGS.get(s, wanted.meeting_id)
    after = before.confirmed(wanted.by, wanted.on, today).following(before)
    checked(after.problems())
    MEETINGS.save(s, after)
    return (
        Confirmation(meeting_id=before.id, by=before.confirmed_by, on=before.confirmed_on),
        Confirmation(meeting_id=after.id, by=after.confirmed_by, on=after.confirmed_on),
    )


def put_back(s: Session, there: Confirmation, wanted: Confirmation) -> None:
    """Undo or redo it, whatever else was written meanwhile. Raises ChangedSinceError where `there` is not."""
    now = MEETINGS.get(s, wanted.meeting_id)
    if (now.confirmed_by, now.confirmed_on) != (there.by, there.on):
        raise ChangedSinceError
    MEETINGS.save(s, replace(now, confirmed_by=wanted.by, confirmed_on=wanted.on).following(now))
