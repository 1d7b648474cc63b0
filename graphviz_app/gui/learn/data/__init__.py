"""Data: rows of a table that feed a graph's inputs and targets.

feeding         the data of the document that is open: read, chosen, typed; sources: tables of files
serving         what a person wants in the section, done; what is there, shown in it
arrivals        what a table that is dropped or pasted is: data, answers, or neither
changing        data as a change of the text
data_section    the section of the page: where they come from, and the rows
row_table       the rows with their losses; a click shows one on the graph
row_model       the rows as a model, of which only what is seen is ever looked at
row_painter     how a cell is painted; cell_delegate: a field over it; widths of the columns
cell_field      where a number is typed, over its cell
"""
