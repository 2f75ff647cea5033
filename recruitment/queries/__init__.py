"""From rows to engine values: the only bridge between the two, and the only place that asks.

Every function says how many queries it makes; none makes more for a larger tree.
"""
