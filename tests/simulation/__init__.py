"""Office years of random acts by random people with faults between, against a plain Python model.

`books` and `year` are the model: they know the rules of docs/domain.md and nothing of the app's
code. `money` and `grants` do each act by the app and compare: an act is accepted exactly where the
model accepts it, and leaves exactly what the model says. `faults` cuts connections and repeats
requests. A seed decides everything, so what fails is replayed by its seed.
"""
