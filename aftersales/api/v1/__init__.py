"""The first version of the interface: its routes, its answers and its problems."""
