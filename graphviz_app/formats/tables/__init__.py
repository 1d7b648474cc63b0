"""Tables of numbers from outside: rows that feed the inputs and targets of a graph.

files           a file, and the data that a document names; beside: which path may be read
written         rows that stand in the text itself
reading         where ``table_in`` is: bytes or pasted text to a Table
decoding        bytes as text; what a file of another kind is
cutting         a text cut into rows of cells, at the sign it is written with
lists           lists of Python or NumPy, and tables of Markdown, cut into rows of cells
numbers         what stands in a cell
gathering       cells as columns of numbers, and where they are none
"""
