"""From engine values to words: the one place where a code becomes a label, a number a text.

Everything speaks the active language. Vietnamese writes 1.147, 39,67% and 16/5/2022; English
1,147, 39.67% and 16 May 2022.
"""
