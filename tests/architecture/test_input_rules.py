"""The page that names rules for input that belongs together is that of the code."""

from tests.architecture.checks import all_patterns
from tools import input_rules


def test_every_rule_for_input_that_belongs_together_is_on_the_page() -> None:
    list(all_patterns())  # the views, and with them every form, are read in
    assert input_rules.PAGE.read_text() == input_rules.page(), "Run: python -m tools.input_rules"
