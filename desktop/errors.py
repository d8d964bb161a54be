"""The world failed (`UserError`) is kept apart from we failed (everything else).

A `UserError` is shown where the user is and says what to do. Any other exception is a defect of ours: it reaches the
one excepthook and the log.
"""

from desktop.i18n import N_, _


class UserError(Exception):
    """Something could not be done."""

    message = N_("That could not be done.")

    def __init__(self, message: str | None = None, **facts: object) -> None:
        self.facts = facts
        super().__init__(message or _(self.message).format(**facts))


class InvalidInputError(UserError):
    """One or more fields hold what cannot be kept. `problems` maps a field to a sentence that says what to do."""

    def __init__(self, problems: dict[str, str]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems.values()))


class NotFoundError(UserError):
    """What was asked for is not in the database (any more)."""

    message = N_("This is no longer there. It may have been removed in another window.")


class ChangedElsewhereError(UserError):
    """Another window saved a newer version of the same thing first. Nothing was overwritten."""

    message = N_("This was changed in another window meanwhile. Your text is still here: enter it again to keep it.")


class FrozenError(UserError):
    """A signed (or fixed) version was to be changed."""

    message = N_("Version {number} is fixed and can't be changed. Make the next version instead.")


class NotReadyError(UserError):
    """A step of the flow was asked for before what it needs is there."""


class DatabaseError(UserError):
    """The database cannot be used as it is: read-only, locked, full, corrupt or newer than this program."""


class UnreadableFileError(UserError):
    """A file given by the user is not what it should be, or too large."""
