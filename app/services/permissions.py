"""The person at the desk may make a change, or is told who may."""

from __future__ import annotations

from collections.abc import Callable

from app.i18n import _
from app.models.errors import UserError
from app.models.store import Store
from app.services.at_desk import me
from app.services.rules import permissions as rules


def guard(store: Store) -> Callable[[str], None]:
    """For `store.may`: raises UserError for a label that the role of the person at the desk does not reach."""

    def check(label: str) -> None:
        role = me(store).role
        if not rules.may(role, label):
            raise UserError(_refusal(role, label))

    return check


def refused(store: Store) -> dict[str, str]:
    """The actions of the window, and windows that pages open, that the person at the desk may not do, and why not."""
    role = me(store).role
    changes = {**rules.CHANGES, **rules.OF_PAGES}
    return {name: _refusal(role, label) for name, label in changes.items() if not rules.may(role, label)}


def _refusal(role: str, label: str) -> str:
    from app.services.review_wording import ROLES

    said = _("You are in this book as: {role}. This can be done from this role up: {least}.")
    return said.format(role=_(ROLES[role]), least=_(ROLES[rules.least_role(label)]))
