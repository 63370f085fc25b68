"""Keeps Python from searching what stays for the whole run again and again: a fifth of its time. Loaded with `-p`."""

import gc


def pytest_collection_finish() -> None:
    """Set the modules and tests that are there aside, and look for cycles less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
