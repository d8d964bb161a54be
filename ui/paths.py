"""Fields inside frozen values by their dotted name: "terms.fee"."""

from dataclasses import replace
from typing import Any


def get_path(value: Any, name: str) -> Any:
    """What `value` holds under `name`."""
    for part in name.split("."):
        value = getattr(value, part)
    return value


def replace_path(value: Any, name: str, new: Any) -> Any:
    """`value` with `new` under `name`."""
    head, _dot, rest = name.partition(".")
    return replace(value, **{head: replace_path(getattr(value, head), rest, new) if rest else new})
