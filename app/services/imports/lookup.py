"""Whom a name in a file means: by code, exact name, short name, then the name without brackets and company ending."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from app.i18n import _, mark
from app.models import customers
from app.models.store import Store
from app.services.customers import plain_name
from app.services.imports.plan import ImportPlan, NewCustomer

UNKNOWN: Final = mark(
    "This customer is not in the book. Import or add the customer first, or let the import create it."
)


class CustomerFinder:
    """Finds customers by what files call them; with `create` an unknown one becomes a new customer of the plan."""

    def __init__(self, store: Store, plan: ImportPlan, *, create: bool) -> None:
        self._plan = plan
        self._create = create
        self._answers: dict[str, int | str] = {}
        rows = customers.names(store)
        self._codes = {row[1]: row[0] for row in rows}
        self._ways = [_index((row[0], row[2]) for row in rows), _index((row[0], row[3] or "") for row in rows)]
        self._ways.append(_index((row[0], plain_name(row[2])) for row in rows))
        self._next = customers.next_code(store)
        self._new_names: dict[str, str] = {}
        self._taken: set[str] = set()

    def find(self, line: int, text: str | None, name: str | None = None) -> int | str | None:
        """A customer's id, the key of a new one, or None after noting the problem. `name`: when the file has both code and name."""
        text = text or name
        if not text:
            self._plan.refuse(line, "customer", text, _("The customer is missing."))
            return None
        if text not in self._answers:
            found = self._look(line, text, name)
            if found is None:
                return None
            self._answers[text] = found
        return self._answers[text]

    def _look(self, line: int, text: str, name: str | None) -> int | str | None:
        if text in self._codes:
            return self._codes[text]
        for way, key in zip(self._ways, (text, text, plain_name(text)), strict=True):
            ids = way.get(key, ())
            if len(ids) == 1:
                return ids[0]
            if ids:
                self._plan.refuse(
                    line, "customer", text, _("Several customers are called so. Use the customer no. instead.")
                )
                return None
        if name and name != text and text not in self._codes:
            known = self._ways[0].get(name, ())
            if len(known) == 1:
                return known[0]
        if self._create:
            return self._new(text, name)
        self._plan.refuse(line, "customer", text, _(UNKNOWN))
        return None

    def _new(self, text: str, name: str | None) -> str:
        """The file's code and name where it has both; else one of them is made from the other."""
        same = self._new_names.setdefault(plain_name(name or text), text)
        if same != text:
            return same
        is_code = (name is not None and name != text) or _looks_like_code(text)
        code = text if is_code and text not in self._codes else self._take_code()
        self._taken.add(code)
        self._plan.new_customers[text] = NewCustomer(code, name or text)
        return text

    def _take_code(self) -> str:
        code = self._next
        while code in self._codes or code in self._taken:
            code = f"C{int(code[1:]) + 1:04d}"
        self._taken.add(code)
        self._next = code
        return code


def _index(pairs: Iterable[tuple[int, str]]) -> dict[str, tuple[int, ...]]:
    index: dict[str, tuple[int, ...]] = {}
    for customer_id, name in pairs:
        if name:
            index[name] = (*index.get(name, ()), customer_id)
    return index


def _looks_like_code(text: str) -> bool:
    """Short, without blanks, with a digit: "0187-ERLSR" is a code, "Acme" is a name."""
    return len(text) <= 20 and text.isascii() and " " not in text and any(c.isdigit() for c in text)
