"""The panel of reasons: every number of what is selected, and where it comes from.

inspector       the panel
why             the row that says why a number is 0, tiny or huge
node_page       about a node; edge_page: about an edge; graph_page: about all of it, with
                its leaves
box_page        about a folded group
neuron_page     about a neuron, and an edge with its weight; terms: what is added up
proof_badge     a leaf's gradient, proved where it stands
closed_rows     a gradient in closed form; closed_answers: found in a thread
value_field     a leaf's value, typed over; typed_rows: where a page has it
steps           which step of learning is told; update_rows: by which rows; update_table:
                parameters with their numbers, and a tick; parameter_rows: of one parameter
tensor_table    many numbers: tensor_model holds them, heat colours them
"""
