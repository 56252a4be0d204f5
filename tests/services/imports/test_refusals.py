"""Files that are no table: each is refused in a sentence that says what to do."""

from __future__ import annotations

import io
import os
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.models.errors import UserError
from app.services.imports.mapping import guess_kind, propose
from app.services.imports.typed import typed_rows
from app.services.imports.workbook import read_workbook


def refused(path: Path) -> str:
    with pytest.raises(UserError) as problem:
        read_workbook(path)
    return problem.value.text


def spoilt(path: Path) -> None:
    path.write_bytes(b"PK\x03\x04" + os.urandom(2_000))


def empty(path: Path) -> None:
    path.write_bytes(b"")


def blank(path: Path) -> None:
    path.write_bytes(b"\n\n , \n".replace(b" ", b""))


def picture(path: Path) -> None:
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))


def paper(path: Path) -> None:
    path.write_bytes(b"%PDF-1.7\n1 0 obj")


def machine_code(path: Path) -> None:
    path.write_bytes(b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 8)


def word_document(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<w:document/>")


def locked_with_a_password(path: Path) -> None:
    path.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(900)
    )


def locked_zip(path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("xl/workbook.xml", "x")
    data = buffer.getvalue()
    local, central = data.index(b"PK\x03\x04"), data.index(b"PK\x01\x02")
    path.write_bytes(data[: local + 6] + b"\x01" + data[local + 7 : central + 8] + b"\x01" + data[central + 9 :])


def old_and_broken(path: Path) -> None:
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2_000))


def web_page(path: Path) -> None:
    path.write_text("<html><body><p>Session expired</p></body></html>")


def wrong_encoding(path: Path) -> None:
    path.write_bytes(b"a,b\n\x81\x81\x20,\x8d\xff\n")


@pytest.mark.parametrize(
    ("write", "reason"),
    [
        (spoilt, "is damaged, or it is not what its ending says. Open it in Excel or WPS"),
        (old_and_broken, "is damaged"),
        (empty, "is empty: there is nothing to import"),
        (blank, "is empty"),
        (picture, "does not hold a table. Choose an Excel, OpenDocument or CSV file."),
        (paper, "does not hold a table"),
        (machine_code, "does not hold a table"),
        (word_document, "does not hold a table"),
        (web_page, "does not hold a table"),
        (locked_with_a_password, "is protected by a password. Open it, save it without the password"),
        (locked_zip, "is protected by a password"),
        (wrong_encoding, "Some characters of f.xlsx cannot be read"),
    ],
)
def test_what_cannot_be_read_is_told_in_a_sentence(tmp_path: Path, write: Callable[[Path], None], reason: str) -> None:
    path = tmp_path / "f.xlsx"
    write(path)
    assert reason in refused(path)


def test_a_folder_and_a_missing_file(tmp_path: Path) -> None:
    assert refused(tmp_path) == f"{tmp_path.name} is a folder. Choose a file in it."
    assert refused(tmp_path / "gone.xlsx") == "gone.xlsx is not there any more. Choose the file again."


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "secret.csv"
    path.write_text("a,b\n")
    path.chmod(0)
    assert "may not be read by you" in refused(path)


JUNK = st.one_of(
    st.text(max_size=300),
    st.lists(
        st.lists(st.sampled_from(["number", "客户", "amount", "日期", "1/2/2026", "1,5", '"', "合计", ""])), max_size=8
    ).map(lambda rows: "\n".join(",".join(row) for row in rows)),
).map(lambda text: text.encode("utf-8", "replace"))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(JUNK | st.binary(max_size=300))
def test_junk_is_read_or_refused_in_a_sentence(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "junk.csv"
        path.write_bytes(data)
        try:
            book = read_workbook(path)
            kind, _certainty = guess_kind(book)
            typed_rows(propose(book, kind), book)
        except UserError as problem:
            assert problem.text
