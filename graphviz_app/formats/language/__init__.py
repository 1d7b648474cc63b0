"""The text language: from text to a graph, and back.

text            where ``parse`` is
words/          the text before Python's parser sees it
passage         a text in statements at the left edge, and what each says; batch, opened: read;
                joining, building: to a graph; memory: what is known is not read again
reader          statements: lines, groups, settings
expression      expressions to nodes, into a draft
calls           what may stand in a call; literal: numbers and tensors
functions       ``def``; expansion: how much calls of it write out, counted before
numeral         numbers as people print them
claims          a hand solution's numbers
standing        what of a broken text can be understood

writer          a graph as text; naming: which nodes get a line, under which name
"""
