"""What issues of the newsletter add to the house: entrances."""

from django.utils.translation import gettext_lazy as _

from alongside.foundation import doors, navigation


def register() -> None:
    """Called once, when the house starts."""
    navigation.add(_("Newsletters"), "outreach:archive", 16, area="footer")
    navigation.add(
        _("Write newsletters"), "outreach:run_issues", 59, area="account", roles=doors.COORDINATORS
    )
