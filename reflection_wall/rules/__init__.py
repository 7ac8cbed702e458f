"""Judgement without I/O: what counts as words, who sees what, what a verdict does. No database, clock or Flask here."""
