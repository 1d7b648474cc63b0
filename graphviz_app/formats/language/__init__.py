"""The text language: from text to a graph, and back.

text            where ``parse`` is
passage         a text in statements at the left edge, and what each says
memory          what the last texts said; joining: passages to a graph, known ones and new ones
batch           new passages, read together; plain: those that are plain lines;
                opened: one of them, looked at closely
words/          the text before Python's parser sees it
editor/         what an editor shows and offers of it
reader          statements: lines, groups; settings: what is said of the whole graph
expression      expressions to nodes; building: how those are added; built: so far
assigning       lines that give names a value; versions: new values of a name
calling         calls to nodes; callee: what is called; making: np.array([1, 2])
calls           what may stand in a call; literal: numbers and tensors
indexing        elements and slices; sizes: of the values so far, for what w·x means
unknown         what is said of calls and lists that mean nothing
functions       ``def``; expansion: how much calls of it write out, counted before
numeral         numbers as people print them; typed_value: a value that is typed alone
claims          a hand solution's numbers; subjects: what they are about; claimed: what they say
standing        what of a broken text can be understood; kept: what of it was read before;
                mistakes: what is wrong with it

writer          a graph as text; naming: which nodes get a line, under which name
"""
