"""The graph, looked at and edited.

stage           the graph, and what lies over it: cards/, fields/
graph_view      what the pointer does: clicks, double clicks; gestures/: drags
showing/        from a run to a picture; room_watch: in which room it is laid out
looking/        which part is seen; eye: what is looked at stays while a layout gives way
changing/       what a person does to the graph
folding         groups folded and opened
search          what is found is marked and selected
"""
