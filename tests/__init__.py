"""The tests mirror the house room for room; `house/` holds the rules of the house itself."""
