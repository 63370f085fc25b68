"""What the doctor looks at in the hall."""

from collections.abc import Iterator

from alongside.foundation.doctoring import Finding
from alongside.foundation.models import Centre

from .models import AgeGuard, Member


def young_people_are_safe() -> Iterator[Finding]:
    """Where young people take part, everybody sees whom to turn to when somebody may not be safe."""
    centre = Centre.current()
    named = bool(
        centre and centre.safeguarding_name and (centre.safeguarding_phone or centre.safeguarding_email)
    )
    young = Member.objects.here().exclude(age_guard=AgeGuard.ADULT).exists()
    if named:
        yield Finding("safeguarding", True, "Every page names whom to turn to when somebody may not be safe.")
    elif young:
        says = "Young people take part, and no page says whom to turn to when somebody may not be safe."
        yield Finding(
            "safeguarding",
            False,
            says,
            "Open “The centre” on the desk, and name a person with a phone number.",
        )
    else:
        says = "No page says whom to turn to when somebody may not be safe."
        yield Finding(
            "safeguarding", None, says, "Name a person on “The centre” before young people take part."
        )
