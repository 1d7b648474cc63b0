"""How much is read at most. A message that refuses something names the bound."""

MAX_TEXT = 5_000_000
"""Characters of a text."""

MAX_WORDS = 100_000
"""Names, numbers and signs in one line of a text; a list of numbers counts as one."""

MAX_FILE = 64_000_000
"""Bytes of a JSON document."""

MAX_TABLE = 20_000_000
"""Bytes of a table of numbers, or characters of a pasted one."""

MAX_ROWS = 100_000
"""Rows of such a table."""

MAX_COLUMNS = 1_000
"""Columns of such a table."""

MAX_NODES = 100_000
"""Nodes of a graph."""

EXPANDED = 20_000
"""Operators and calls that the functions of a text may write out, however short it is …"""

EXPANDED_BY_LETTER = 2
"""… and for each of its characters: much more is written by defs that multiply each other."""

MAX_BLOCK = 500_000
"""Characters of one block (with, def), or of one line without its lists of numbers."""

MAX_DEFS = 500_000
"""Characters of all functions of a text together."""

MAX_CLAIMS = 100_000
"""Claims of a graph."""

MAX_CLAIMED = 1_000
"""Numbers in one claim."""

MAX_ELEMENTS = 1_000_000
"""Numbers in one tensor."""

MAX_DIMENSIONS = 8
"""Lists inside each other in one tensor."""

MAX_BRACKETS = 200
"""Brackets inside each other in one expression; Python's own parser stops there."""

MAX_NAME = 200
"""Characters of a node's id."""

MAX_LABEL = 200
"""Characters of a label."""

MAX_TITLE = 500
"""Characters of a title; a longer first comment is shortened."""

MAX_NOTE = 1_000
"""Characters of a claim's remark."""

MAX_WHOLE = 1_000_000
"""The largest whole number an operator is configured with, such as an axis."""

MAX_GROUPS = 200
"""Groups inside each other."""


def thousands(count: int) -> str:
    """A bound as it is printed: 5,000,000."""
    return f"{count:,}"


MAX_PIN = 1_000_000
"""Pixels that a pin may be away from the origin."""

MAX_STEPS = 10_000_000
"""Steps of one descent."""

MAX_DESCENTS = 100
"""Descents of a graph."""

MAX_SEED = 2**53
"""The largest seed: up to here every program reads the same whole number."""

MAX_DATA = 100_000
"""Numbers of a table that is written out; more belong into a file."""

MAX_PATH = 1_000
"""Characters of the path of a file with data."""

MAX_TRAINED = 20_000
"""Numbers from which a way was gone that a text keeps; of a larger graph a document does."""
