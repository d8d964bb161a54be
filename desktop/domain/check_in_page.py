"""The check-in page: promised versus delivered, for both sides to look at together. Our own misses come first.

Nothing private is on it: no notes, no reasons, and no named people but the two who agreed to talk.
"""

from dataclasses import dataclass
from datetime import date, datetime

from desktop.domain.letterhead import Headed
from desktop.domain.measures import PromisesKept
from desktop.domain.partnership import MarketNote
from desktop.domain.reminder import Rung
from desktop.domain.roles import Side


@dataclass(frozen=True, kw_only=True)
class Miss:
    """A promise that was not in time. `seconds_late` in the working time of its side."""

    side: Side | None
    step: str
    reference: str
    """Of the job order."""
    candidate: str = ""
    due_at: datetime
    seconds_late: int
    hours_a_day: float
    is_open: bool = False


@dataclass(frozen=True, kw_only=True)
class Running:
    """A promise that runs now, paused or not."""

    side: Side | None
    step: str
    reference: str
    candidate: str = ""
    due_at: datetime
    is_late: bool = False
    is_paused: bool = False


@dataclass(frozen=True, kw_only=True)
class Talk:
    """The agreed next rung of one job order; names as in the signed agreement, empty where none is named."""

    reference: str
    rung: Rung
    agency_name: str = ""
    client_name: str = ""


@dataclass(frozen=True, kw_only=True)
class CheckInPage(Headed):
    """All that the page says."""

    job: str = ""
    """Title of the one job order that it is about; empty for all of the client."""
    reference: str = ""
    jobs: tuple[tuple[str, str], ...] = ()
    """The job orders that are told by their reference, with their titles; empty where the page is about one."""
    dated: date
    zone: str
    """On whose clock times are told."""
    kept: PromisesKept
    misses: tuple[Miss, ...] = ()
    """The latest first."""
    running: tuple[Running, ...] = ()
    """The next due first."""
    talks: tuple[Talk, ...] = ()
    market: tuple[MarketNote, ...] = ()
    """The newest first."""

    def missed_by(self, side: Side) -> tuple[Miss, ...]:
        """Those of `side`; one of both sides is there for each."""
        return tuple(miss for miss in self.misses if miss.side in {side, None})

    def running_besides(self) -> tuple[Running, ...]:
        """What runs and is not told among the misses already."""
        told = {(miss.reference, miss.step, miss.candidate, miss.due_at) for miss in self.misses if miss.is_open}
        return tuple(one for one in self.running if (one.reference, one.step, one.candidate, one.due_at) not in told)
