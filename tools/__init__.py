"""What developers run through `make`; nothing here is part of the installed program."""
