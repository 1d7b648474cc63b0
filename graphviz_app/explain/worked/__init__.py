"""The worked solution of a graph, as a good solution sheet has it.

solve           from a run to a Solution
solution        what it is: sections of equations, tables and sentences
asked           of what by what, and what lies on the way
parting         long lines in parts, which get names
given           what is given
forward_pass    values line by line
backward_pass   gradients, each when it is complete; gradient: the equation of one
path_table      the paths, their products and sums
update          one step of gradient descent, and the results
proof           gradients against differences
notation        what the signs mean
told            from captions to equations, with room for larger tensors
written/        as text, Markdown, LaTeX and HTML
"""
