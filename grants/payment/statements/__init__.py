"""Reader of bank statements: files to rows to lines, without a database.

`reading.read` reads one file; `combining.combine` puts files together so that each line is there
once. The running balance is the proof: what a bank's balances do not confirm is refused with the
row named, never guessed.
"""
