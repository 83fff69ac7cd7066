"""Imports go only down: from an app to the apps below it, from a room to the rooms before it."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FLOORS = {
    "foundation": set(),
    "accounts": {"foundation"},
    "papers": {"foundation", "accounts"},
    "groups": {"foundation", "accounts", "papers"},
    "finance": {"foundation", "accounts", "papers", "groups"},
    "grants": {"foundation", "accounts", "papers", "groups", "finance"},
}


STAGES_OF_GROUPS = ["registers", "forming", "coaching", "assessment", "privacy"]  # of a life
STAGES = ["selection", "payment", "spending", "way", "audit"]  # of grants, in the order of a grant


def imported_modules(path: Path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)


def imported_apps(path: Path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (name.name.split(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


@pytest.mark.parametrize("app", FLOORS)
def test_an_app_imports_only_the_floors_below(app):
    others = set(FLOORS) | {"kube_admin", "demo", "tests"}
    for path in (ROOT / app).rglob("*.py"):
        above = set(imported_apps(path)) & others - FLOORS[app] - {app}

        assert not above, f"{path} imports {above}"


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_of_grants_imports_only_the_stages_before(stage):
    """No stage imports `grants.models` and `grants.urls`, which gather all stages."""
    later = {*STAGES[STAGES.index(stage) + 1 :], "models", "urls"}
    paths = list((ROOT / "grants" / stage).rglob("*.py"))
    assert paths

    for path in paths:
        above = {f"grants.{name}" for name in later}.intersection(
            ".".join(module.split(".")[:2]) for module in imported_modules(path)
        )

        assert not above, f"{path} imports {above}"


@pytest.mark.parametrize("stage", STAGES_OF_GROUPS)
def test_a_stage_of_groups_imports_only_the_stages_before(stage):
    later = STAGES_OF_GROUPS[STAGES_OF_GROUPS.index(stage) + 1 :]
    for path in (ROOT / "groups" / stage).rglob("*.py"):
        above = {f"groups.{name}" for name in later}.intersection(
            ".".join(module.split(".")[:2]) for module in imported_modules(path)
        )

        assert not above, f"{path} imports {above}"


def test_the_base_of_groups_imports_no_stage():
    """Besides `groups.models`, which gathers all; views and forms may use the registers."""
    stages = {f"groups.{stage}" for stage in STAGES_OF_GROUPS}
    for room in ("models", "rules", "reports", "actions", "forms", "views"):
        above = stages - ({"groups.registers"} if room in ("forms", "views") else set())
        for path in (ROOT / "groups" / room).rglob("*.py"):
            found = above.intersection(
                ".".join(module.split(".")[:2]) for module in imported_modules(path)
            )

            assert not found or path == ROOT / "groups/models/__init__.py", path


@pytest.mark.parametrize("app", [*FLOORS, "kube_admin", "demo"])
def test_imports_stand_at_the_top(app):
    for path in (ROOT / app).rglob("*.py"):
        functions = [
            node
            for node in ast.walk(ast.parse(path.read_text()))
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        ]

        hidden = [
            f"{path}:{node.lineno}"
            for function in functions
            for node in ast.walk(function)
            if isinstance(node, ast.Import | ast.ImportFrom)
        ]

        assert not hidden


ROOMS = ["models", ("ledger", "rules"), "reports", "papers", "actions", "forms", "views", "urls"]
PLACES = [
    *("accounts", "papers", "groups", "finance"),
    *(f"groups/{stage}" for stage in STAGES_OF_GROUPS),
    *(f"grants/{stage}" for stage in STAGES),
]


def level(module: str) -> int | None:
    """The room of a module inside an app or a stage; None outside the rooms."""
    for number, room in enumerate(ROOMS):
        if module in room if isinstance(room, tuple) else module == room:
            return number
    return None


def higher_rooms(place: str, path: Path):
    """Imports of a module from rooms above its own in the same app or stage."""
    package = place.replace("/", ".")
    own = level(path.relative_to(ROOT / place).parts[0].removesuffix(".py"))
    for module in imported_modules(path):
        inside = module.removeprefix(f"{package}.").split(".")[0]
        if own is not None and module.startswith(f"{package}.") and (level(inside) or 0) > own:
            yield module


@pytest.mark.parametrize("place", PLACES)
def test_a_room_imports_only_the_rooms_below(place):
    paths = [path for path in (ROOT / place).rglob("*.py") if "migrations" not in path.parts]

    above = {str(path): found for path in paths if (found := list(higher_rooms(place, path)))}

    assert not above


def test_foundation_has_no_model():
    for path in (ROOT / "foundation").rglob("*.py"):
        bases = [
            ast.unparse(base)
            for node in ast.walk(ast.parse(path.read_text()))
            if isinstance(node, ast.ClassDef)
            for base in node.bases
        ]

        assert "models.Model" not in bases
