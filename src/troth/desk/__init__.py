"""The desk: a web application on the ledger, where people read, compare and rule."""
