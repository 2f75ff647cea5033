"""``python -m benchmarks [part] …`` (``--help`` names the parts); none named: pages and browser."""

from __future__ import annotations

import argparse
import sys

from .database import scratch_database

PARTS = ("pages", "browser", "tree", "imports", "files", "pictures", "briefings")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("what", nargs="*", choices=[[], *PARTS], default=[])
    parser.add_argument("--requests", type=int, default=30, help="how often each page is asked")
    parser.add_argument("--committees", type=int, default=5000, help="of the made-up tree")
    parser.add_argument("--quarters", type=int, default=20, help="of each of its units")
    return parser.parse_args()


def main() -> int:
    asked = arguments()
    what = asked.what or ["pages", "browser"]
    with scratch_database() as url:
        # Only now: the settings read the environment when they are first imported.
        from . import briefings, browser, files, imports, pages, pictures, tree

        print(f"{url.partition('://')[0]}, {asked.requests} requests a page\n")
        if "pages" in what:
            pages.report(asked.requests)
        if "browser" in what:
            browser.report(url)
        if "tree" in what:
            tree.report(asked.committees, asked.quarters, asked.requests)
        if "imports" in what:
            imports.report()
        if "files" in what:
            files.report(asked.requests)
        if "pictures" in what:
            pictures.report(asked.requests)
        if "briefings" in what:
            briefings.report()
    return 0


if __name__ == "__main__":
    sys.exit(main())
