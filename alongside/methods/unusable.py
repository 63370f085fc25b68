"""Why a method cannot do what it was asked: typed, with the data for a sentence in any language."""


class Unusable(ValueError):
    """What was given cannot be used. Every subclass says why, in fields and in plain English."""
