"""Values as canonical JSON and back: sorted keys, no white space, UTF-8, nothing left to the platform.

The fingerprint of an agreement is taken over these bytes, so this encoding may never change for values that exist.
Supported: frozen dataclasses, tuples, enums, str, int, bool, None, Decimal, UUID, date, datetime, time, bytes (base64).
Floats have no canonical form and are refused.

Reading gives a field that the JSON lacks its default; a field that is not known is refused. A field that comes to a
value of an agreement after the first release is marked ADDED: it is left out while it holds its default, so that what
was signed before keeps its fingerprint (tests/domain pins some).
"""

import base64
import dataclasses
import hashlib
import json
import types
import typing
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, Final, TypeVar, Union
from uuid import UUID

T = TypeVar("T")
ADDED: Final = types.MappingProxyType({"added": True})
"""Metadata of a dataclass field that was not in the first release."""
_TEXTUAL: dict[type, Callable[[str], object]] = {
    UUID: UUID,
    Decimal: Decimal,
    datetime: datetime.fromisoformat,
    date: date.fromisoformat,
    time: time.fromisoformat,
}


class NotCanonicalError(ValueError):
    """The bytes are not the JSON of the value asked for."""


def to_plain(value: object) -> Any:  # noqa: PLR0911 - one line per kind of value
    """`value` as what `json` writes."""
    match value:
        case Enum():
            return value.value
        case None | bool() | int() | str():
            return value
        case bytes():
            return base64.b64encode(value).decode("ascii")
        case tuple():
            return [to_plain(item) for item in value]
        case UUID() | Decimal():
            return str(value)
        case date() | time():
            return value.isoformat()
        case _ if dataclasses.is_dataclass(value):
            return {
                f.name: to_plain(getattr(value, f.name))
                for f in dataclasses.fields(value)
                if "added" not in f.metadata or getattr(value, f.name) != f.default
            }
    raise TypeError(f"{type(value).__name__} has no canonical form")


def to_json(value: object) -> bytes:
    """The one encoding of `value`."""
    return encode(to_plain(value))


def encode(plain: object) -> bytes:
    """The one encoding of what `to_plain` made."""
    return json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode("utf-8")


def from_json(kind: type[T], data: bytes) -> T:
    """The value of type `kind` that `data` encodes. Raises NotCanonicalError."""
    try:
        plain = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise NotCanonicalError(str(error)) from error
    return from_plain(kind, plain)


def from_plain(kind: type[T], plain: object) -> T:
    """The value of type `kind` that `plain` (from `json`) stands for. Raises NotCanonicalError."""
    try:
        return typing.cast("T", _read(kind, plain))
    except (ValueError, TypeError, KeyError, ArithmeticError, AttributeError) as error:
        raise NotCanonicalError(f"{getattr(kind, '__name__', kind)}: {error}") from error


def fingerprint(data: bytes) -> str:
    """SHA-256 over canonical JSON, as 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def short(fingerprint: str) -> str:
    """How a fingerprint is printed: its first 16 digits in groups of four."""
    return " ".join(fingerprint[i : i + 4].upper() for i in range(0, 16, 4))


@cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _read(kind: Any, plain: Any) -> Any:
    origin = typing.get_origin(kind)
    if origin in {Union, types.UnionType}:
        (wanted,) = (option for option in typing.get_args(kind) if option is not type(None))
        return None if plain is None else _read(wanted, plain)
    if origin is tuple:
        return _read_tuple(typing.get_args(kind), plain)
    if dataclasses.is_dataclass(kind):
        return _read_dataclass(kind, plain)
    return _read_single(kind, plain)


def _read_tuple(kinds: tuple[Any, ...], plain: Any) -> tuple[Any, ...]:
    if not isinstance(plain, list):
        raise TypeError("not a list")
    if kinds[-1] is not Ellipsis:
        return tuple(_read(kind, item) for kind, item in zip(kinds, plain, strict=True))
    return tuple(_read(kinds[0], item) for item in plain)


def _read_dataclass(kind: Any, plain: Any) -> Any:
    hints = _hints(kind)
    if unknown := plain.keys() - hints.keys():
        raise TypeError(f"unknown {sorted(unknown)}")
    return kind(**{name: _read(hints[name], item) for name, item in plain.items()})


def _read_single(kind: Any, plain: Any) -> Any:
    if issubclass(kind, Enum):
        return kind(plain)
    wanted = str if kind is bytes or kind in _TEXTUAL else kind
    if type(plain) is not wanted:
        raise TypeError(f"not a {wanted.__name__}")
    if wanted is str:
        plain.encode("utf-8")  # JSON can spell half a surrogate pair, which has no UTF-8 and so no canonical form
    value = base64.b64decode(plain) if kind is bytes else _TEXTUAL[kind](plain) if kind in _TEXTUAL else plain
    if to_plain(value) != plain:
        raise ValueError(f"not the one way to write a {kind.__name__}")
    return value
