#!/usr/bin/env python
"""Django's command line for this project."""

import os
import sys


def plain_reason(error: Exception) -> str:
    """Why the database cannot be used; empty where it can be, and the error is another.

    It is asked once more without the pool, which says only that it waited in vain.
    """
    from django.db import DatabaseError, OperationalError, connection

    connection.settings_dict["OPTIONS"].pop("pool", None)
    try:
        connection.ensure_connection()
    except DatabaseError as plain:
        return " ".join(str(plain).split())
    return " ".join(str(error).split()) if isinstance(error, OperationalError) else ""


def main() -> None:
    """Run one command; a database that does not answer is one sentence, not a traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.management import execute_from_command_line
    from django.db import DatabaseError

    try:
        execute_from_command_line(sys.argv)
    except DatabaseError as error:
        reason = "" if "--traceback" in sys.argv else plain_reason(error)
        if not reason:
            raise
        sys.exit(f"tien-do: the database cannot be used: {reason}")


if __name__ == "__main__":
    main()
