"""Names for people, work and criteria that never existed, short enough to be said aloud."""

from typing import Final

import numpy as np

__all__ = ["criterion_names", "rater_names", "sample_names", "school_names"]

_PEOPLE: Final = (
    "Ana Ben Cal Dee Eve Flo Gus Hal Ida Jon Kay Leo Mia Ned Ola Pia Quin Rosa Sam Tess Uma Vic Wes Xena Yara Zoe "
    "Abel Bea Cora Dan Elio Fay Gil Hana Ines Joel Kofi Lina Mona Nils Olga Paul Rana Saul Tom Ugo Vera Will Yan Zara"
)
_INITIALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_WORK: Final = (
    "Acacia Alder Almond Apple Ash Aspen Balsa Bamboo Banyan Baobab Bay Beech Birch Cedar Cherry Cypress Dogwood Ebony "
    "Elder Elm Fern Fig Fir Gingko Guava Hazel Heather Hickory Holly Ivy Jasmine Juniper Larch Laurel Lemon Lilac Lime "
    "Linden Lotus Magnolia Mango Maple Mimosa Moss Myrtle Nutmeg Oak Olive Orchid Palm Papaya Pear Pine Plum Poplar "
    "Quince Rowan Sage Spruce Sumac Teak Thistle Thyme Tulip Walnut Willow Yew Yucca"
)
_CRITERIA = ("Ideas", "Evidence", "Order", "Voice", "Words", "Reasoning", "Sources", "Sentences", "Detail", "Care")
_SCHOOLS = (
    "Hillside",
    "Riverside",
    "Lakeview",
    "Northgate",
    "Southbank",
    "Eastfield",
    "Westwood",
    "Oldtown",
    "Newport",
    "Midway",
)


def rater_names(number: int) -> list[str]:
    """Distinct names of people: first names, then with an initial, then with a number."""
    people = _PEOPLE.split()
    with_initials = [f"{name} {letter}." for letter in _INITIALS for name in people]
    return (people if number <= len(people) else _numbered(with_initials, number))[:number]


def sample_names(number: int, rng: np.random.Generator) -> list[str]:
    """Distinct names of trees and plants, with numbers where there are many, in an order that says nothing."""
    names = _numbered(_WORK.split(), number)
    return [names[at] for at in rng.permutation(len(names))[:number]]


def criterion_names(number: int) -> list[str]:
    """Names of criteria, in the order of a rubric."""
    return [*_CRITERIA, *(f"Criterion {at + 1}" for at in range(len(_CRITERIA), number))][:number]


def school_names(number: int) -> list[str]:
    """Names of schools."""
    return _numbered(list(_SCHOOLS), number)[:number]


def _numbered(names: list[str], number: int) -> list[str]:
    """At least so many names: as they are when they suffice, else each with the numbers 1, 2, 3 ..."""
    if number <= len(names):
        return list(names)
    return [f"{name} {count + 1}" for count in range(-(-number // len(names))) for name in names]
