"""`manage.py send_issue 7 --dry-run`: who would get newsletter 7, by way, language and basis. Without it, send it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from alongside.foundation import actors
from alongside.outreach.actions import issue_sending, issues
from alongside.outreach.models import Issue
from alongside.outreach.queries import pieces, sending


class Command(BaseCommand):
    help = "Send a newsletter that was approved. With --dry-run, only say who would get it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("number", type=int, help="The number of the newsletter.")
        parser.add_argument("--dry-run", action="store_true", help="Send nothing; print who would get what.")

    def handle(self, *args: Any, **options: Any) -> None:
        issue = Issue.objects.filter(number=options["number"]).first()
        if issue is None:
            raise CommandError(f"There is no newsletter {options['number']}. See “Write newsletters”.")
        if options["dry_run"]:
            self._say_who(issue)
            return
        try:
            issue_sending.send_issue(issue, by=actors.SYSTEM)
        except issues.CannotChangeIssue as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"Newsletter {issue.number} is on its way.")

    def _say_who(self, issue: Issue) -> None:
        """One line for each way, version and basis. Nothing is written anywhere."""
        self.stdout.write(f"Newsletter {issue.number}: {issue.subject or 'no subject yet'}")
        groups = sending.groups(issue, sending.copies(issue))
        for one in groups:
            self.stdout.write(f"{one.way:<6} {one.version:<18} {one.basis:<12} {one.count:>6}")
        if not groups:
            self.stdout.write("Nobody would get it.")
        for lost in pieces.lost(issue):
            self.stdout.write(f"Left out: {lost.block.get_kind_display()}. {lost.gone.because}")
        self.stdout.write("Nothing was sent.")
