"""Every error a person can cause, as one tree.

GraphAppError
├── GraphError             the graph itself is wrong
│   ├── CycleError         a node depends on itself
│   ├── SlotError          an operand is missing, doubled or one too many
│   ├── UnknownOpError     no such operator
│   └── ShapeError         operands whose shapes do not fit
├── EvaluationError        a node could not be computed, or is not finite
├── ParseError             the text, with line, column and a hint
│   └── AnswerError        an answer of a claim: all the rest of the text can be read
├── DocumentError          the file, with the place in it
├── DataError              a table that feeds a graph, with row and column
├── LayoutError            Graphviz failed, was cancelled or took too long
└── ExportError            the picture could not be written

The command line prints them as one line, the window shows them as a sentence.
Anything else that is raised is a bug.
"""


class GraphAppError(Exception):
    """A person's mistake, told in one sentence."""


class GraphError(GraphAppError):
    """The graph is wrong at ``node`` (the empty string: as a whole)."""

    def __init__(self, message: str, node: str = "") -> None:
        super().__init__(message)
        self.node = node


class CycleError(GraphError):
    """A node depends on itself; the message names the way round."""


class SlotError(GraphError):
    """An operand is missing, given twice, or one too many."""


class UnknownOpError(GraphError):
    """The operator does not exist; the message suggests near names."""


class ShapeError(GraphError):
    """Operand shapes do not fit together."""


class EvaluationError(GraphAppError):
    """A node could not be computed, or its result is not finite; names the operands."""

    def __init__(self, message: str, node: str = "") -> None:
        super().__init__(message)
        self.node = node


class ParseError(GraphAppError):
    """Text that is not understood: 1-based line and column, and what would be.

    ``length``: characters of that line which are meant, such as those of a name; 0 at its end.
    """

    def __init__(
        self, message: str, line: int, column: int, source_line: str = "", length: int = 0
    ) -> None:
        super().__init__(f"line {line}, column {column}: {message}")
        self.reason = message
        self.line = line
        self.column = column
        self.length = length
        self.source_line = source_line


class AnswerError(ParseError):
    """The answer of a claim cannot be read; it counts as blank, and stops nothing else."""


class DocumentError(GraphAppError):
    """A file that cannot be read or written; ``place`` is where in it (``nodes[3].op``)."""

    def __init__(self, message: str, place: str = "") -> None:
        super().__init__(f"{place}: {message}" if place else message)
        self.place = place


class DataError(GraphAppError):
    """A table that cannot feed a graph; the message names the place.

    ``row`` is counted as a spreadsheet does, from 1 with the header; 0: none in particular.
    ``column`` is its name; empty: none in particular.
    """

    def __init__(self, message: str, row: int = 0, column: str = "") -> None:
        super().__init__(message)
        self.row = row
        self.column = column


class LayoutError(GraphAppError):
    """Graphviz failed, was cancelled or took too long."""


class ExportError(GraphAppError):
    """The picture could not be made or written."""
