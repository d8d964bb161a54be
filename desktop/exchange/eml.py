"""E-mail drafts: RFC 5322 files that mail programs open, ready to be looked at and sent."""

import hashlib
import re
from datetime import datetime
from email import message_from_bytes
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from desktop.i18n import _

_PLAIN = re.compile(r"[^\s\x00-\x1f\x7f-\x9f<>()\[\],;:\\\"@]+@[^\s\x00-\x1f\x7f-\x9f<>()\[\],;:\\\"@]+")


def draft_email(
    *,
    to: tuple[tuple[str, str], ...],
    subject: str,
    body: str,
    attachments: tuple[tuple[str, str, bytes], ...] = (),
    date: datetime | None = None,
    message_id: str = "",
) -> bytes:
    """A draft to people given as (name, address), with attachments given as (name, media type, bytes).

    A media type may have parameters: "text/calendar; method=REQUEST".

    User text is data: line breaks in subject or names become spaces, so that no header can be added, and an address
    that is none is left out. The same arguments give the same bytes; a mail program adds `date` and `message_id` when
    it sends, where they are not given. A message id is written as <left@right>.
    """
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"  # Outlook opens the file for editing instead of as received mail
    message["Subject"] = _one_line(subject)
    if date:
        message["Date"] = date
    if message_id:
        message["Message-ID"] = _one_line(message_id)
    receivers = [address for name, spec in to if (address := _address(name, spec))]
    if receivers:
        message["To"] = receivers
    message.set_content(body)
    for name, media_type, data in attachments:
        kind, *rest = (part.strip() for part in media_type.split(";"))
        main, _slash, sub = kind.partition("/")
        params = dict(part.split("=", 1) for part in rest)
        message.add_attachment(data, maintype=main, subtype=sub, filename=_one_line(name), params=params)
    if attachments:
        message.set_boundary(f"=_{hashlib.sha256(repr((body, attachments)).encode()).hexdigest()[:40]}")
    return message.as_bytes()


def as_read(draft: bytes) -> str:
    """What a draft says to whoever gets it: to whom, about what, what is attached, and its text."""
    message = message_from_bytes(draft, _class=EmailMessage, policy=SMTP)
    attached = [part.get_filename("") for part in message.iter_attachments()]
    head = (
        (_("To"), str(message["To"] or _("nobody whose address is known"))),
        (_("Subject"), str(message["Subject"])),
        (_("Attached"), ", ".join(attached)),
    )
    lines = [_("{label}: {names}").format(label=label, names=value) for label, value in head if value]
    body = message.get_body(("plain",))
    text = body.get_content().replace("\r\n", "\n") if body else ""
    return "\n".join((*lines, "", text))


def is_address(spec: str) -> bool:
    """Whether `spec` is an e-mail address as people have them; the standard library stumbles over stranger ones."""
    return _PLAIN.fullmatch(spec) is not None


def _address(name: str, spec: str) -> Address | None:
    if not is_address(spec):
        return None
    try:
        return Address(display_name=_one_line(name), addr_spec=spec)
    except (ValueError, IndexError, MessageError):
        return None


def _one_line(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
