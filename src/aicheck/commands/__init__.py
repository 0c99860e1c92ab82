"""The commands, one file each; `cli.py` lists and loads them."""
