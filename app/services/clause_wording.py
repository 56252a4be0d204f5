"""Words of the clause check of a contract: what each of the 24 items asks for, and what to write where it lacks.

The names of the items are `policy_labels.CLAUSES`, in the same order; item 1 is the first. Domain J1.
"""

from __future__ import annotations

from typing import Final

from app.i18n import _, mark
from app.services.policy_labels import CLAUSES

# What stands in a contract that is good in this point.
GOOD: Final = (
    mark("Name and credit code as in the public register, looked up within 30 days, same as on the invoice."),
    mark("The legal representative or a written authority; company seal or contract seal."),
    mark("Name, model, quantity, unit, price, tax rate and total."),
    mark("A standard that can be measured, and a day of acceptance."),
    mark("A number of days to object, after which the goods count as accepted."),
    mark("Amount or share, a day or a clear event, our account; nothing “to be agreed after delivery”."),
    mark("At least the required share, before production or before shipping."),
    mark("Called earnest money, at most 20% of the amount (Civil Code 586)."),
    mark("They pay on their own day, not when their client has paid."),
    mark("Money, or drafts of large banks up to 6 months with the discount at their cost."),
    mark("A penalty a day that a court will leave as it is."),
    mark("Place and day of delivery, the authorised receiver by name, when the risk passes (Civil Code 604)."),
    mark("The goods stay ours until paid, and it is registered (Civil Code 641)."),
    mark("A joint guarantee or other security that lasts two to three years."),
    mark("When they are late we may stop delivering and ask for everything; for instalments from one fifth."),
    mark("When it can be ended, and who pays for goods made to order."),
    mark("At most 5%, at most 12 months, on a fixed day, not tied to somebody else's payment."),
    mark("The court at our seat, or one arbitration commission by its exact name; not both."),
    mark("Lawyer, preservation and guarantee fees are borne by who defaults."),
    mark("Address, e-mail and WeChat for letters, valid for papers of the court too."),
    mark("Our claim may be assigned; they set off only with our consent (Civil Code 545)."),
    mark("The buyer states its size; we state that we are a small or medium firm (Order 802, art. 3)."),
    mark("When the price moves with material or exchange rate; what counts as force majeure."),
    mark("Annexes numbered, seal across the pages, no blanks, one original kept."),
)
# What to write or do where it is only partly there or missing.
FIXES: Final = (
    mark("Look the firm up, and put its full name and credit code into the contract."),
    mark("Ask for the authorisation letter, and have it sealed with the company or contract seal."),
    mark("Add a list of goods with model, quantity, unit price, tax rate and total."),
    mark("Name the standard or the sealed sample, and the day by which it is accepted."),
    mark("Write: objections in writing within 7 days of receipt, otherwise the goods are accepted."),
    mark("Write each amount with its day or event, and the account to pay into."),
    mark("Raise the part before production or shipping to the required share."),
    mark("Lower the earnest money to 20% and call the rest prepayment."),
    mark("Strike out payment after their client has paid; write a day instead."),
    mark("Write: by bank transfer; drafts of large banks only, at most 6 months, discount borne by the buyer."),
    mark("Write: 0.03% a day of the sum that is late, at most four times LPR."),
    mark("Name the place, the day and the receiver; write that the risk passes on handing over."),
    mark("Write: the goods stay ours until paid in full; register it within 10 days of delivery."),
    mark("Ask the owner for a joint guarantee until three years after the due date."),
    mark("Write: when a payment is late we may stop delivering and ask for the whole price."),
    mark("Write who bears the cost of goods made to order when it is called off."),
    mark("Lower it to 5%, with a fixed day within 12 months."),
    mark("Write one court at our seat, or one arbitration commission by its exact name."),
    mark("Write: who defaults bears lawyer's, preservation and guarantee fees."),
    mark("Write address, e-mail and WeChat for letters, also for papers of the court."),
    mark("Strike out the ban on assignment; allow set-off only with our written consent."),
    mark("Let the buyer state its size, and tell them in writing that we are a small or medium firm."),
    mark("Add a clause on price changes and one on force majeure."),
    mark("Number the annexes, seal across the pages, strike out blanks, keep an original."),
)


def item_name(item: int) -> str:
    """ "7. Prepayment as required"; `item` from 1."""
    return f"{item}. {_(CLAUSES[item - 1])}"


def good_text(item: int) -> str:
    """What a good contract says about it."""
    return _(GOOD[item - 1])


def fix_text(item: int) -> str:
    """What to write where it lacks."""
    return _(FIXES[item - 1])
