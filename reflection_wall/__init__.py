"""Reflection Wall: from a table's phone to the projected wall, and into evidence.

This file imports nothing, so that `entry` can prepare the process before anything else is loaded.
"""
