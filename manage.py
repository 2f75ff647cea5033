#!/usr/bin/env python
"""Django's command line for this project."""

import os
import sys


def plain_reason(error: Exception) -> str:
    """Ask once more without the pool, which says only that it waited in vain."""
    from django.db import OperationalError, connection

    connection.settings_dict["OPTIONS"].pop("pool", None)
    try:
        connection.ensure_connection()
    except OperationalError as plain:
        error = plain
    return " ".join(str(error).split())


def main() -> None:
    """Run one command; a database that does not answer is one sentence, not a traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.management import execute_from_command_line
    from django.db import OperationalError

    try:
        execute_from_command_line(sys.argv)
    except OperationalError as error:
        if "--traceback" in sys.argv:
            raise
        sys.exit(f"tien-do: the database cannot be used: {plain_reason(error)}")


if __name__ == "__main__":
    main()
