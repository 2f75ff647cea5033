"""Briefings of a committee with all its localities: ordered, queued, made by a worker, kept.

The library's table is the queue: it hands each task to one worker. The order is the truth: whose
it is, how far it is, and its file. What the library lacks, a worker's heartbeat, is here.
"""
