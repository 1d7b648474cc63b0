"""A hand solution that comes from elsewhere: a table, a list of lines, what is typed into a field.

reading         where ``read_answers`` is: a text to claims about a graph
files           the same of a file
tables          rows of cells: which column holds names, which numbers
cells           a text cut into rows and cells
subjects        what a name in a table is about: ``dL/dw``, ``w_new``, ``δ3_1``
numbers         what stands in a cell or a field, as a claim prints it
"""
