"""Quote: reflections on the conference's public page of quotes: an organizer chooses and orders them, and consent
decides anew at every showing."""

from reflection_wall.services.quote.choosing import Deed, place, set_page
from reflection_wall.services.quote.reading import Candidate, Chosen, Said, candidates, chosen, public

__all__ = ["Candidate", "Chosen", "Deed", "Said", "candidates", "chosen", "place", "public", "set_page"]
