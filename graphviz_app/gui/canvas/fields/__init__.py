"""Where something is typed over the canvas.

node_entry      a node, or a line
name_field      a name
value_editor    a value
"""
