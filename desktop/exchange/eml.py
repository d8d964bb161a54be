"""E-mail drafts: RFC 5322 files that mail programs open, ready to be looked at and sent."""

import hashlib
import re
from datetime import datetime
from email import message_from_bytes
from email.errors import MessageError
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formataddr

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
    message.set_content(body)
    for name, media_type, data in attachments:
        kind, *rest = (part.strip() for part in media_type.split(";"))
        main, _slash, sub = kind.partition("/")
        params = dict(part.split("=", 1) for part in rest)
        message.add_attachment(data, maintype=main, subtype=sub, filename=_one_line(name), params=params)
    if attachments:
        message.set_boundary(f"=_{hashlib.sha256(repr((body, attachments)).encode()).hexdigest()[:40]}")
    return _receivers(to) + message.as_bytes()


def as_read(draft: bytes) -> str:
    """What a draft says to whoever gets it: to whom, about what, what is attached, and its text."""
    message = message_from_bytes(draft, _class=EmailMessage, policy=SMTP)
    attached = [part.get_filename("") for part in message.iter_attachments()]
    head = (
        (_("To"), str(message["To"] or _("nobody whose address is known"))),
        (_("Subject"), str(message["Subject"]).strip()),
        (_("Attached"), ", ".join(attached)),
    )
    lines = [_("{label}: {names}").format(label=label, names=value) for label, value in head if value]
    body = message.get_body(("plain",))
    text = body.get_content().replace("\r\n", "\n") if body else ""
    return "\n".join((*lines, "", text))


def is_address(spec: str) -> bool:
    """Whether `spec` is an e-mail address as people have them; the standard library stumbles over stranger ones."""
    return _PLAIN.fullmatch(spec) is not None


def _receivers(to: tuple[tuple[str, str], ...]) -> bytes:
    """The header of the receivers, one a line.

    Written here: folding it, Python's library loses quotation marks and commas, and so makes other addresses of it.
    """
    lines = [line for name, spec in to if (line := _receiver(_one_line(name), spec))]
    return b"To: " + ",\r\n ".join(lines).encode("ascii") + b"\r\n" if lines else b""


def _receiver(name: str, spec: str) -> str:
    if not is_address(spec):
        return ""
    local, _at, domain = spec.partition("@")
    try:
        address = Address(addr_spec=f"{local}@{domain.encode('idna').decode()}").addr_spec
    except (ValueError, IndexError, MessageError):
        return ""
    if name.isascii():
        return formataddr((name, address))
    said = Header(name, "utf-8", maxlinelen=70).encode(linesep="\r\n")
    return f"{said} <{address}>"


def _one_line(text: str) -> str:
    """Of what begins like an encoded word (RFC 2047) a space makes text: read as one, it could add headers."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).replace("=?", "= ?").split())
