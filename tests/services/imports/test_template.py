"""The template of each kind: import reads it without a question, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from app import i18n
from app.services.imports import kinds, mapping, sitting, template
from app.services.imports.sitting import Wishes
from app.services.imports.workbook import read_workbook
from tests.book import Book


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("kind", kinds.KINDS)
@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
def test_every_column_is_recognised(kind: str, language: str, ending: str, tmp_path: Path) -> None:
    i18n.use(language)
    path = tmp_path / f"template{ending}"
    template.write(path, kind)
    found = read_workbook(path)
    proposal = mapping.propose(found, kind)
    assert set(proposal.indexes) == {field.name for field in kinds.fields(kind)}
    assert {column.certainty for column in proposal.columns} == {"auto"}
    assert len(found.sheets[0].rows) == 3


ORDER = ("customers", "contracts", "invoices", "payments", "contacts", "financials")


@pytest.mark.parametrize("kind", ORDER)
def test_the_example_lines_can_be_imported(kind: str, book: Book, tmp_path: Path) -> None:
    for each in ORDER[: ORDER.index(kind) + 1]:
        path = tmp_path / f"{each}.xlsx"
        template.write(path, each)
        found = sitting.look(book.services, path)
        draft = sitting.draft(book.services, found, each)
        checked = sitting.check(book.services, found, draft, Wishes(draft.proposal.indexes))
        assert checked.counts == {"new": 2, "changed": 0, "same": 0, "wrong": 0}
        assert [row.what for row in checked.preview.rows(checked.preview.lines())] == ["New", "New"]
        sitting.write(book.services, checked, backed_up=True)
