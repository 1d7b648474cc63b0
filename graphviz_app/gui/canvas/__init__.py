"""The graph, looked at and edited.

stage           the graph, and what lies over it: status_line, busy_card, footing
graph_view      what the pointer does: clicks, double clicks; gestures/: drags
zooming         which part is seen: zoomed, panned, fitted; zoom_control
following       the view glides to the step under way; overview: the whole in a corner
drawing         from a trace to a picture in the scene, without blocking
wishes          how graphs are looked at
laying_out      layouts, one at a time; wanted: what they are of; room_watch: in which room
eye             what is looked at stays in its place while a layout gives way
folding         groups folded and opened; depth_control: a slider for groups in groups
large_graph     what is sketched first, or not drawn unasked; large_card: told in its place
editing         adding, deleting, copying nodes; changes: how, and when not; taking: what is typed
clipboard       lines on the clipboard
connecting      edges that are drawn, put elsewhere or swapped; palette: operators put there
value_editing   changing a leaf; value_editor: its field; node_entry: typing a node
shaping         names, roles, labels, groups; name_field: where a name is typed
moving          nodes put somewhere, and let go again; pin_marks: which are
number_dragging numbers that follow the pointer, with all that depends on them
find_bar        a field that finds; finding: what is meant; search: marked and selected
"""
