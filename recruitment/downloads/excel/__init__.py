"""Workbooks for Excel: sheets in one dress, numbers as numbers, charts that Excel draws."""
