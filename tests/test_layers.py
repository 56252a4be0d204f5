"""The map of the code holds: who imports whom, how long a file may be, and what is written nowhere."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOP = {".ci", ".gitignore", "CHANGELOG.md", "LICENSE", "README.md", "README.zh-CN.md", "pyproject.toml"}
TOP |= {"app", "packaging", "resources", "tests"}

# Files (patterns) and what of ours they may import; the first pattern that fits decides.
LAYERS = (
    ("app/i18n.py", ("app.machine",)),
    ("app/machine.py", ()),
    ("app/__main__.py", ("app",)),
    ("app/services/rules/*", ("app.services.rules", "app.models")),
    ("app/services/*", ("app.services", "app.models", "app.i18n", "app.machine")),
    ("app/models/*", ("app.models", "app.i18n", "app.machine")),
    ("app/cli*", ("app.cli", "app.services", "app.models", "app.ui", "app.i18n", "app.machine")),
    ("app/ui/*", ("app.ui", "app.services", "app.models", "app.i18n", "app.machine")),
    ("app/__init__.py", ()),
)
# Packages of others, and the only files that may import them.
PACKAGES = {
    "PySide6": ("app/ui/*", "app/__main__.py"),
    "shiboken6": ("app/ui/*",),
    "sqlcipher3": ("app/models/engine.py",),
    "sqlite_utils": ("app/models/*",),
    "matplotlib": ("app/services/figures.py", "app/ui/widgets/chart_view.py"),
    "numpy": ("app/services/figures.py", "app/ui/widgets/chart_view.py"),
    "reportlab": ("app/services/documents/*",),
    "fontTools": ("app/services/documents/*",),
    "pylopdf_fonts_zh_cn": ("app/services/documents/*", "app/services/figures.py", "app/ui/faces.py"),
    "python_calamine": ("app/services/imports/*",),
    "mt940": ("app/services/imports/bank/*",),
    "xlsxwriter": ("app/services/exports.py", "app/services/imports/*"),
    "pypinyin": ("app/services/search_key.py",),
    "stdnum": ("app/services/imports/*", "app/services/customers.py"),
    "filelock": ("app/models/lock.py",),
    "platformdirs": ("app/machine.py",),
    "click": ("app/cli*",),
    "qtawesome": ("app/ui/theme.py",),
    "icalendar": ("app/services/calendar.py",),
}
# Files may be read by anybody and nothing leaves the computer: no other engine, no code in data, no network.
BANNED = {
    "sqlite3",
    "pickle",
    "marshal",
    "shelve",
    "dbm",
    "socket",
    "ssl",
    "ftplib",
    "smtplib",
    "http",
    "urllib",
    "requests",
    "xmlrpc",
}
# Slow to load: fetched on first use. The rooms that stand on them are themselves imported on first use.
HEAVY = {"matplotlib", "numpy", "reportlab", "xlsxwriter", "python_calamine", "pypinyin", "sqlite_utils", "mt940"}
HEAVY |= {"fontTools", "qtawesome", "icalendar"}
LAZY_ROOMS = ("app/services/documents/*", "app/services/figures.py", "app/ui/widgets/chart_view.py")
CATCH_ALL = ("app/ui/messages.py", "app/ui/jobs.py")

SQL = re.compile(
    r"^\s*(select\s|insert\s+(or\s+\w+\s+)?into\s|update\s+\w+\s+set\s|delete\s+from\s|"
    r"(create|drop|alter)\s+(table|index|view|trigger)\s|pragma\s|with\s+\w+\s+as\s*\()"
)
LEFT_OVER = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK)\b")
OUR_MACHINE = re.compile(r"(?<![\w.~}])/(?:work|root|farm)/|/home/\w+/|/tmp/\w")
TEXT = {".py", ".md", ".toml", ".json", ".po", ".txt", ".csv", ".sh", ""}


def none(wrong: list[str]) -> None:
    """Fails with the whole list, one line each."""
    assert not wrong, "\n".join(["", *wrong])


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def files(*folders: str) -> list[Path]:
    return [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def modules() -> dict[str, Path]:
    """Each module of ours by its dotted name; a package by its folder's name."""
    names = (path.relative_to(ROOT).with_suffix("").parts for path in files("app"))
    return {".".join(n[:-1] if n[-1] == "__init__" else n): p for n, p in zip(names, files("app"), strict=True)}


def statements(node: ast.AST, *, inside_functions: bool, typing_only: bool) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) and not inside_functions:
            continue
        if isinstance(child, ast.If) and ast.unparse(child.test).endswith("TYPE_CHECKING") and not typing_only:
            continue
        yield child
        yield from statements(child, inside_functions=inside_functions, typing_only=typing_only)


@cache
def imports(path: Path, *, inside_functions: bool = True, typing_only: bool = True) -> frozenset[str]:
    """Dotted names a file imports; of ours always the module, never a name in it."""
    found = set()
    for node in statements(tree(path), inside_functions=inside_functions, typing_only=typing_only):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)}:{node.lineno}: a relative import"
            whole = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {name if name in modules() else str(node.module) for name in whole}
    return frozenset(found)


def under(name: str, *packages: str) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def fits(path: Path, patterns: tuple[str, ...]) -> bool:
    return any(fnmatch(name_of(path), pattern) for pattern in patterns)


def nodes(wrong: Callable[[ast.AST], bool], *, but: tuple[str, ...] = ()) -> list[str]:
    """Where in app/ a node is as it should not be."""
    chosen = [path for path in files("app") if not fits(path, but)]
    return [f"{name_of(p)}:{getattr(n, 'lineno', 0)}" for p in chosen for n in ast.walk(tree(p)) if wrong(n)]


def test_each_layer_imports_only_what_lies_below_it() -> None:
    wrong = []
    for path in files("app"):
        allowed = next((allowed for pattern, allowed in LAYERS if fnmatch(name_of(path), pattern)), None)
        assert allowed is not None, f"{name_of(path)} is in no layer"
        ours = [name for name in imports(path) if under(name, "app") and name != "app"]
        wrong += [f"{name_of(path)} imports {name}" for name in ours if not under(name, *allowed)]
    none(wrong)


def test_rules_know_no_store() -> None:
    """What a rule imports from models is value types: nothing that reaches the engine, and never the words."""

    def reaches_engine(name: str, seen: frozenset[str] = frozenset()) -> bool:
        further = [n for n in imports(modules()[name]) if under(n, "app.models") and n not in seen]
        return name == "app.models.engine" or any(reaches_engine(n, seen | {name}) for n in further)

    rules = [(path, name) for path in files("app/services/rules") for name in imports(path)]
    none([f"{name_of(p)} imports {n}" for p, n in rules if under(n, "app.models") and reaches_engine(n)])


def test_packages_of_others_stay_in_their_rooms() -> None:
    wrong = []
    for path in files("app"):
        for top in sorted({name.split(".")[0] for name in imports(path)} - {"app"}):
            room = PACKAGES.get(top, () if top not in sys.stdlib_module_names or top in BANNED else ("*",))
            wrong += [] if fits(path, room) else [f"{name_of(path)} imports {top}"]
    none(wrong)


def test_heavy_packages_wait_for_their_first_use() -> None:
    """No file outside the lazy rooms reaches one by imports that run when it is itself imported."""

    def loads(name: str, seen: set[str]) -> set[str]:
        if name in seen or name not in modules():
            return {package for package in HEAVY if under(name, package)}
        seen.add(name)
        further = imports(modules()[name], inside_functions=False, typing_only=False)
        return set().union(*(loads(n, seen) for n in further))

    eager = {name: loads(name, set()) for name, path in modules().items() if not fits(path, LAZY_ROOMS)}
    none([f"{name} loads {sorted(heavy)}" for name, heavy in eager.items() if heavy])


def test_window_is_imported_by_the_command_line_inside_functions_only() -> None:
    paths = [path for path in files("app") if fits(path, ("app/cli*", "app/__main__.py"))]
    early = [(p, n) for p in paths for n in imports(p, inside_functions=False) if under(n, "app.ui", "PySide6")]
    none([f"{name_of(path)} imports {name}" for path, name in early])


def test_command_line_starts_without_the_heavy_packages() -> None:
    code = "import sys, app.cli; print(*sorted({name.split('.')[0] for name in sys.modules}))"
    answer = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert {"click", "app"} <= set(answer.stdout.split())
    assert (HEAVY | {"PySide6"}) & set(answer.stdout.split()) == set()


def test_pages_never_import_pages() -> None:
    pages = [(path, name) for path in files("app/ui/pages") for name in imports(path)]
    others = [(p, n) for p, n in pages if under(n, "app.ui.pages") and not under(n, own_room(p))]
    none([f"{name_of(path)} imports {name}" for path, name in others])


def own_room(page: Path) -> str:
    """A page that outgrew one file is a folder; its parts may know each other."""
    return ".".join(page.relative_to(ROOT).parts[:4]).removesuffix(".py")


def test_no_circles() -> None:
    graph = {name: imports(path, typing_only=False) & modules().keys() for name, path in modules().items()}
    while free := {name for name, needs in graph.items() if not needs & graph.keys() - {name}}:
        graph = {name: needs for name, needs in graph.items() if name not in free}
    none([f"{name} -> {sorted(needs & graph.keys())}" for name, needs in graph.items()])


def test_files_and_functions_stay_short() -> None:
    paths = files("app", "packaging", "tests")
    lines = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in paths}
    none([f"{name}: {count} lines" for name, count in lines.items() if count > 300])
    functions = [
        (f"{name_of(path)}:{node.name}", (node.end_lineno or 0) - node.lineno + 1)
        for path in paths
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    none([f"{name}: {count} lines" for name, count in functions if count > 40])


def test_nobody_prints() -> None:
    none(nodes(lambda n: isinstance(n, ast.Call) and ast.unparse(n.func) in ("print", "pprint", "breakpoint")))


def test_only_two_files_catch_everything() -> None:
    """A handler that cleans up and raises again is no catching."""

    def wide(node: ast.AST) -> bool:
        if not isinstance(node, ast.ExceptHandler):
            return False
        last = node.body[-1]
        again = isinstance(last, ast.Raise) and last.exc is None
        kinds = {"Exception", "BaseException"}
        caught = {ast.unparse(n) for n in ast.walk(node.type)} if node.type else kinds
        return bool(caught & kinds) and not again

    none(nodes(wide, but=CATCH_ALL))


def test_sql_is_written_in_models_only() -> None:
    def is_sql(node: ast.AST) -> bool:
        return (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and bool(SQL.match(node.value) or (node.value.upper() == node.value and SQL.match(node.value.lower())))
        )

    none(nodes(is_sql, but=("app/models/*",)))


def test_rules_and_services_are_told_the_day() -> None:
    """The clock is read where the program is put together (instants of the journal apart)."""
    clock = re.compile(r"\b(date|datetime)\.(date\.)?(today|utcnow)$|\btime\.time$")
    composed = ("app/__main__.py", "app/cli*", "app/ui/application.py")
    none(nodes(lambda n: isinstance(n, ast.Call) and bool(clock.search(ast.unparse(n.func))), but=composed))
    none([name_of(p) for p in files("app/services/rules") if "datetime.now" in p.read_text(encoding="utf-8")])


def test_nothing_is_left_over_and_nothing_names_this_machine() -> None:
    wrong = []
    for folder in ("app", "packaging", "tests", "resources", ".ci"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and path.suffix in TEXT and "__pycache__" not in path.parts:
                text = path.read_text(encoding="utf-8", errors="replace")
                found = LEFT_OVER.findall(text) + OUR_MACHINE.findall(text)
                wrong += [f"{name_of(path)}: {word}" for word in found]
    none(wrong)


def test_top_of_the_repository_holds_the_agreed_names() -> None:
    ignored = [line.rstrip("/") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").split()] + [".git"]
    names = {path.name for path in ROOT.iterdir() if not any(fnmatch(path.name, pattern) for pattern in ignored)}
    assert names == TOP
