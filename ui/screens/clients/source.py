"""What the tabs of a client stand on: asked for once, shared by all of them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from desktop.app import App
from desktop.domain.relationship import ClientPage
from desktop.errors import NotFoundError
from ui.screen import Screen


class OpenJob(Protocol):
    """Shows a job order, one of its tabs where one is named, and there one promise."""

    def __call__(self, job_order_id: UUID, tab: str = "", promise_id: UUID | None = None) -> object: ...


class OpenMeeting(Protocol):
    """Shows a meeting of the client, at a line of its notes where one is named."""

    def __call__(self, meeting_id: UUID, line: int | None = None) -> object: ...


class OpenPerson(Protocol):
    """Shows the form of one of the client's people."""

    def __call__(self, person_id: UUID) -> object: ...


class OpenNews(Protocol):
    """Shows a market note."""

    def __call__(self, note_id: UUID) -> object: ...


@dataclass(frozen=True)
class Ways:
    """Where the rows of a tab lead."""

    job_order: OpenJob
    meeting: OpenMeeting
    person: OpenPerson
    news: OpenNews


@dataclass(frozen=True)
class Meetings:
    """The tab with the meetings of a client, which another screen makes."""

    make: Callable[[], Screen]
    show: Callable[[Screen, UUID, int | None], object]
    """Brings a meeting to the front, at a line of its notes."""
    teach: Callable[[Screen], object]
    """Begins a learning session."""


class Source:
    """The page of the client shown."""

    def __init__(self, app: App) -> None:
        self.app = app
        self._page: ClientPage | None = None

    def page(self, client_id: UUID) -> ClientPage:
        """As it was when asked first since `forget`. Raises NotFoundError."""
        if self._page is None or self._page.client_id != client_id:
            self._page = self.app.relationship.page(client_id)
        return self._page

    def forget(self) -> None:
        """Something changed: ask again."""
        self._page = None

    def client_of(self, id: UUID) -> UUID | None:
        """`id` names a client, or a person of one; None where it names neither any more."""
        clients = self.app.clients
        try:
            return clients.get(id).id
        except NotFoundError:
            pass
        try:
            return clients.person(id).client_id
        except NotFoundError:
            return None
