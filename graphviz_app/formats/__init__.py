"""Reading and writing graphs: the text language, the JSON document, files."""

from graphviz_app.formats.document import from_document, from_json, to_document, to_json
from graphviz_app.formats.edit import with_leaf_value
from graphviz_app.formats.files import load, save
from graphviz_app.formats.text import Parsed, parse, parse_with_places
from graphviz_app.formats.writer import to_text

__all__ = [
    "Parsed",
    "from_document",
    "from_json",
    "load",
    "parse",
    "parse_with_places",
    "save",
    "to_document",
    "to_json",
    "to_text",
    "with_leaf_value",
]
