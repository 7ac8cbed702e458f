"""Migrations: every shape that the database has had, oldest first. They travel inside the package."""
