"""The panel of reasons: every number of what is selected, and where it comes from.

inspector       the panel; page_frame: what its pages stand in
node_page       about a node; edge_page: about an edge; graph_page: about all of it
value_field     a leaf's value, typed over
tensor_table    many numbers: tensor_model holds them, heat colours them
"""
