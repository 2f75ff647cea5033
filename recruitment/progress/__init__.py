"""The progress engine: figures and targets in, standings out.

Plain Python on exact fractions: no database, no charts, no clock, no words. Callers pass the
days they look at; the engine answers with numbers and codes. The rules are written out, with
a worked example each, in ``docs/progress.md``.
"""
