"""Texts of letters as a person wrote them; those that come with the program are files."""

from __future__ import annotations

from app.models.change import Change
from app.models.store import Store


def texts(store: Store, kind: str) -> dict[tuple[str, str], str]:
    """(language, code) -> text of a kind."""
    return dict(
        store.rows(
            lambda lang, code, body: ((lang, code), body), "select lang,code,body from template where kind=?", (kind,)
        )
    )


def text(store: Store, kind: str, lang: str, code: str) -> tuple[int, str] | None:
    """(id, text), or None where the person wrote none."""
    sql = "select id,body from template where kind=? and lang=? and code=?"
    return store.one(lambda *row: row, sql, (kind, lang, code))


def put(change: Change, kind: str, lang: str, code: str, body: str) -> None:
    known = text(change.store, kind, lang, code)
    if known is None:
        change.insert("template", {"kind": kind, "lang": lang, "code": code, "body": body})
    else:
        change.update("template", known[0], {"body": body})


def remove(change: Change, row_id: int) -> None:
    change.delete("template", row_id)
