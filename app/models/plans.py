"""The payment plan of a contract: which share comes at which point of the deal."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, Final

from app.models.change import Change
from app.models.contract_values import BEFORE, NODES, Nature, Node, PlanLine
from app.models.dates import maybe_day
from app.models.dialect import among
from app.models.money import plain
from app.models.store import Store

__all__ = ["BEFORE", "NODES", "Nature", "Node", "PlanLine"]


def when_text(node: Node, days_after: int | None, fixed_on: date | None) -> str:
    """The node as files write it: "delivery+30", "acceptance+terms", "2026-12-31"."""
    if fixed_on is not None and node in ("fixed", "retention"):
        return fixed_on.isoformat() + (" retention" if node == "retention" else "")
    if days_after is None:
        return f"{node}+terms" if node in ("delivery", "acceptance") else node
    return f"{node}+{days_after}" if days_after else node


def written(plan: Sequence[PlanLine], currency: str) -> str | None:
    """A plan as files write it, each line with its amount, so that it is exact; None without one."""
    parts = [
        " ".join(
            (
                plain(each.amount, currency),
                when_text(each.node, each.days_after, each.fixed_on),
                *[each.nature] * each.is_before,
            )
        )
        for each in plan
    ]
    return "; ".join(parts) or None


FIELDS: Final = "node,amount,share_bp,nature,days_after,fixed_on,happened_on"


def _line(*row: Any) -> PlanLine:
    fields = list(row)
    fields[5:] = map(maybe_day, row[5:])
    return PlanLine(*fields)


def lines(store: Store, contract_id: int) -> tuple[PlanLine, ...]:
    """In order; empty where there is no plan."""
    return tuple(store.rows(_line, f"select {FIELDS} from plan_line where contract_id=? order by seq", (contract_id,)))


def of_contracts(store: Store, contract_ids: Collection[int]) -> dict[int, tuple[PlanLine, ...]]:
    """The plans of several contracts."""
    sql = f"select contract_id,{FIELDS} from plan_line where 1=1 {among('contract_id', contract_ids)} order by contract_id,seq"
    found: dict[int, tuple[PlanLine, ...]] = {}
    for contract_id, line in store.rows(lambda key, *row: (key, _line(*row)), sql):
        found[contract_id] = (*found.get(contract_id, ()), line)
    return found


def ids(store: Store, contract_id: int) -> list[int]:
    """In order."""
    return store.rows(int, "select id from plan_line where contract_id=? order by seq", (contract_id,))


def put(change: Change, contract_id: int, customer_id: int, wanted: Sequence[PlanLine]) -> None:
    """The plan is these lines now: rows that stay keep their id; a node that has come by what happened says so."""
    known, came = ids(change.store, contract_id), _came(change.store, contract_id)
    for row_id in known[len(wanted) :]:
        change.delete("plan_line", row_id)
    for seq, line in enumerate(wanted, start=1):
        row = {
            "contract_id": contract_id, "customer_id": customer_id, "seq": seq, "node": line.node, "nature": line.nature,
            "share_bp": line.share_bp, "amount": line.amount, "days_after": line.days_after, "fixed_on": _text(line.fixed_on),
            "happened_on": _text(came.get(line.node, line.happened_on)),
        }  # fmt: skip
        if seq <= len(known):
            change.update("plan_line", known[seq - 1], row)
        else:
            change.insert("plan_line", row)


def happened(change: Change, contract_id: int, nodes: Collection[str], on: date) -> None:
    """These nodes came on that day, unless they came before."""
    for row_id, line in zip(ids(change.store, contract_id), lines(change.store, contract_id), strict=True):
        if line.node in nodes and line.happened_on is None:
            change.update("plan_line", row_id, {"happened_on": on.isoformat()})


def taken_back(change: Change, contract_id: int, nodes: Collection[str]) -> None:
    """These nodes have not come after all."""
    for row_id, line in zip(ids(change.store, contract_id), lines(change.store, contract_id), strict=True):
        if line.node in nodes and line.happened_on is not None:
            change.update("plan_line", row_id, {"happened_on": None})


def _came(store: Store, contract_id: int) -> dict[Node, date]:
    """When each node came, by the days of the contract and of its first shipment."""
    sql = """select k.signed_on,k.production_on,k.accepted_on,(select min(s.shipped_on) from shipment s where s.contract_id=k.id
      and s.voided_on is null) from contract k where k.id=?"""
    signed, begun, accepted, shipped = store.rows(lambda *row: tuple(map(maybe_day, row)), sql, (contract_id,))[0]
    days: dict[Node, date | None] = {
        "signing": signed, "before_production": begun, "before_shipment": shipped, "delivery": shipped, "acceptance": accepted,
    }  # fmt: skip
    return {node: on for node, on in days.items() if on is not None}


def _text(on: date | None) -> str | None:
    return on.isoformat() if on else None
