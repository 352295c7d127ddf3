import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.address_form import AddressForm, forms_to_choose, usual_form
from app.domain.people import Sex

ages = st.none() | st.integers(0, 120)


@pytest.mark.parametrize(
    ("age", "woman", "man"),
    [
        (120, "bà", "ông"),
        (60, "bà", "ông"),
        (59, "cô", "chú"),
        (40, "cô", "chú"),
        (39, "chị", "anh"),
        (18, "chị", "anh"),
        (17, "em", "em"),
        (0, "em", "em"),
        (None, "bác", "bác"),
    ],
)
def test_age_and_sex_choose_the_word(age: int | None, woman: str, man: str) -> None:
    assert (usual_form(age, Sex.FEMALE).word, usual_form(age, Sex.MALE).word) == (woman, man)


@pytest.mark.parametrize(("age", "word"), [(75, "bác"), (40, "bác"), (39, "bạn"), (17, "em"), (None, "bác")])
def test_without_a_sex_the_word_fits_both(age: int | None, word: str) -> None:
    assert usual_form(age, Sex.UNKNOWN).word == word


@given(ages, st.sampled_from(Sex))
def test_the_usual_form_comes_first_and_each_once(age: int | None, sex: Sex) -> None:
    forms = forms_to_choose(age, sex)
    assert forms[0] is usual_form(age, sex)
    assert len(set(forms)) == len(forms)


def test_an_uncle_may_always_be_chosen_and_no_form_of_the_other_sex() -> None:
    women, men = forms_to_choose(45, Sex.FEMALE), forms_to_choose(45, Sex.MALE)
    assert AddressForm.BAC in women
    assert AddressForm.BAC in men
    assert not {AddressForm.ONG, AddressForm.CHU, AddressForm.ANH} & set(women)
    assert not {AddressForm.BA, AddressForm.CO, AddressForm.CHI} & set(men)


@pytest.mark.parametrize(
    ("form", "opening"), [(AddressForm.ONG, "Ông"), (AddressForm.BA, "Bà"), (AddressForm.EM, "Em")]
)
def test_a_sentence_opens_with_a_capital(form: AddressForm, opening: str) -> None:
    assert form.opening == opening


def test_every_form_has_a_word() -> None:
    assert len({form.word for form in AddressForm}) == len(AddressForm)


@pytest.mark.parametrize("form", list(AddressForm))
def test_staff_never_call_themselves_what_they_call_the_person(form: AddressForm) -> None:
    assert form.own_word in ("cháu", "em", "mình")
    assert form.own_word != form.word


def test_staff_are_younger_than_elders_and_level_with_the_young() -> None:
    assert {form for form in AddressForm if form.own_word == "em"} == {AddressForm.ANH, AddressForm.CHI}
    assert {form for form in AddressForm if form.own_word == "mình"} == {AddressForm.EM, AddressForm.BAN}
