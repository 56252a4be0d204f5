"""Running numbers of papers: what stands behind a prefix ("YS-2026-"), one more with each; a voided one stays used."""

from __future__ import annotations

from app.models.store import Store


def following(store: Store, table: str, prefix: str, digits: int) -> str:
    """`prefix` and the next number of at least so many digits; what was typed by hand with other signs behind it does not count."""
    sql = f"""select substr(number,length(:prefix)+1) from {table} where number>:prefix and number<:prefix||':'
      and substr(number,length(:prefix)+1) not glob '*[^0-9]*' order by length(number) desc, number desc limit 1"""
    return f"{prefix}{int(store.scalar(sql, {'prefix': prefix}) or 0) + 1:0{digits}d}"
