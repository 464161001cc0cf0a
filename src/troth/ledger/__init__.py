"""The ledger: the only code that knows the database.

Log and blobs are the truth (DESIGN rule 4); every other table is derived from them and can be dropped and made again.
"""
