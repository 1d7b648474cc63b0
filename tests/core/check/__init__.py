"""Hand solutions judged."""
