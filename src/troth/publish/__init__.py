"""Outwards: what the ledger says, in forms for people and other programs."""
