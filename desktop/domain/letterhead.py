"""What minutes, check-in page and partnership review have in common: whose paper it is, and how it is printed."""

from dataclasses import dataclass
from typing import TypedDict

from desktop.domain.agency import Agency, PaperSize
from desktop.domain.people import Client


@dataclass(frozen=True, kw_only=True)
class Headed:
    """A paper of the agency's about one client. Equal values give equal files."""

    language: str
    country: str = ""
    """Where dates are written as there."""
    paper: PaperSize = PaperSize.A4
    agency: str
    agency_short: str
    logo: bytes = b""
    client: str
    client_short: str


class Letterhead(TypedDict):
    """The fields of `Headed`."""

    language: str
    country: str
    paper: PaperSize
    agency: str
    agency_short: str
    logo: bytes
    client: str
    client_short: str


def letterhead(agency: Agency, client: Client) -> Letterhead:
    """As the agency's profile and the client's say now."""
    return {
        "language": agency.language,
        "country": agency.week.country,
        "paper": agency.paper_size,
        "agency": agency.formal_name,
        "agency_short": agency.name,
        "logo": agency.logo,
        "client": client.formal_name,
        "client_short": client.name,
    }
