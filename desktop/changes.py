"""What changed, told once and after the fact."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from uuid import UUID  # 3 ms that the first window need not wait for


@dataclass(frozen=True)
class Changes:
    """The (kind, id) pairs that one committed transaction touched. Ids only, never data."""

    touched: "frozenset[tuple[str, UUID]]"
    everything: bool = False
    """Another window or program committed something, nobody knows what: it concerns everything."""

    def has(self, kind: str, id: "UUID | None" = None) -> bool:
        """Whether anything of `kind` (or just that one) changed."""
        return self.everything or any(k == kind and id in (None, i) for k, i in self.touched)


class Notifier:
    """Passes `Changes` on to whoever listens, in the thread that committed."""

    def __init__(self) -> None:
        self._listeners: list[Callable[[Changes], None]] = []

    def listen(self, listener: Callable[[Changes], None]) -> Callable[[], None]:
        """Call `listener` with every future `Changes`; the returned function stops that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def publish(self, changes: Changes) -> None:
        if changes.touched or changes.everything:
            for listener in list(self._listeners):
                listener(changes)
