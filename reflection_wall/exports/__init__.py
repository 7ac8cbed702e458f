"""Evidence leaves by this door: rows that `services.review` lets through, written in one format each, streamed."""
