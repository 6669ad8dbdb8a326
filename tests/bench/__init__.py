"""The measures: each file of `bench/` run as a program that says whether it is quick enough."""
