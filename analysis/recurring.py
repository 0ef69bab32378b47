"""Which words recur in what people wrote where they differed? Words to talk about, not a measure of anything.

A word counts once for each sentence it stands in, whatever its ending in capitals. Words that every text is full of are
left out by a short list of English and Spanish ones; the rest is as people wrote it.
"""

import re
from collections import Counter
from collections.abc import Iterable

__all__ = ["recurring_words"]

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SHORTEST = 4
_ENGLISH = (
    "about above after again against also although always among another because been before being below between "
    "both cannot could does doing down each either enough even ever every from further gave give given gives have "
    "having here into itself just less like made make makes many might more most much must needs neither never "
    "only other others over own quite rather really same seem seems shall should since some still such than that "
    "their them then there these they thing things think this those though through toward under until upon very "
    "well were what when where whether which while will with within without would your yours level levels score "
    "scores scored student students work piece writes wrote "
)
_SPANISH = (
    "ahora algo algunas algunos ante antes aquel aunque cada casi como cual cuando debe dentro desde después "
    "donde durante ella ellas ellos entre esas esos esta estaba están estas este esto estos fuera fueron hace "
    "hacia hasta luego mayor mejor menos mientras mismo mucha muchas mucho muchos nada nunca otra otras otro "
    "otros para pero poca poco porque puede pueden pues queda quien sería siempre sino sobre solo sólo también "
    "tanto tiene tienen toda todas todo todos unas unos estudiante estudiantes trabajo nivel niveles escribe "
    "escribió "
)
_COMMON = frozenset(f"{_ENGLISH}{_SPANISH}".split())


def recurring_words(sentences: Iterable[str], at_least: int = 3, most: int = 6) -> tuple[tuple[str, int], ...]:
    """The words that stand in several sentences, and in how many.

    Parameters
    ----------
    sentences
        What was written about the cells on which people differed.
    at_least
        Sentences a word has to stand in: what one person or two wrote stays theirs.
    most
        Words at most.

    Returns
    -------
    tuple of (str, int)
        The most frequent first, then by alphabet; small letters.
    """
    counted = Counter(word for sentence in sentences for word in set(_words(sentence)))
    found = sorted((-n, word) for word, n in counted.items() if n >= at_least)
    return tuple((word, -n) for n, word in found[:most])


def _words(sentence: str) -> Iterable[str]:
    return (word for word in _WORD.findall(sentence.casefold()) if len(word) >= _SHORTEST and word not in _COMMON)
