"""The record in a file that came from somewhere: read only as far as the program itself could have made it."""

import json
import re
from dataclasses import replace
from typing import Any, Final

from desktop.domain.calendars import MOST_SPANS, WorkingWeek
from desktop.domain.canonical import NotCanonicalError, from_json, to_plain
from desktop.domain.process import MOST_STEPS
from desktop.i18n import _
from desktop.pdf.opened import opened
from desktop.pdf.record import ATTACHMENT, RENDERER, Record

_MOST_RECORD: Final = 32 << 20
_MOST_TEXT: Final = 60_000
"""Longest text of a record, in characters; only a logo is longer."""
_MOST_STAMP: Final = 500
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
BROKEN: Final = (
    ArithmeticError, AttributeError, LookupError, MemoryError, OSError, RuntimeError, TypeError, ValueError,
)  # fmt: skip
"""What parsing or drawing something hostile may raise; RecursionError is a RuntimeError."""


class NotOursError(Exception):
    """Not a PDF of ours, as a sentence."""


class NotAsItWasError(Exception):
    """Ours, and not as it was, as a sentence."""


def attachment(data: bytes) -> bytes:
    """The record attached to a file, still as bytes. Raises NotOursError, NotAsItWasError."""
    import pikepdf  # loaded late: not needed to show the window

    is_ours = ATTACHMENT.encode() in data
    damaged = _("It is an agreement made by Countersign, but damaged or changed: {reason}.")
    try:
        with opened(data) as pdf:
            specs = [item for item in pdf.objects if _is_our_attachment(item)]
            if specs:
                file = specs[0]["/EF"]["/F"]
                if file.get("/Filter", pikepdf.Name.FlateDecode) != pikepdf.Name.FlateDecode:
                    raise NotAsItWasError(damaged.format(reason=_("its attached content is packed in another way")))
                return bytes(file.read_bytes())
    except pikepdf.PasswordError as error:
        raise NotOursError(_("The file is protected by a password; please save it without one.")) from error
    except (pikepdf.PdfError, *BROKEN) as error:
        if is_ours:
            reason = _("its attached content can't be read")
            raise NotAsItWasError(damaged.format(reason=reason)) from error
        raise NotOursError(_("It is not a PDF that can be read.")) from error
    if is_ours:
        raise NotAsItWasError(damaged.format(reason=_("its attached content is gone")))
    raise NotOursError(_("No agreement of Countersign is attached to it."))


def _is_our_attachment(item: Any) -> bool:
    import pikepdf  # loaded late: as above

    return (
        isinstance(item, pikepdf.Dictionary)
        and item.get("/Type") == pikepdf.Name.Filespec
        and ATTACHMENT in {str(item.get("/UF")), str(item.get("/F"))}
    )


def record_of(attached: bytes) -> Record:
    """What was attached, where the program can have made it. Raises NotOursError, NotAsItWasError."""
    if len(attached) > _MOST_RECORD:
        raise NotAsItWasError(_("The attached content is larger than any agreement."))
    try:
        record = from_json(Record, attached)
    except (NotCanonicalError, RecursionError) as error:
        if _renderer_of(attached) not in {"", RENDERER}:
            raise NotOursError(
                _("It was made by a newer version of Countersign. Please verify it with that version.")
            ) from error
        raise NotAsItWasError(_("The attached content is not what Countersign attaches.")) from error
    if not _is_reasonable(record):
        raise NotAsItWasError(_("The attached content can't have come from Countersign."))
    return record


def _renderer_of(attached: bytes) -> str:
    try:
        return str(json.loads(attached)["stamp"]["renderer"])
    except (ValueError, LookupError, TypeError, RecursionError):
        return ""


def _is_reasonable(record: Record) -> bool:
    """Nothing that the program would have refused to keep is drawn here: it might take for ever."""
    page, content = record.page, record.page.content
    return (
        len(content.steps) <= MOST_STEPS
        and len(content.amendments) <= 40 * MOST_STEPS
        and len(content.participants) <= 20
        and len(content.terms.goals) <= 20
        and len(content.terms.signers) <= 20
        and len(page.sign_offs) <= 20
        and all(_is_a_week(week) for week in (content.week, content.client_week) if week)
        and _LANGUAGE.fullmatch(content.language) is not None
        and _is_sane(to_plain(replace(page, logo=b"")))
        and all(len(said) <= _MOST_STAMP for said in to_plain(record.stamp).values())
    )


def _is_a_week(week: WorkingWeek) -> bool:
    return (
        set(week.days) <= set(range(7))
        and len(week.exceptions) <= 7
        and all(0 <= other.day <= 6 and len(other.hours) <= MOST_SPANS for other in week.exceptions)
    )


def _is_sane(plain: Any) -> bool:
    match plain:
        case dict():
            return all(map(_is_sane, plain.values()))
        case list():
            return len(plain) <= 20_000 and all(map(_is_sane, plain))
        case str():
            return len(plain) <= _MOST_TEXT
        case bool() | None:
            return True
        case int():
            return abs(plain) <= 10**9
    return False
