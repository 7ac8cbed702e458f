"""HTTP, a language to translate and not to think in: read the request, call one service, render or redirect."""
