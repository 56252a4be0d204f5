"""The 20 items of the assessment in words, each with its anchored answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from app.i18n import _, mark

GROUPS: Final[Mapping[str, str]] = {
    "substance": mark("Substance"),
    "people": mark("People"),
    "business": mark("Business"),
    "outside": mark("From outside"),
}
# Item -> (what is asked, {points: what such an answer looks like}).
ITEMS: Final[Mapping[int, tuple[str, Mapping[int, str]]]] = {
    1: (
        mark("Age of the firm"),
        {
            0: mark("Under 1 year"),
            2: mark("1 to 3 years"),
            3: mark("3 to 5 years"),
            4: mark("5 to 10 years"),
            5: mark("10 years or more"),
        },
    ),
    2: (
        mark("Paid-in capital"),
        {
            0: mark("Nothing paid in"),
            1: mark("Under 1 million"),
            3: mark("1 to 5 million"),
            4: mark("5 to 10 million"),
            5: mark("10 million or more"),
        },
    ),
    3: (
        mark("Staff in the last year"),
        {
            0: mark("Most have left"),
            1: mark("Down by a third or more"),
            2: mark("Down a little"),
            3: mark("As before"),
            4: mark("Up a little"),
            5: mark("Growing steadily for years"),
        },
    ),
    4: (
        mark("Premises"),
        {
            0: mark("None to be seen"),
            1: mark("Shared or borrowed rooms"),
            2: mark("Rented by the month"),
            3: mark("Rented, lease of a year or more"),
            4: mark("Partly owned"),
            5: mark("Owned, not mortgaged"),
        },
    ),
    5: (
        mark("Plant and equipment seen"),
        {
            0: mark("None, only a desk"),
            1: mark("Old and mostly idle"),
            2: mark("Rented, in use"),
            3: mark("Own, half in use"),
            4: mark("Own, mostly in use"),
            5: mark("Own, modern, fully in use"),
        },
    ),
    6: (
        mark("Owner's years in the trade"),
        {
            0: mark("New to the trade"),
            1: mark("Under 2 years"),
            2: mark("2 to 4 years"),
            3: mark("5 to 9 years"),
            4: mark("10 to 19 years"),
            5: mark("20 years or more, known in the trade"),
        },
    ),
    7: (
        mark("Owner's own record"),
        {
            0: mark("Barred by a court, or fled a debt"),
            1: mark("Sued for debts more than once"),
            2: mark("One lawsuit over a debt"),
            3: mark("Nothing known"),
            4: mark("Well spoken of"),
            5: mark("Kept his word in hard times too"),
        },
    ),
    8: (
        mark("Depth of management"),
        {
            0: mark("Owner alone does everything"),
            1: mark("Family help, no bookkeeper"),
            2: mark("Outside bookkeeper"),
            3: mark("Own bookkeeper"),
            4: mark("Finance and sales led by others"),
            5: mark("Second in command could take over"),
        },
    ),
    9: (
        mark("Share of its largest buyer"),
        {
            0: mark("60% or more"),
            1: mark("50 to 60%"),
            2: mark("40 to 50%"),
            3: mark("30 to 40%"),
            4: mark("20 to 30%"),
            5: mark("Under 20%"),
        },
    ),
    10: (
        mark("Outlook of its market"),
        {
            0: mark("Market is collapsing"),
            1: mark("Shrinking fast"),
            2: mark("Shrinking slowly"),
            3: mark("Steady"),
            4: mark("Growing"),
            5: mark("Growing, and it gains share"),
        },
    ),
    11: (
        mark("Words of its suppliers"),
        {
            0: mark("Only bad ones"),
            1: mark("One bad, one good"),
            2: mark("One lukewarm"),
            3: mark("One good"),
            4: mark("Two good, one with a reservation"),
            5: mark("Two or more good"),
        },
    ),
    12: (
        mark("Papers supplied"),
        {
            0: mark("Nothing"),
            1: mark("Licence only"),
            2: mark("Half of what was asked"),
            3: mark("Most of it, late"),
            4: mark("All of it"),
            5: mark("All at once, with originals to see"),
        },
    ),
    13: (
        mark("Willing to give statements or a guarantee"),
        {
            0: mark("Refuses both"),
            1: mark("Puts it off again and again"),
            2: mark("Statements only after pressing"),
            3: mark("Gives statements"),
            4: mark("Statements and a company guarantee"),
            5: mark("Statements and the owner's guarantee"),
        },
    ),
    14: (
        mark("Openness in talks"),
        {
            0: mark("Tells what proves untrue"),
            1: mark("Avoids questions about money"),
            2: mark("Answers in general words"),
            3: mark("Answers when asked"),
            4: mark("Tells figures by itself"),
            5: mark("Tells bad news early by itself"),
        },
    ),
    15: (
        mark("Regularity of orders"),
        {
            0: mark("First order, and a large one"),
            1: mark("Rare and jumping"),
            2: mark("A few a year"),
            3: mark("Every quarter"),
            4: mark("Every month"),
            5: mark("Every month for years, steady amounts"),
        },
    ),
    16: (
        mark("Attitude to paying"),
        {
            0: mark("Denies debts"),
            1: mark("Only under pressure"),
            2: mark("Needs several reminders"),
            3: mark("Needs one reminder"),
            4: mark("Pays without a reminder"),
            5: mark("Pays early, confirms balances"),
        },
    ),
    17: (
        mark("Habit of disputes"),
        {
            0: mark("Disputes nearly every bill once it is due"),
            1: mark("Often, after the due date"),
            2: mark("Now and then, not always with cause"),
            3: mark("Now and then, with cause"),
            4: mark("Rare, settled fast"),
            5: mark("None in two years"),
        },
    ),
    18: (
        mark("Relations with banks"),
        {
            0: mark("Accounts frozen"),
            1: mark("Changes banks often, private lenders"),
            2: mark("Many small lenders"),
            3: mark("Account only, no loans"),
            4: mark("One main bank, some loans"),
            5: mark("One main bank for years, line renewed"),
        },
    ),
    19: (
        mark("Tax credit grade"),
        {
            0: mark("D"),
            1: mark("C"),
            3: mark("M"),
            4: mark("B"),
            5: mark("A"),
        },
    ),
    20: (
        mark("Site visit within 12 months"),
        {
            0: mark("Refused a visit"),
            1: mark("Visited, serious doubts"),
            2: mark("Visited, some doubts"),
            3: mark("Visited by others"),
            4: mark("Visited, as told"),
            5: mark("Visited, better than told"),
        },
    ),
}


def group_name(group: str) -> str:
    """The heading of a group of `rules.questionnaire.GROUPS`."""
    return _(GROUPS[group])


def item_text(item: int) -> str:
    """What an item asks."""
    return _(ITEMS[item][0])


def answers(item: int) -> dict[int, str]:
    """Points -> what such an answer looks like, the worst first; items that are measured skip a step or two."""
    return {points: _(text) for points, text in ITEMS[item][1].items()}
