"""What the parts of a walk through a program need of it."""

import ast
from collections.abc import Sequence
from typing import Protocol

from graphviz_app.formats.dialects.program.arrays import Arrays
from graphviz_app.formats.dialects.program.entries import Entries
from graphviz_app.formats.dialects.program.expressions import Expressions
from graphviz_app.formats.dialects.program.learning.learning import Learning
from graphviz_app.formats.dialects.program.learning.survey import Survey
from graphviz_app.formats.dialects.program.libraries import Libraries
from graphviz_app.formats.dialects.program.source import Source
from graphviz_app.formats.dialects.program.values import Values


class Walk(Protocol):
    """Goes through the statements of a program."""

    source: Source
    libraries: Libraries
    arrays: Arrays
    survey: Survey
    expressions: Expressions
    entries: Entries
    learning: Learning
    values: Values

    def block(self, body: Sequence[ast.stmt], depth: int = 0) -> None:
        """Statements below each other."""

    def leave_out(self, node: ast.stmt, reason: str) -> None:
        """A statement is not needed."""

    def inline(self, node: ast.stmt, body: Sequence[ast.stmt], depth: int, reason: str) -> None:
        """Take the lines of a block without its first one."""

    def skip_to(self, line: int) -> None:
        """Go on from a line, without what stands before it."""
