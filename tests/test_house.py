"""The rooms of the house: what may import what, and how large a module gets."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import book

ROOT = Path(book.__path__[0])
#: From the ground up: a room imports from those before it alone. Rooms of one line know nothing of
#: one another but what stands before them in it.
ROOMS = (
    "errors reasons dates frames processes limits sources output report",
    "languages",
    "files pagemap",
    "themes",
    "manuscript",
    "photos text importers exporters starters",
    "rounds",
    "indexes facts check",
    "sections",
    "paged web",
    "editions",
    "project",
    "studio commands",
    "cli",
    "__main__",
)
#: Rooms that are not there yet, or not in every copy.
ABSENT = {"web"}
LEVEL = {room: number for number, room in enumerate(" ".join(ROOMS).split())}
#: The one room that may know WeasyPrint.
WEASY = ROOT / "paged/weasy"
LONGEST = 300
MOST_UNNAMED = 5


def imported(module: Path) -> Iterator[tuple[int, str]]:
    """What a module imports: line and dotted name."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.lineno, node.module
        elif isinstance(node, ast.Import):
            for name in node.names:
                yield node.lineno, name.name


def modules() -> Iterator[tuple[str, Path]]:
    for path in sorted(ROOT.rglob("*.py")):
        yield path.relative_to(ROOT).parts[0].removesuffix(".py"), path


def test_every_room_has_its_place() -> None:
    rooms = {room for room, _ in modules()} - {"__init__"}
    assert rooms - LEVEL.keys() == set(), "name the new room in ROOMS, and in docs/architecture.md"
    assert LEVEL.keys() - rooms <= ABSENT


def test_imports_run_one_way() -> None:
    upward = [
        f"{path.relative_to(ROOT)}:{line}: {room} imports {other}"
        for room, path in modules()
        for line, name in imported(path)
        if name.startswith("book.")
        and (other := name.split(".")[1]) != room
        and LEVEL[other] > LEVEL[room]
    ]
    assert upward == []


def test_one_room_knows_weasyprint() -> None:
    known = [
        f"{path.relative_to(ROOT)}:{line}"
        for _, path in modules()
        for line, name in imported(path)
        if name.split(".")[0] == "weasyprint" and not path.is_relative_to(WEASY)
    ]
    assert known == []


def test_modules_can_be_read_at_a_sitting() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for _, path in modules()
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST
    }
    assert long == {}


def _counted(trees: dict[Path, ast.Module]) -> set[str]:
    """The functions, methods and classes of the builder, but for those that take any number."""
    nodes = [node for tree in trees.values() for node in ast.walk(tree)]
    functions = [node for node in nodes if isinstance(node, ast.FunctionDef)]
    names = {node.name for node in nodes if isinstance(node, ast.ClassDef | ast.FunctionDef)}
    return {"cls", *names} - {function.name for function in functions if function.args.vararg}


def test_calls_say_what_they_hand_over() -> None:
    """More than five arguments without names can't be read."""
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for _, path in modules()}
    counted = _counted(trees)
    long = [
        f"{path.relative_to(ROOT)}:{call.lineno}: {ast.unparse(call.func)}"
        for path, tree in trees.items()
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        and len(call.args) > MOST_UNNAMED
        and ast.unparse(call.func).rpartition(".")[2] in counted
    ]
    assert long == []


#: What belongs to the whole process, and is not for a library to change.
OF_THE_PROCESS = {
    "os": "chdir umask putenv unsetenv",
    "warnings": "simplefilter filterwarnings catch_warnings resetwarnings",
    "logging": "basicConfig disable captureWarnings",
    "locale": "setlocale",
    "sys": "setrecursionlimit setswitchinterval",
    "socket": "setdefaulttimeout",
    "multiprocessing": "set_start_method set_forkserver_preload set_executable",
}


def _changes_the_process(node: ast.AST, module_names: set[str]) -> bool:
    if isinstance(node, ast.Call):
        called = ast.unparse(node.func)
        module, _, name = called.rpartition(".")
        changing = name in OF_THE_PROCESS.get(module, "").split()
        registers = name.startswith("register_") and name.endswith("_opener")
        return (
            changing
            or registers
            or (
                called.startswith(("os.environ.", "sys.path."))
                and (name in ("update", "pop", "setdefault", "append", "insert", "clear"))
            )
        )
    if not isinstance(node, ast.Assign | ast.AugAssign | ast.Delete):
        return False
    targets = node.targets if not isinstance(node, ast.AugAssign) else [node.target]
    return any(
        ast.unparse(target).startswith(("os.environ[", "sys.path", "sys.modules"))
        or (isinstance(target, ast.Attribute) and ast.unparse(target.value) in module_names)
        for target in targets
    )


def test_nothing_of_the_process_is_changed() -> None:
    """Patches of WeasyPrint, in the processes that typeset, are the one exception."""
    found = []
    for _, path in modules():
        if path.is_relative_to(WEASY / "patches"):
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = {
            (alias.asname or alias.name)
            for node in ast.walk(tree)
            if isinstance(node, ast.Import | ast.ImportFrom)
            for alias in node.names
            if isinstance(node, ast.Import) or not (node.module or "").startswith("book")
        }
        found += [
            f"{path.relative_to(ROOT)}:{node.lineno}"  # type: ignore[attr-defined]
            for node in ast.walk(tree)
            if _changes_the_process(node, names)
        ]
    assert found == []


def test_the_picture_of_the_house_has_every_room() -> None:
    drawn = (ROOT.parent / "docs/rooms.svg").read_text(encoding="utf-8")
    rooms = {room for room, path in modules() if path.parent != ROOT}
    assert [room for room in sorted(rooms) if f">{room}<" not in drawn] == []
