"""The one door to the database: read through `reading()`, write by handing a job to the drainer."""

from reflection_wall.store.door import Store
from reflection_wall.store.drainer import Unavailable
from reflection_wall.store.writing import Writing

__all__ = ["Store", "Unavailable", "Writing"]
