"""Messages on their way out: as a link for the mail program, or as a draft in a file."""

from pathlib import Path
from typing import Final, Protocol
from urllib.parse import quote

from desktop.services.files import save

LONGEST_LINK: Final = 1900
"""Characters of a mailto link: Windows cuts what it hands to a mail program at about 2,000."""


class Message(Protocol):
    """Plain text, ready to be looked at, changed and sent."""

    @property
    def receivers(self) -> tuple[tuple[str, str], ...]:
        """Name and address of everybody whose address is known."""

    @property
    def subject(self) -> str: ...

    @property
    def body(self) -> str: ...


def mailto(message: Message) -> str:
    """The message as a link (RFC 6068) that opens it in the mail program; empty where it is too long for some."""
    to = ",".join(quote(address, safe="@") for _name, address in message.receivers)
    parts = {"subject": message.subject, "body": message.body.replace("\n", "\r\n")}
    query = "&".join(f"{name}={quote(text, safe='')}" for name, text in parts.items())
    link = f"mailto:{to}?{query}"
    return link if len(link) <= LONGEST_LINK else ""


def eml(message: Message) -> bytes:
    """The message as a draft that any mail program opens."""
    from desktop.exchange.eml import draft_email  # the library's e-mail takes 5 ms to import

    return draft_email(to=message.receivers, subject=message.subject, body=message.body)


def save_eml(message: Message, file: Path) -> None:
    """Put the draft in `file`. Raises UnreadableFileError."""
    save(file, eml(message))
