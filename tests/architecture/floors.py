"""The floors as the contract in `pyproject.toml` has them."""

import tomllib

from tests.architecture.sources import HOUSE


def contract_floors() -> list[list[str]]:
    """Floors from the roof down, each with its rooms, planned ones included."""
    with (HOUSE.parent / "pyproject.toml").open("rb") as file:
        contracts = tomllib.load(file)["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["id"] == "floors")
    return [[room.strip(" ()") for room in layer.split("|")] for layer in layers]


def floor_of() -> dict[str, int]:
    """For each room the number of its floor, the lowest being 0."""
    floors = list(reversed(contract_floors()))
    return {room: number for number, floor in enumerate(floors) for room in floor}


def planned_rooms() -> set[str]:
    """Every room of the plan, built or not."""
    return set(floor_of())
