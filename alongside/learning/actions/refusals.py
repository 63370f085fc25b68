"""Why an action of this room was not done. Each says so in sentences for the page."""


class CannotSay(Exception):
    """Nothing was written down; the message is a sentence for the page."""


class CannotPublish(Exception):
    """Nothing was published; the message is a sentence that says what to do first."""


class CannotComplete(Exception):
    """The training is not completed; the message names what is missing."""
