"""How people are called and described on screens and paper."""

from __future__ import annotations

from app.domain.address_form import AddressForm
from app.domain.birth import birth_from_iso
from app.domain.consent import FOR_A_CHILD
from app.domain.points import Role
from app.domain.portrait import Portrait
from app.i18n import _, pgettext


def you(form: AddressForm) -> str:
    """The person inside a sentence: `bà`; other languages have one neutral word."""
    words = {
        AddressForm.ONG: pgettext("ông", "this person"),
        AddressForm.BA: pgettext("bà", "this person"),
        AddressForm.BAC: pgettext("bác", "this person"),
        AddressForm.CO: pgettext("cô", "this person"),
        AddressForm.CHU: pgettext("chú", "this person"),
        AddressForm.ANH: pgettext("anh", "this person"),
        AddressForm.CHI: pgettext("chị", "this person"),
        AddressForm.EM: pgettext("em", "this person"),
        AddressForm.BAN: pgettext("bạn", "this person"),
    }
    return words[form]


def opening(form: AddressForm) -> str:
    """The person at the start of a sentence: `Bà`."""
    word = you(form)
    return word[:1].upper() + word[1:]


def title(who: Portrait) -> str:
    """The heading: `Bà Lò Thị Ín`, or who it is when nothing may be kept."""
    if not who.is_known:
        return _("Guest without a record")
    return f"{who.form.opening} {who.name}"


def age(who: Portrait) -> str:
    """`72 tuổi`; `sinh 1953` where the birth is known too roughly to count; or empty."""
    if who.age is None:
        return ""
    if not who.is_age_sure:
        return _("born {year}").format(year=who.birth[:4])
    return _("{years} years old").format(years=who.age)


def born(who: Portrait) -> str:
    """The birth as written on cards, or empty."""
    try:
        return birth_from_iso(who.birth).display()
    except ValueError:
        return ""


def digits(who: Portrait) -> str:
    """`thẻ …3127`, or empty."""
    return _("card …{digits}").format(digits=who.last_digits) if who.last_digits else ""


def line(who: Portrait) -> str:
    """Everything that tells this person from another, in one muted line."""
    return " · ".join(part for part in (age(who), who.village, digits(who)) if part)


def speaks(code: str) -> str:
    """`Nói tiếng Thái`, or empty for Vietnamese."""
    words = {
        "thai": _("Speaks Thái"),
        "hmong": _("Speaks H'Mông"),
        "muong": _("Speaks Mường"),
        "dao": _("Speaks Dao"),
        "other": _("Speaks another language"),
    }
    return words.get(code, "")


def languages() -> dict[str, str]:
    """The languages help can be wanted in, by code."""
    return {
        "vi": _("Vietnamese"),
        "thai": _("Thái"),
        "hmong": _("H'Mông"),
        "muong": _("Mường"),
        "dao": _("Dao"),
        "other": _("Another language"),
    }


def forms() -> dict[str, str]:
    """The ways to call somebody, by code."""
    return {form.value: you(form) for form in AddressForm}


def phone_owners() -> dict[str, str]:
    """Whose phone it can be, by code."""
    return {
        "self": _("their own"),
        "child": _("a son's or daughter's"),
        "spouse": _("a wife's or husband's"),
        "neighbour": _("a neighbour's"),
        "other": _("somebody else's"),
    }


def relations() -> dict[str, str]:
    """Who acts for somebody, by code."""
    return {
        "parent": _("Mother or father"),
        "child": _("Son or daughter"),
        "spouse": _("Wife or husband"),
        "grandchild": _("Grandchild"),
        "sibling": _("Brother or sister"),
        "guardian": _("Guardian"),
    }


def representatives() -> dict[str, str]:
    """Who may act for a child, by code."""
    return {code: words for code, words in relations().items() if code in FOR_A_CHILD}


def bases() -> dict[str, str]:
    """What somebody who acts for another showed, by code."""
    return {
        "": _("None seen"),
        "birth_certificate": _("Birth certificate"),
        "guardianship": _("Decision on guardianship"),
        "authorised": _("Letter of authority"),
    }


def operator_title(name: str, form: str) -> str:
    """Somebody who works here: `Chị Cầm Thị Mai`; other languages have the name alone."""
    known = AddressForm(form) if form in tuple(AddressForm) else AddressForm.BAN
    # Translators: leave {You} out where people are called by their name alone.
    return _("{You} {name}").format(You=opening(known), name=name)


def operator_inside(name: str, form: str) -> str:
    """The same inside a sentence: `chị Cầm Thị Mai`."""
    known = AddressForm(form) if form in tuple(AddressForm) else AddressForm.BAN
    # Translators: leave {you} out where people are called by their name alone.
    return _("{you} {name}").format(you=you(known), name=name)


def duties() -> dict[str, str]:
    """What an operator is there for, by role."""
    return {
        Role.STAFF.value: _("Support point staff"),
        Role.LEAD.value: _("Support point lead"),
        Role.VOLUNTEER.value: _("Volunteer"),
        Role.TRAINER.value: _("Trainer"),
    }


def duty(role: str) -> str:
    """One operator's duty; a role of a newer program has no word."""
    return duties().get(role, "")
