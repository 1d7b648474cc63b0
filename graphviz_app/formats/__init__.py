"""Reading and writing graphs: the text language, the JSON document, files.

language/       the text language
edits/          what a person does to a graph, as a change of its text
json_document   the JSON document; json_reader, json_place: nothing is believed unchecked;
                json_writer, json_pieces: large ones, a piece at a time
json_nodes      nodes of a document as nearly all are; json_claims: its claims; json_learning: how
                it learns
undisturbed     a pause of the garbage collector
backward_text   the backward pass as text; code/: as a script for NumPy or PyTorch
files           load and save; replacing: a file as a whole or not at all; looking: is it there
incoming        bytes from outside as text; kinds: what a file of another kind is
dialects/       programs and formulas of other dialects as texts of this language
tracing/        values of other libraries, which note what they were computed from
tables/         tables of numbers that feed a graph: CSV, pasted cells, lists
limits          how much is read at most
values          numbers from outside as attributes
phrases         titles, remarks and names of groups
descent_rules   what the numbers of a descent may be; train: iterations as they are asked for
completeness    what a graph must have before it is written or believed
"""

from graphviz_app.formats.edits.leaf_value import with_leaf_value
from graphviz_app.formats.files import load, save
from graphviz_app.formats.json_document import from_document, from_json, to_document, to_json
from graphviz_app.formats.language.claiming.claims import claim_text
from graphviz_app.formats.language.standing import Standing, parse_standing
from graphviz_app.formats.language.text import parse
from graphviz_app.formats.language.writer import text_of, to_text

__all__ = [
    "Standing",
    "claim_text",
    "from_document",
    "from_json",
    "load",
    "parse",
    "parse_standing",
    "save",
    "text_of",
    "to_document",
    "to_json",
    "to_text",
    "with_leaf_value",
]
