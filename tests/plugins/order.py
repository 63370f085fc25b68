"""Long tests begin first, so that the processes of the suite end together. Loaded early, with `-p`."""

import pytest


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put tests with the mark `long` before all others, and change no order besides."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)
