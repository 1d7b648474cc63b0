"""What a person does to the graph on the canvas, as a change of its text.

changes         how the graph changes, and when not
editing         adding, deleting, copying; taking: what is typed; clipboard: lines on it
arranged        where new nodes stand in a graph that was arranged by hand
connecting      edges that are drawn, put elsewhere or swapped; palette: operators put there
value_editing   changing a leaf; number_dragging: numbers that follow the pointer
shaping         names, roles, labels, groups
moving          nodes put somewhere, and let go again
"""
