"""The path ledger in words and as tables."""
