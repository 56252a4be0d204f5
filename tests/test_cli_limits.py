"""`kedun limit`: the shape that others rely on, the words, days of the past."""

from __future__ import annotations

from pathlib import Path

from tests.book import TODAY, opened
from tests.commands import document, done, refused


def a_book(folder: Path) -> Path:
    """A has bought for 120,000 in two months; its limit of 5,000 ended with October."""
    with opened(folder) as book:
        book.ledger(
            "customer A net 60 CNY limit 5000\ninvoice A-1 A 2026-09-05 60000.00\ninvoice A-2 A 2026-11-05 60000.00"
        )
        (version,) = book.services.limits.versions(book.ids["A"])
        with book.store.change("limit.end") as change:
            change.update("credit_limit", version.id, {"valid_to": "2026-11-01"})
    return book.path


def test_the_document(tmp_path: Path) -> None:
    found = document("limit", a_book(tmp_path), "A", "--as-of", TODAY)
    assert [each["code"] for each in found["candidates"]] == [f"L{n}" for n in range(1, 11)]
    amounts = {each["code"]: each["amount"] for each in found["candidates"] if each["available"]}
    assert amounts == {"L3": "24657.53", "L4": "48000.00"}  # 120,000 / 365 x 75; 60,000 a month x 2 x 40 %
    told = {key: found[key] for key in ("customer", "currency", "binding", "uncovered_max", "factor", "proposal")}
    assert told == {
        "customer": "A", "currency": "CNY", "binding": "L3", "uncovered_max": "48000.00", "factor": 0.5, "proposal": "12000.00",
    }  # fmt: skip
    assert found["in_force"] == {
        "state": "zero", "amount": "0.00", "currency": "CNY", "valid_to": "2026-11-01", "expired": True,
    }  # fmt: skip
    assert (found["headroom"], found["stand_in"]) == ("-120000.00", None)


def test_a_day_of_the_past_and_words(tmp_path: Path) -> None:
    path = a_book(tmp_path)
    found = document("limit", path, "A", "--as-of", "2026-10-31")
    assert found["in_force"] == {
        "state": "set", "amount": "5000.00", "currency": "CNY", "valid_to": "2026-11-01", "expired": False,
    }  # fmt: skip
    assert found["headroom"] == "-55000.00"
    text = done("limit", path, "A", "--as-of", "2026-10-31")
    assert "¥60,000 a month × 60 ÷ 30 days × 40%" in text
    assert "In force: ¥5,000.00 until 2026-10-31" in text
    assert "Zork" in refused("limit", path, "Zork")


def test_the_notice_to_the_customer(tmp_path: Path) -> None:
    path, paper = a_book(tmp_path), tmp_path / "notice.pdf"
    assert "No limit is in force" in refused("limit", path, "A", "--as-of", TODAY, "--pdf", paper)
    assert not paper.exists()
    done("limit", path, "A", "--as-of", "2026-10-31", "--pdf", paper)
    assert paper.read_bytes().startswith(b"%PDF")
