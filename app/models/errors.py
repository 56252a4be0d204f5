"""Errors a person can act on. Anything else is a mistake of ours and becomes a report."""

from __future__ import annotations


class UserError(Exception):
    """A sentence for the person: what happened, why, what to do. `field` names the form field it belongs to."""

    def __init__(self, text: str, field: str | None = None) -> None:
        super().__init__(text)
        self.text = text
        self.field = field


class Invalid(UserError):
    """A value that cannot be taken; `field` says which."""

    def __init__(self, field: str, text: str) -> None:
        super().__init__(text, field)


class ReadOnly(UserError):
    """The book is open for looking only."""


class NewerBook(UserError):
    """The file was made by a newer Kedun."""


class Damaged(UserError):
    """The file is not a book, or a part of it cannot be read."""


class Cancelled(Exception):
    """The person asked to stop; what was begun has been rolled back."""
