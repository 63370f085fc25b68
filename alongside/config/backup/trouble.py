"""What went wrong, in sentences that say what to do."""


class CannotBackUp(Exception):
    """No backup was made, and earlier ones are as they were."""


class CannotRestore(Exception):
    """Nothing was restored, and the house is as it was."""
