"""One briefing in a process of its own, to see the time and the memory that it takes.

``python -m benchmarks.briefing_once SLUG FORMAT`` prints seconds, those of the processor, bytes,
and the megabytes before it and at most.
"""

from __future__ import annotations

import sys
from time import perf_counter, process_time

import django

from .import_once import peak


def main() -> int:
    django.setup()
    from recruitment.briefings.making import make

    from .briefings import asked

    wish = asked(sys.argv[1], sys.argv[2])
    before = peak()
    start, computed = perf_counter(), process_time()
    file = make(wish, lambda _done, _total: None)
    seconds = (perf_counter() - start, process_time() - computed)
    print(*(f"{each:.3f}" for each in seconds), len(file.body), before, peak())
    return 0


if __name__ == "__main__":
    sys.exit(main())
