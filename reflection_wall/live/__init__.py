"""Sockets: join a room, be told what changed, say what was seen. Nothing is written from here."""
