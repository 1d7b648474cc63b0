"""The text language: from text to a graph, and back.

text            where ``parse`` is
passages/       a text in pieces, of which only new ones are read
words/          the text before Python's parser sees it
editor/         what an editor shows and offers of it
reader          statements: lines, groups; settings: what is said of the whole graph
expression      expressions to nodes; building: how those are added; built: so far
sizes           shapes of what is built so far
assigning       lines that give names a value; versions: new values of a name
called/         calls: what is called, with what
numerals/       numbers and tensors as they are written
claiming/       a hand solution's numbers; learning/: how a graph learns
beside          comments that say where nodes are, labels, and which way was gone
standing        what of a broken text can be understood; mistakes: what is wrong with it

writer          a graph as text; naming: which nodes get a line, under which name
"""
