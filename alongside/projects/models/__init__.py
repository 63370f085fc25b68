"""Tables of the room."""

from .projects import LIVED, Partner, Project, TeamMember, TeamRole

__all__ = ["LIVED", "Partner", "Project", "TeamMember", "TeamRole"]
