"""The figures as JSON, read-only: what the pages show, for programs."""
