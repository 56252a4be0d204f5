"""Customer and contact files: which rows are new, changed or already there, and writing them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from app.i18n import _
from app.models import book, bulk, customers, limits
from app.models.change import Change
from app.models.customers import Customer, Terms
from app.models.dates import FIRST
from app.models.errors import Invalid
from app.models.limits import NewLimit
from app.models.store import Store
from app.services import checks
from app.services.customers import whole_terms
from app.services.imports.lookup import CustomerFinder
from app.services.imports.plan import Check, CustomerPlan, ImportPlan
from app.services.imports.rates import minor_of
from app.services.imports.typed import TypedRow
from app.services.search_key import search_key

# File column -> column of the table.
TEXTS: Final = {
    "short_name": "short_name", "registration_no": "registration_no", "country": "country", "region": "region", "industry": "industry",
    "size": "size_class", "phone": "phone", "email": "email", "address": "address", "note": "note",
}  # fmt: skip
EXTRA: Final = ("owner", "group", "contact")
# The columns of the terms by their fields in a file.
TERMS: Final = {"terms_basis": "basis", "terms_days": "days", "terms_day": "day_of_month", "early_days": "early_days"}


class CustomerCheck(Check):
    """Checks the rows of a customer file: a code names a customer once."""

    def __init__(self, store: Store, plan: ImportPlan, today: date) -> None:
        self._store = store
        self._plan = plan
        self._currency = book.company(store).currency
        self._known = {each.code: each for each in customers.all_customers(store, today)}
        self._seen: dict[str, int] = {}

    def take(self, row: TypedRow) -> None:
        values = row.values
        code, name = values.get("code"), values.get("name")
        if not code or not name:
            self._plan.refuse(row.line, "name" if code else "code", None, _("This is missing."))
            return
        if code in self._seen:
            text = _("Row {line} has the same customer no. A number can be used once.").format(line=self._seen[code])
            self._plan.refuse(row.line, "code", code, text)
            return
        self._seen[code] = row.line
        try:
            self._file(row.line, self._known.get(code), values)
        except Invalid as problem:
            self._plan.refuse(row.line, problem.field or "", values.get(problem.field or ""), problem.text)

    def _file(self, line: int, known: Customer | None, values: Mapping[str, Any]) -> None:
        row, extra = self._row(values, known), self._extra(values, known)
        if known is None:
            self._plan.new.append(CustomerPlan(line, row, extra))
        elif row or extra:
            self._plan.changed.append(CustomerPlan(line, row, extra, known.id))
        else:
            self._plan.same += 1

    def _row(self, values: Mapping[str, Any], known: Customer | None) -> dict[str, Any]:
        """The columns that the file says and the book does not have so already."""
        said = {column: values[field] for field, column in TEXTS.items() if values.get(field)}
        said |= {"code": values["code"], "name": values["name"]}
        if values.get("since"):
            said["since"] = values["since"].isoformat()
        if values.get("currency") or known is None:
            said["currency"] = checks.currency("currency", values.get("currency") or self._currency)
        if known is not None:
            return {column: value for column, value in said.items() if getattr(known, column) != value}
        return said

    def _extra(self, values: Mapping[str, Any], known: Customer | None) -> dict[str, Any]:
        extra = {field: values[field] for field in EXTRA if values.get(field) is not None and values[field] != ""}
        limit = _limit(
            values.get("credit_limit"), values.get("currency") or (known.currency if known else self._currency)
        )
        if limit:
            extra["limit"] = limit
        terms = _terms(values, known)
        if terms:
            extra["terms"] = terms
        if known is None:
            return extra
        now = Terms(known.terms_basis or "", *_as_known(known))
        same = {"terms": asdict(now), "owner": known.owner, "group": known.group, "limit": _state(known)}
        if "contact" in extra:
            same["contact"] = next(
                (each.name for each in customers.contacts(self._store, known.id) if each.name == extra["contact"]), None
            )
        return {field: value for field, value in extra.items() if same.get(field) != value}


class ContactCheck(Check):
    """Checks the rows of a contact file: one person of that name for each customer."""

    def __init__(self, store: Store, plan: ImportPlan, finder: CustomerFinder) -> None:
        self._store = store
        self._plan = plan
        self._finder = finder
        self._seen: set[tuple[int | str, str]] = set()

    def take(self, row: TypedRow) -> None:
        customer, name = self._finder.find(row.line, row.values.get("customer")), row.values.get("name")
        if customer is None:
            return
        if not name:
            self._plan.refuse(row.line, "name", None, _("This is missing."))
            return
        known = customers.contacts(self._store, customer) if isinstance(customer, int) else []
        if (customer, name) in self._seen or any(each.name == name for each in known):
            self._plan.same += 1
            return
        self._seen.add((customer, name))
        said = {field: row.values.get(field) for field in ("role", "phone", "email", "wechat")}
        self._plan.new.append(
            CustomerPlan(row.line, {"name": name, "search_key": search_key(name), **said}, {"customer": customer})
        )


def _as_known(known: Customer) -> tuple[int, int | None, int | None, int | None]:
    return known.terms_days or 0, known.terms_day_of_month, known.early_discount_bp, known.early_days


def _terms(values: Mapping[str, Any], known: Customer | None) -> dict[str, Any]:
    """The columns of the terms with what the file says; {} when it says nothing. Days alone are net days. Raises Invalid."""
    said: dict[str, Any] = {column: values[field] for field, column in TERMS.items() if values.get(field) is not None}
    if values.get("early_discount") is not None:
        said["early_discount_bp"] = int(values["early_discount"] * 100)
    if not said:
        return {}
    has_terms = known is not None and known.terms_basis is not None
    now = Terms(known.terms_basis or "", *_as_known(known)) if known and has_terms else Terms("net", 0, None)
    if "days" in said and "basis" not in said and int(said["days"]) != now.days:
        said["basis"] = "net"
    whole: dict[str, Any] = {name: value if name == "basis" else int(value) for name, value in said.items()}
    return whole_terms(replace(now, **whole))


def _limit(given: Any, currency: str) -> tuple[str, int] | None:
    """("set", minor units) or ("unlimited", 0); an empty cell says nothing."""
    if given is None or given == "":
        return None
    if isinstance(given, str) and given.strip().lower() in {"unlimited", "不限", "无限", "不限额"}:
        return "unlimited", 0
    try:
        amount = minor_of(Decimal(str(given).replace(",", "")), currency)
    except InvalidOperation:
        amount = -1
    if amount < 0:
        raise Invalid("credit_limit", _("A limit is a number, “unlimited” or empty."))
    return "set", checks.limit("credit_limit", amount)


def _state(known: Customer) -> tuple[str, int] | None:
    return None if known.limit_state == "not_set" else (known.limit_state, known.limit_amount or 0)


def write_customers(change: Change, plan: ImportPlan, today: date) -> None:
    """Writes the plan's customers with their terms, limits, owners, groups and first contact."""
    people: dict[str, int] = {}
    columns = [*TEXTS.values(), "code", "name", "since", "currency"]
    rows = [{column: p.row.get(column) for column in columns} | {"search_key": _key(p.row)} for p in plan.new]
    ids = bulk.insert(change, "customer", rows)
    for p, customer_id in [*zip(plan.new, ids, strict=True), *((p, p.known or 0) for p in plan.changed)]:
        row = dict(p.row) if p.known else {}
        if "owner" in p.extra:
            row["owner_id"] = _person(change, p.extra["owner"], people)
        if "group" in p.extra:
            row["group_id"] = customers.group_named(change, p.extra["group"])
        if row:
            customers.update(change, customer_id, row | (_keyed(change, customer_id, row) if p.known else {}))
        _dated(change, customer_id, p.extra, today, new=p.known is None)


def _dated(change: Change, customer_id: int, extra: Mapping[str, Any], today: date, *, new: bool) -> None:
    """From today on; what comes with a new customer was so before the book was."""
    day = today.isoformat()
    if "terms" in extra:
        customers.set_terms(change, customer_id, day, extra["terms"])
    if "limit" in extra:
        currency = bulk.currencies(change.store)[customer_id]
        state, amount = extra["limit"]
        limits.put_standing(change, NewLimit(customer_id, state, amount, currency, FIRST if new else today))
    if "contact" in extra:
        name = extra["contact"]
        customers.insert_contact(change, {"customer_id": customer_id, "name": name, "search_key": search_key(name)})


def _key(row: Mapping[str, Any]) -> str:
    return search_key(row.get("name"), row.get("short_name"), row.get("code"))


def _keyed(change: Change, customer_id: int, row: Mapping[str, Any]) -> dict[str, str]:
    now = change.image("customer", customer_id) or {}
    return {"search_key": _key({**now, **row})}


def _person(change: Change, name: str, people: dict[str, int]) -> int:
    if name not in people:
        people[name] = book.person_named(change.store, name) or book.add_person(change, name, "sales")
    return people[name]


def write_contacts(change: Change, plan: ImportPlan, ids: Mapping[str, int]) -> None:
    rows = []
    for p in plan.new:
        customer = p.extra["customer"]
        rows.append({"customer_id": customer if isinstance(customer, int) else ids[customer], **p.row})
    bulk.insert(change, "contact", rows)


def write_new(change: Change, plan: ImportPlan, currency: str) -> dict[str, int]:
    """Customers that a row to be written named first; their ids by the name in the file."""
    wanted = {p.extra["customer"] if isinstance(p, CustomerPlan) else p.customer for p in plan.new}
    news = {text: new for text, new in plan.new_customers.items() if text in wanted}
    rows = [
        {"code": new.code, "name": new.name, "currency": currency, "search_key": search_key(new.name, new.code)}
        for new in news.values()
    ]
    return dict(zip(news, bulk.insert(change, "customer", rows), strict=True))
