"""What the tests about people share: a centre, and a way to make members."""

from tests.furniture import Make, browser_of, coordinator, make, our_centre, without_staff_passkeys

__all__ = ["Make", "browser_of", "coordinator", "make", "our_centre", "without_staff_passkeys"]
