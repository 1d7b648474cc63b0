"""What a person does to a graph, as a change of its text; the rest of it stays as it was typed.

leaf_value      another number in a leaf
adding          lines that are typed on the canvas or pasted; placing: where they go
deleting        nodes and edges; striking_out: statements of a text
edges           edges that are drawn, swapped, or have an operator put into them
spelling_out    a text in which every line says which version of a name it means
expanding       a composite operator as its parts, and back
written         a graph as text, passage by passage; patch: changing pieces of a text

They are imported where they are used: a first picture does without.
"""
