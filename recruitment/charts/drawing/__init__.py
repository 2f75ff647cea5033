"""Plotly's traces and layouts for a ``ChartSpec``: rows, lines or columns, wide or narrow."""
