"""What the jump box finds: customers, receivables, contracts and deals by number, tabs and commands by any of their names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from app.i18n import _, language
from app.services.formats import money
from app.services.search_key import search_key, squeeze
from app.services.services import Services
from app.ui.actions import COMMANDS, TABS, keys_text
from app.ui.widgets.jump_box import Target
from app.ui.widgets.page import Desk
from app.ui.widgets.picker import Hit

MOST: Final = {"customers": 5, "receivables": 3, "contracts": 2, "deals": 2, "commands": 4}
RECEIVABLE: Final = 0  # the keys of lines that lead to lists
CONTRACT: Final = -1
DEAL: Final = -2
LISTS: Final = {RECEIVABLE: ("receivables", ""), CONTRACT: ("contracts", "contracts"), DEAL: ("contracts", "deals")}


class Jumps:
    """Answers the jump box; the search runs off the UI thread."""

    def __init__(self, owner: QObject, desk: Desk, actions: Mapping[str, QAction]) -> None:
        self._owner, self._desk, self._actions = owner, desk, actions

    def find(self, text: str, show: Callable[[list[Hit]], None]) -> None:
        names = [(name, action.iconText()) for name, action in self._actions.items()]
        self._desk.jobs.read(
            self._owner, lambda s: _search(s, text, names), lambda found: show(self._targets(found)), slot="jump"
        )

    def _targets(self, found: list[Hit | str]) -> list[Hit]:
        """Names of commands become lines that trigger them; lines of the book lead to their page."""
        return [self._command(each) if isinstance(each, str) else self._row(each) for each in found]

    def _command(self, name: str) -> Target:
        action = self._actions[name]
        return Target(0, action.iconText(), action.property("refused") or keys_text(action), action.trigger)

    def _row(self, hit: Hit) -> Target:
        navigation = self._desk.navigation
        if hit.key > 0:
            return Target(hit.key, hit.name, hit.detail, lambda: navigation.open("customer", hit.key))
        page, view = LISTS[hit.key]
        wishes: dict[str, Any] = {"search": hit.name} | ({"view": view} if view else {})
        return Target(hit.key, hit.name, hit.detail, lambda: navigation.open(page, **wishes))


def _search(services: Services, text: str, names: list[tuple[str, str]]) -> list[Hit | str]:
    """Customers (key = id), receivables, contracts, deals (keys as in `LISTS`) and names of actions, best first."""
    wanted, currency = squeeze(text), services.receivables.currency_of_book()
    customers = [
        Hit(row.id, row.name, _("{code} · owes {amount}").format(code=row.code, amount=money(row.owes, currency)))
        for row in services.customers.search(text, MOST["customers"])
    ]
    receivables = [
        Hit(RECEIVABLE, number, name)
        for _id, number, _customer, name in services.receivables.search(text, MOST["receivables"])
    ]
    contracts = [
        Hit(CONTRACT, each.number, " · ".join(filter(None, (each.customer, each.title))))
        for each in services.contracts.search(text, MOST["contracts"])
    ]
    deals = [
        Hit(DEAL, each.number, " · ".join(filter(None, (each.customer, each.title))))
        for each in services.deals.search(text, MOST["deals"])
    ]
    commands = [name for name, title in names if f" {wanted}" in f" {_key(name, title, language())}"]
    return [*customers, *receivables, *contracts, *deals, *commands[: MOST["commands"]]]


@cache
def _key(name: str, title: str, _spoken: str) -> str:
    return search_key(title, *title.split(), *_WORDS.get(name, "").split())


_WORDS: Final = {
    **{f"tab_{name}": words for name, _title, words in TABS},
    **{command.name: command.words for command in COMMANDS},
}
