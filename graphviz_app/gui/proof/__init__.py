"""The page of proofs: every gradient against differences, and a leaf pushed to see it come true.

proof_page      the page: its two halves, and which of them is seen
proof_half      gradients beside differences; proof_rows: how one leaf is told
proving         the work in a thread of its own; asking: PyTorch, in another; looked_after: how both
                are begun, looked at and dropped
nudge_half      a push and what it moves; nudge_rows: how one node is told
push_field      which number is pushed, and by how much
"""
