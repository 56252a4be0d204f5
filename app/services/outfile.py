"""Files we hand out (papers, tables): written beside their place and moved there whole, so nobody sees half of one."""

from __future__ import annotations

import errno
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from app.i18n import _, mark
from app.models.errors import UserError

LONGEST_NAME: Final = 80  # characters; three bytes each where they are Chinese
FULL: Final = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG))
# Why a place refuses, in our words: the system's own come in its language, if in any.
REASONS: Final = {
    **dict.fromkeys((errno.EACCES, errno.EPERM), mark("you are not allowed to write there")),
    **dict.fromkeys(FULL, mark("the disk is full")),
    **dict.fromkeys((errno.ENOENT, errno.ENODEV, errno.ENXIO, errno.ESTALE), mark("the place is not there any more")),
    **dict.fromkeys((errno.EEXIST, errno.ENOTDIR), mark("a file of this name is in the way")),
    errno.EISDIR: mark("a folder of this name is in the way"),
    errno.EROFS: mark("the disk can only be read"),
    errno.ENAMETOOLONG: mark("the name is too long"),
    errno.EBUSY: mark("another program is using it"),
    **dict.fromkeys((errno.EIO, errno.ETIMEDOUT, errno.EHOSTDOWN, errno.ENETUNREACH), mark("the disk or the network does not answer")),
}  # fmt: skip


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Gives a `*.partial` path to write to; moves it to `path` at the end, or removes it when anything goes wrong.

    Raises UserError with advice when the place cannot be written: full, locked by a viewer, no such folder.
    """
    partial = path.with_name(path.name + ".partial")
    try:
        yield partial
        partial.replace(path)
    except OSError as problem:
        raise UserError(_advice(problem, path)) from problem
    finally:
        _remove(partial)


@contextmanager
def whole_files(folder: Path) -> Iterator[Path]:
    """Gives a folder to write several files to; they move to `folder` (made when missing) once all are written.

    When anything goes wrong before, none does. Raises UserError with advice when the place cannot be written.
    """
    make_folder(folder)
    try:
        with tempfile.TemporaryDirectory(dir=folder, prefix=".kedun-") as place:
            yield Path(place)
            for made in sorted(Path(place).iterdir()):
                made.replace(folder / made.name)
    except OSError as problem:
        name = Path(str(problem.filename2 or problem.filename or folder)).name
        raise UserError(_advice(problem, folder / name)) from problem


def file_name(text: str, ending: str) -> str:
    """A name that every system takes: signs that mean something there become "_", long ones are cut."""
    plain = re.sub(r'[\x00-\x1f<>:"/\\|?*]+', "_", text).strip(" .")
    return f"{plain[:LONGEST_NAME].rstrip(' .') or '_'}{ending}"


def make_folder(folder: Path) -> None:
    """A folder for several files; raises UserError with advice when it cannot be made."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise UserError(
            _("The folder {folder} cannot be made ({reason}). Choose another one.").format(
                folder=folder, reason=reason_of(problem)
            )
        ) from problem


def reason_of(problem: OSError) -> str:
    """Why the system refused a file or folder: part of a sentence, in the language of the moment."""
    known = REASONS.get(problem.errno or 0)
    return _(known) if known else _("the system refused it, number {code}").format(code=problem.errno or "?")


def _remove(partial: Path) -> None:
    try:
        partial.unlink(missing_ok=True)
    except OSError:
        return  # a folder that cannot be written to: nothing of ours is there


def _advice(problem: OSError, path: Path) -> str:
    names = {"name": path.name, "folder": str(path.parent)}
    if problem.errno in FULL:
        return _("The disk is full, so {name} was not written. Free some space or choose another disk.").format(**names)
    if isinstance(problem, FileNotFoundError | NotADirectoryError):
        return _(
            "The folder {folder} does not exist, so {name} was not written. Make the folder or choose another one."
        ).format(**names)
    if isinstance(problem, IsADirectoryError) or path.is_dir():
        return _("{name} is a folder, so no file was written. Choose a file name.").format(**names)
    if isinstance(problem, PermissionError):
        return _(
            "{name} was not written: it is open in another program, or this folder is closed to you. "
            "Close it there, or choose another folder."
        ).format(**names)
    return _("{name} was not written ({reason}). Choose another folder or another name.").format(
        **names, reason=reason_of(problem)
    )
