"""Organize: who has an account in the office and what they may do: inviting, changing and ending."""
