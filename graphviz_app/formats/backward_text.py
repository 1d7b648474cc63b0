"""The backward pass as text: lines of this language, or a script for NumPy or PyTorch."""

from collections.abc import Mapping
from typing import Literal, get_args

from graphviz_app.core.backward import BackwardPass
from graphviz_app.formats.language.writer import to_text

Language = Literal["cg", "numpy", "torch"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
SUFFIXES: Mapping[Language, str] = {"cg": ".cg", "numpy": ".py", "torch": ".py"}
TITLES: Mapping[Language, str] = {"cg": "Text", "numpy": "NumPy", "torch": "PyTorch"}


def backward_text(passes: BackwardPass, language: Language = "cg") -> str:
    """Forward and backward pass, which can be read or run again.

    Raises GraphError if the library has no code for an operator.
    """
    if language == "cg":
        return _parted(to_text(passes.graph), next(iter(passes.gradients.values())))
    from graphviz_app.formats.code.scripts import SCRIPTS  # late: seldom asked for

    return SCRIPTS[language](passes)


def _parted(text: str, first: str) -> str:
    """With a heading above the first gradient, which is a line by itself."""
    lines = text.splitlines()
    place = next(i for i, line in enumerate(lines) if line.startswith(f"{first} = "))
    return "\n".join([*lines[:place], "", "# The backward pass", *lines[place:]]) + "\n"
