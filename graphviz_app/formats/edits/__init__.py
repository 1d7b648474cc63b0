"""What a person does to a graph, as a change of its text; the rest of it stays as it was typed.

leaf_value      another number in a leaf; leaf_values: many, as while it learns
answering       claims added, answered, left open and taken out
adding          lines that are typed on the canvas or pasted; placing: where they go
calling         names: which will do, and what lines are called that nobody has named
deleting        nodes and edges; striking_out: statements of a text
edges           edges that are drawn, swapped, or have an operator put into them
renaming        another name, and a name for what has none; mentioning: in lines about learning
roles           the output; inputs, parameters, targets, constants
learning        how it learns; learning_lines: the lines that say it
grouping        lines put in a group and taken out; text_rows: what is moved about for it
spelling_out    a text in which every line says which version of a name it means
expanding       a composite operator as its parts, and back
written         a graph as text, passage by passage; patch: changing pieces of a text

They are imported where they are used: a first picture does without.
"""
