"""Meaning: from the texts of a room to a vector for what each of them means, where the extra `themes` is installed.

The vectors of word pieces and their vocabulary lie in the wheel of WordLlama (l2_supercat, 256 dimensions; its text is
mostly English). They are read from there as files and the library itself is never imported: what it brings along would
fetch what it does not find, sets up logging for the whole process, and is not needed to take a mean. So nothing here
can ask anybody for anything.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reflection_wall.rules.likeness import Meaning, Vectors

WEIGHTS = "weights/l2_supercat_256.safetensors"
VOCABULARY = "tokenizers/l2_supercat_tokenizer_config.json"


def installed() -> bool:
    """Whether the extra `themes` is there."""
    return all(find_spec(name) is not None for name in ("numpy", "tokenizers")) and _files() is not None


def meaning() -> Meaning | None:
    """What gives texts their vectors, a row each; None without the extra."""
    return vectors if installed() else None


def vectors(texts: Sequence[str]) -> Vectors:
    """A row for each text, the mean of its pieces' vectors; zeros for a text without any.

    The files are read anew each time, a tenth of a second, and nothing of them is kept: the page is rarely asked for.
    """
    numpy = import_module("numpy")
    folder = _files()
    assert folder is not None  # noqa: S101 - only `meaning` gives this function away
    pieces = _pieces(numpy, (folder / WEIGHTS).read_bytes())
    vocabulary = import_module("tokenizers").Tokenizer.from_file(str(folder / VOCABULARY))
    vocabulary.no_padding()
    vocabulary.no_truncation()
    found: Vectors = numpy.zeros((len(texts), pieces.shape[1]), numpy.float32)
    for row, read in enumerate(vocabulary.encode_batch(list(texts), add_special_tokens=False)):
        if read.ids:
            found[row] = pieces[read.ids].mean(axis=0, dtype=numpy.float32)
    return found


def _files() -> Path | None:
    """The folder of the model; to find it imports nothing."""
    spec = find_spec("wordllama")
    folders = [Path(each) for each in (spec and spec.submodule_search_locations) or ()]
    return next((each for each in folders if (each / WEIGHTS).exists() and (each / VOCABULARY).exists()), None)


def _pieces(numpy: Any, stored: bytes) -> Any:
    """The one table of a safetensors file: eight bytes say how long the JSON header is, which says where it lies."""
    begin = 8 + int.from_bytes(stored[:8], "little")
    table = json.loads(stored[8:begin])["embedding.weight"]
    if table["dtype"] != "F16":
        raise ValueError("the vectors of the extra themes have another format than this program reads")
    rows, columns = table["shape"]
    return numpy.frombuffer(stored, numpy.float16, rows * columns, begin + table["data_offsets"][0]).reshape(
        rows, columns
    )
