"""The developers' tools do what `make` says of them."""
