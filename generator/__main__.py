"""Lets `python -m generator` be the command `sayso`."""

from generator.cli import main

main(prog_name="sayso")
