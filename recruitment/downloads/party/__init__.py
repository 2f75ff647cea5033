"""A report in the form of Party documents: its settings, letterhead, styles and blocks."""
