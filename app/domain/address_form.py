"""How to call a person, from age and sex, and what staff may change it to. Sentences are elsewhere."""

from __future__ import annotations

from enum import StrEnum

from app.domain.people import Sex


class AddressForm(StrEnum):
    """Stable codes, stored per person; `word` is what people say."""

    ONG = "ong"
    BA = "ba"
    BAC = "bac"
    CO = "co"
    CHU = "chu"
    ANH = "anh"
    CHI = "chi"
    EM = "em"
    BAN = "ban"

    @property
    def word(self) -> str:
        """Inside a sentence: `bà`."""
        return _WORDS[self]

    @property
    def own_word(self) -> str:
        """What staff call themselves to this person: `cháu`, `em`, `mình`."""
        match self:
            case AddressForm.ANH | AddressForm.CHI:
                return "em"
            case AddressForm.EM | AddressForm.BAN:
                return "mình"
            case _:
                return "cháu"

    @property
    def opening(self) -> str:
        """At the start of a sentence: `Bà`."""
        return self.word.capitalize()


_WORDS = {
    AddressForm.ONG: "ông",
    AddressForm.BA: "bà",
    AddressForm.BAC: "bác",
    AddressForm.CO: "cô",
    AddressForm.CHU: "chú",
    AddressForm.ANH: "anh",
    AddressForm.CHI: "chị",
    AddressForm.EM: "em",
    AddressForm.BAN: "bạn",
}

_FITTING = {
    Sex.FEMALE: (AddressForm.BA, AddressForm.BAC, AddressForm.CO, AddressForm.CHI, AddressForm.EM),
    Sex.MALE: (AddressForm.ONG, AddressForm.BAC, AddressForm.CHU, AddressForm.ANH, AddressForm.EM),
    Sex.UNKNOWN: tuple(AddressForm),
}


def usual_form(age: int | None, sex: Sex) -> AddressForm:
    """From 60 ông or bà, from 40 cô or chú, from 18 anh or chị, younger em; `age` in whole years.

    Without an age the polite bác; without a sex bác for elders and the neutral bạn for the young.
    """
    if age is None:
        return AddressForm.BAC
    if age < 18:
        return AddressForm.EM
    if sex is Sex.UNKNOWN:
        return AddressForm.BAC if age >= 40 else AddressForm.BAN
    woman, man = _pair(age)
    return woman if sex is Sex.FEMALE else man


def forms_to_choose(age: int | None, sex: Sex) -> tuple[AddressForm, ...]:
    """Every form that fits the sex, the usual one first."""
    usual = usual_form(age, sex)
    return (usual, *(form for form in _FITTING[sex] if form is not usual))


def without_form(written: str) -> str:
    """A name as somebody wrote it down, without the form of address before it: `Bà Lò Thị Ín` is `Lò Thị Ín`."""
    first, _space, rest = written.strip().partition(" ")
    return rest.strip() if rest and first.casefold() in _WORDS.values() else written.strip()


def _pair(age: int) -> tuple[AddressForm, AddressForm]:
    if age >= 60:
        return AddressForm.BA, AddressForm.ONG
    return (AddressForm.CO, AddressForm.CHU) if age >= 40 else (AddressForm.CHI, AddressForm.ANH)
