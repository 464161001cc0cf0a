"""Statements: who is said to have said what."""
