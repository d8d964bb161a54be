"""What "Find or do" found in the database, as it lists it. Imported in a worker, when something is looked for."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from desktop.domain.lines import Hit as Found
from desktop.domain.lines import HitKind
from desktop.i18n import _
from ui.palette import Hit

_ICONS = {HitKind.JOB_ORDER: "briefcase-business", HitKind.CLIENT: "building-2", HitKind.PERSON: "user"}


def hit_of(found: Found, open_job: Callable[[UUID], object], open_section: Callable[[str, UUID], object]) -> Hit:
    """A line of the list. Its person is shown with the client, or among ours in the settings."""
    if found.kind == HitKind.JOB_ORDER:
        open_it = partial(open_job, found.id)
    else:
        is_ours = found.kind == HitKind.PERSON and found.client_id is None
        open_it = partial(open_section, "settings" if is_ours else "clients", found.id)
    kind = _(found.kind.label)
    words = _("{kind} · {detail}").format(kind=kind, detail=found.detail) if found.detail else kind
    return Hit(found.text, words, _ICONS[found.kind], open_it)
