"""Names in choices: two alike are told apart."""

from collections import Counter
from collections.abc import Sequence
from typing import Any


def told_apart(named: Sequence[tuple[Any, ...]]) -> list[tuple[Any, str]]:
    """(value, words) from (value, name) or (value, name, more); `more` or a number is added where names are alike."""
    names = Counter(entry[1].casefold() for entry in named)
    seen: Counter[str] = Counter()
    choices = []
    for value, name, *more in named:
        seen[name.casefold()] += 1
        words = name
        if names[name.casefold()] > 1:
            words = f"{name} · {more[0] if more and more[0] else seen[name.casefold()]}"
        choices.append((value, words))
    return choices
