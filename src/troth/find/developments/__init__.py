"""Developments: where a report tells what became of a commitment that it states or that its words make known."""

from troth.find.developments.tellings import developments

__all__ = ["developments"]
