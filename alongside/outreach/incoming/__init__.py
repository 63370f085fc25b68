"""What mail that comes back says: plain bytes in, plain data out. No database, no clock, and no byte makes it fail.

Non-delivery reports are read by their fields (RFC 3464, 3461, 6533), not by their words, which come in every language.
Complaints are read as RFC 5965 has them. What answers by itself (RFC 3834) is known as such and left alone. Two older
kinds of report without fields are read by their own marks: that of qmail and that of Exim.
"""

from .reading import Arrived, Kind, read

__all__ = ["Arrived", "Kind", "read"]
