"""MisfitError: operands that an operator refuses, and why."""


class MisfitError(ValueError):
    """What is wrong with the operands, as a clause that a message can end with."""
