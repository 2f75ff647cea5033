"""From engine values to charts.

A builder (one module a chart) turns engine values into a ``ChartSpec``: what is drawn, in
words and numbers, without a library. ``render`` turns any ``ChartSpec`` into a Plotly figure;
Office's native charts are drawn from the same one, so that no two pictures can disagree.
"""
