"""What the tests of this room share."""

from tests.furniture import (  # noqa: F401
    browser_of,
    coordinator,
    make,
    our_centre,
    without_staff_passkeys,
)
