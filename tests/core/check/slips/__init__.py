"""The mistake behind a wrong number."""
