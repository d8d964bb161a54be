"""Column types for domain values."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any

from sqlalchemy import DateTime, String, Text, types
from sqlalchemy.engine import Dialect

from desktop.domain.canonical import from_plain, to_plain


class Named(types.TypeDecorator[StrEnum]):
    """An enum member, kept by its value."""

    impl = String(32)
    cache_ok = True

    def __init__(self, kind: type[StrEnum]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: StrEnum | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        return None if value is None else str(value)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[str | None], StrEnum | None]:  # noqa: ARG002
        members: dict[str | None, StrEnum | None] = {None: None, **{member.value: member for member in self.kind}}
        return members.__getitem__  # looked up, not called: lists of thousands have several of these a row


LONGEST_SHARED = 400  # characters


class Plain(types.TypeDecorator[Any]):
    """A small value object, kept as JSON text of its canonical form."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: Any) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ARG002
        return None if value is None else json.dumps(to_plain(value), ensure_ascii=False, separators=(",", ":"))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ARG002
        if value is None:
            return None
        return _short(self.kind, value) if len(value) <= LONGEST_SHARED else _long(self.kind, value)


@lru_cache(maxsize=8192)
def _short(kind: Any, text: str) -> Any:
    """The steps of a process say the same few things over and over; being frozen, one value serves all of them."""
    return from_plain(kind, json.loads(text))


@lru_cache(maxsize=64)
def _long(kind: Any, text: str) -> Any:
    """What was signed is read again with every promise that is marked."""
    return from_plain(kind, json.loads(text))


class Instant(types.TypeDecorator[datetime]):
    """A moment, kept in UTC and given back aware."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        return None if value is None else value.replace(tzinfo=UTC)


class BlankIsNull(types.TypeDecorator[str]):
    """Text whose empty value is NULL, so that a unique column may hold many of them."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        return value or None

    def process_result_value(self, value: str | None, dialect: Dialect) -> str:  # noqa: ARG002
        return value or ""
