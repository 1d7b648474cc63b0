"""A text before Python's parser sees it, and what is said where that refuses it.

script          the text as typed and as Python's parser takes it; places in it
respelling      names and defs that the parser would refuse as typed
restoring       its tree, put right
typed/          signs as they are drawn and pasted, in Python's letters
tokens          its words, for what the parser cannot tell
grammar         Python's signs → operators, read off the operator table
tables          long lists of numbers; chains: sums of thousands of terms
remarks         the notes people write into claims
blocks          a long text in pieces; long_lines: a bound on one line
trees           what Python's parser finds in a text, or in its pieces
slips           two words that cannot stand beside each other
field           words that other libraries have
syntax          why Python's parser stumbled, said so that it helps
dialects        words of NumPy, PyTorch and others that are understood
refusals        why a piece of Python is not part of the language
cutting         a text that is refused, in statements; completing: lines that are half typed
"""
