"""Reading and writing graphs: the text language, the JSON document, files.

From text to a graph, in reading order:

text            where ``parse`` is
reader          statements: lines, groups, settings
source          the text as typed and as Python's parser takes it; places in it
expression      expressions to nodes, into a draft
calls           what may stand in a call; literal: numbers and tensors; tables: long ones
functions       ``def``; expansion: how much calls of it write out, counted before
numeral         numbers as people print them, one reader for text and document
phrases         titles, remarks and names of groups, likewise
claims          a hand solution's numbers; remarks: the notes people write into them
grammar         Python's signs → operators, read off the operator table
refusals        why a piece of Python is not part of the language
syntax          why Python's parser stumbled, said so that it helps; by tokens
chains          sums of thousands of terms, which Python's parser cannot nest
standing        what of a broken text can be understood; by cutting it into statements, and
                completing lines that are half typed
limits          how much is read at most; long_lines: of one line; pieces: of one block

And back, and beside:

writer          a graph as text; naming: which nodes get a line, under which name
edit            another number in a leaf, with the text around it untouched; one_line: of a large
                text only that line is read
adding          lines that are typed on the canvas or pasted; placing: where they go
deleting        nodes and edges; lines: of a graph's text; patch: changing pieces of it
                (imported where they are used: a first picture does without)
document        the JSON document; document_reader and place: nothing is believed unchecked;
                dumping, json_pieces: large ones, a piece at a time
values          numbers from outside as attributes
completeness    what a graph must have before it is written or believed
files           load and save; replacing: a file as a whole or not at all; looking: is it there
"""

from graphviz_app.formats.claims import claim_text
from graphviz_app.formats.document import from_document, from_json, to_document, to_json
from graphviz_app.formats.edit import with_leaf_value
from graphviz_app.formats.files import load, save
from graphviz_app.formats.standing import Standing, parse_standing
from graphviz_app.formats.text import Parsed, parse, parse_with_places
from graphviz_app.formats.writer import text_of, to_text

__all__ = [
    "Parsed",
    "Standing",
    "claim_text",
    "from_document",
    "from_json",
    "load",
    "parse",
    "parse_standing",
    "parse_with_places",
    "save",
    "text_of",
    "to_document",
    "to_json",
    "to_text",
    "with_leaf_value",
]
