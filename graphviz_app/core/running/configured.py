"""What an operator is configured with: of which kind each attribute is, as its default tells."""

from collections.abc import Mapping

from graphviz_app.core.op import Op


def attr_kind(default: object) -> str:
    """What an attribute takes, told by its default, for a message."""
    match default:
        case bool():
            return "True or False"
        case float():
            return "a number"
        case str():
            return "a word in quotes"
        case tuple():
            return "a shape such as [2, 3]"
        case None:
            return "a whole number or None"
    return "a whole number"


def misconfigured(op: Op, attrs: Mapping[str, object]) -> str:
    """What is wrong with the attributes of a node that no file has been read for, or nothing.

    NumPy would take several axes, for which there is no derivative here.
    """
    for name, default in op.attrs.items():
        if not op.is_leaf and name in attrs and not _fits(attrs[name], default):
            return f"{op.name}: {name}= takes {attr_kind(default)}, found '{attrs[name]}'"[:200]
    return ""


def _fits(given: object, default: object) -> bool:
    if given is default or isinstance(given, bool):
        return given is default or not isinstance(default, str | tuple)
    if isinstance(default, str):
        return isinstance(given, str)
    if isinstance(default, tuple):
        return isinstance(given, list | tuple)
    is_number = hasattr(given, "__float__" if isinstance(default, float) else "__index__")
    return is_number and not hasattr(given, "__len__")
