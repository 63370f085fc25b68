"""Reading the house's own source: rooms, files, imports and calls, as plain data."""

import ast
from collections.abc import Iterator
from pathlib import Path

HOUSE = Path(__file__).parents[2] / "alongside"
PURE = "methods"


def rooms(house: Path = HOUSE) -> list[str]:
    """The rooms that exist today."""
    return sorted(path.name for path in house.iterdir() if (path / "__init__.py").exists())


def files(house: Path = HOUSE, *, without: tuple[str, ...] = ("migrations",)) -> Iterator[tuple[str, Path]]:
    """Every Python file with the room it stands in."""
    for path in sorted(house.rglob("*.py")):
        parts = path.relative_to(house).parts
        if len(parts) > 1 and not set(without) & set(parts):
            yield parts[0], path


def piece(path: Path, house: Path = HOUSE) -> str:
    """Which piece of furniture a file is or belongs to: "actions" for actions.py and for actions/joining.py."""
    return path.relative_to(house).parts[1].removesuffix(".py")


def imports(path: Path, house: Path = HOUSE) -> Iterator[tuple[int, str]]:
    """Every module of the house that a file imports, as a dotted name below `alongside`, with its line."""
    package = (house.name, *path.relative_to(house).parts[:-1])
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            start = ".".join([*base, *([node.module] if node.module else [])])
            yield from ((node.lineno, f"{start}.{alias.name}") for alias in node.names)
