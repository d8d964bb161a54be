"""What many tests begin with: a clock that stands still, a data folder made once, an agreement that all have signed."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from shutil import copytree
from tempfile import mkdtemp
from typing import TypeVar, TypeVarTuple, cast
from uuid import UUID

from desktop.app import App
from desktop.domain.agreement import Agreement, SignMethod, SignOff
from desktop.domain.roles import Role
from desktop.i18n import language

T = TypeVar("T")
Given = TypeVarTuple("Given")


@dataclass
class Clock:
    """Stands still until it is told to go on. It begins on a Tuesday at nine in London."""

    at: datetime = field(default_factory=lambda: datetime(2026, 11, 3, 9, 0, tzinfo=UTC))

    def __call__(self) -> datetime:
        return self.at

    def go_on(self, **by: float) -> None:
        self.at += timedelta(**by)


def begin(make: Callable[[Path, *Given], T], folder: Path, *given: *Given) -> T:
    """Fill `folder` as `make` would, and give what it gives; it is called once, and then its folder is copied."""
    made, result = _made(language(), make, *given)
    copytree(made, folder, dirs_exist_ok=True)
    return cast("T", result)  # a cache does not know what is in it


@cache
def _made(_language: str, make: Callable[..., object], *given: Hashable) -> tuple[Path, object]:
    """Templates are written in the language of the screen: one folder for each."""
    folder = Path(mkdtemp())
    return folder, make(folder, *given)


def permanent(app: App) -> UUID:
    """The id of the template for a permanent hire."""
    return next(template.id for template in app.templates.all() if template.key == "permanent")


def by_email(app: App, role: Role) -> SignOff:
    """Signed by e-mail just now."""
    return SignOff(
        role=role,
        name="Somebody",
        method=SignMethod.EMAIL,
        signed_on=app.clock().astimezone().date(),
        recorded_at=app.clock(),
        email_reference="Re: our agreement, 3 Nov",
    )


def sign(app: App, job_order_id: UUID) -> Agreement:
    """Everybody agrees and signs."""
    app.processes.agree_the_rest(job_order_id)
    agreement = app.agreements.agree(job_order_id)
    for role in agreement.missing():
        agreement = app.agreements.sign_off(agreement.id, by_email(app, role))
    return agreement
