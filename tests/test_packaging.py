"""What a user gets when installing troth: a light start, every file, nothing of the machine it was made on."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from importlib import metadata, resources
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "troth"
MODULES = sorted(PACKAGE.rglob("*.py"))

HEAVY = {"numpy", "pydantic", "spacy", "sqlalchemy", "trafilatura"}
TELL_HEAVY = f"import sys; sys.exit(' '.join({HEAVY} & sys.modules.keys()) or 0)"
# Only where a path starts: the page of some outlet may well have a folder of such a name.
OF_A_MACHINE = re.compile(r"(?<![\w.)\]}])/(?:root|work)/|/tmp/\w*venv|/opt/(?:pypi|wheels)|\.py[e]nv\b")
REGISTRY = re.compile(r"pypi\.org|pythonhosted\.org|npmjs\.(?:org|com)|deb\.debian\.org", re.IGNORECASE)


def test_help_starts_without_the_heavy_libraries() -> None:
    run = _python(f"import troth.cli\ntroth.cli.main(['--help'], standalone_mode=False)\n{TELL_HEAVY}")
    assert run.returncode == 0, run.stderr
    assert "Usage:" in run.stdout


def test_importing_troth_is_light() -> None:
    run = _python(f"import troth\n{TELL_HEAVY}")
    assert run.returncode == 0, run.stderr


@pytest.mark.parametrize("module", [pytest.param(path, id=path.relative_to(PACKAGE).as_posix()) for path in MODULES])
def test_every_module_says_first_what_it_is_for(module: Path) -> None:
    said = ast.get_docstring(ast.parse(module.read_text(encoding="utf-8")))
    assert said, f"{module.relative_to(ROOT)} has no docstring"
    assert said.partition("\n")[0].endswith((".", ":", "?")), "the first line of the docstring is a sentence"


def test_every_imported_library_is_a_declared_dependency() -> None:
    homes = metadata.packages_distributions()
    imported = {name for module in MODULES for name in _imports(module)} - sys.stdlib_module_names - {"troth"}
    needed = {_normal(homes[name][0]) if name in homes else name for name in imported}
    declared = {_normal(re.split(r"[^\w.-]", requirement)[0]) for requirement in metadata.requires("troth") or ()}
    assert needed <= declared


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> frozenset[str]:
    """The names of all files in a wheel built from this checkout."""
    where = tmp_path_factory.mktemp("wheel")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", where], cwd=ROOT, check=True, capture_output=True)
    with zipfile.ZipFile(next(where.glob("*.whl"))) as archive:
        return frozenset(archive.namelist())


def test_the_wheel_holds_every_file_of_the_package(wheel: frozenset[str]) -> None:
    files = {path.relative_to(PACKAGE.parent).as_posix() for path in PACKAGE.rglob("*") if path.is_file()}
    assert {name for name in files if "__pycache__" not in name} <= wheel


def test_the_wheel_holds_the_licence_and_nothing_but_the_package(wheel: frozenset[str]) -> None:
    assert any(name.endswith("/licenses/LICENSE") for name in wheel)
    assert {name.partition("/")[0].partition("-")[0] for name in wheel} == {"troth"}


def test_data_files_are_reachable_in_the_installed_package() -> None:
    package = resources.files("troth")
    assert package.joinpath("py.typed").is_file()
    for path in [*PACKAGE.rglob("*.toml"), *(PACKAGE / "examples").iterdir()]:
        if path.is_file():
            assert package.joinpath(path.relative_to(PACKAGE).as_posix()).read_bytes()


def test_no_file_names_a_machine_path_or_a_registry_host() -> None:
    named = []
    for path in _files_of_the_repository():
        text = path.read_text(encoding="utf-8", errors="replace")
        named += [f"{path.relative_to(ROOT)}: {found[0]}" for known in (OF_A_MACHINE, REGISTRY) for found in known.finditer(text)]
    assert not named


def test_contributing_tells_every_command_that_make_test_runs() -> None:
    commands = re.findall(r"^\t\$\(BIN\)/([\w -]+\w)", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    told = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert len(commands) >= 5
    assert [command for command in commands if f".venv/bin/{command}" not in told] == []


def _files_of_the_repository() -> list[Path]:
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, check=True, capture_output=True, text=True
    )
    return [path for name in listed.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def _imports(module: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _python(program: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60)
