"""The path ledger beside the graph."""
