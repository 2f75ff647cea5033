"""One import in a process of its own, to see the memory that it takes.

``python -m benchmarks.import_once FILE`` prints the megabytes before it and at most.
"""

from __future__ import annotations

import sys
from pathlib import Path

import django


def peak() -> int:
    """Megabytes that this process has held at most (Linux; getrusage would add the parent's)."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM"))


def main() -> int:
    django.setup()
    from .imports import import_file

    data = Path(sys.argv[1]).read_bytes()
    before = peak()
    import_file(data)
    print(before, peak())
    return 0


if __name__ == "__main__":
    sys.exit(main())
