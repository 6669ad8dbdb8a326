"""One module a command of `aftersales`; `cli.py` names them in its table and loads only the one that was asked for."""
