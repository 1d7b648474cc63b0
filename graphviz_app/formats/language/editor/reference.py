"""What a help page says of every operator, read off the table."""

from collections.abc import Iterator

from graphviz_app.core.op import Op
from graphviz_app.core.oplib import FAMILIES, OPS
from graphviz_app.formats.language.editor.forms import listed_form


def reference() -> str:
    """All functions as Markdown, by topic: how they are typed, what they are, where defined."""
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    yield "\n## All functions\n"
    for title, family in FAMILIES.items():
        functions = [OPS[op.name] for op in family if op.role == "function" and not op.python]
        if functions:
            yield f"\n### {title}\n"
            yield from map(described, functions)


def described(op: Op) -> str:
    """One operator as an item of a list."""
    words = op.about if not op.help else f"{op.about}. {op.help}"
    domain = f"; {op.domain}" if op.domain else ""
    kink = f"; {op.convention}" if op.convention else ""
    others = f" (also `{'`, `'.join(op.aliases)}`)" if op.aliases else ""
    return f"- `{listed_form(op)}`{others}: {words}{domain}{kink}".rstrip(".")
