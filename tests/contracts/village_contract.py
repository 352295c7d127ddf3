"""What every store owes whoever goes from house to house: who lives where, how far they are, who knocked."""

from __future__ import annotations

from app.contract.messages import WireRecord
from app.domain.changes import Mark, Value
from app.domain.ladder import TaskStatus
from app.domain.village import House, Knock, VillageName
from app.usecases.ports import Store
from tests.contracts.steps import Steps
from tests.support.fiction import Fiction


def house_of(store: Store, village: str, key: str) -> House:
    [found] = [one for one in store.read().houses(village) if one.key == key]
    return found


class VillageContract(Steps):
    """Inherit and give a `store` fixture."""

    def household(self, store: Store, fiction: Fiction, **values: Value) -> str:
        return self.make(store, fiction, "household", values)

    def knock(self, store: Store, fiction: Fiction, **values: Value) -> Knock:
        fields: dict[str, Value] = {"day": "2026-11-22", "outcome": "away", "at": 100, **values}
        self.make(store, fiction, "visit", fields)
        return Knock(day=str(fields["day"]), at=int(str(fields["at"])), outcome=str(fields["outcome"]))

    def test_where_nobody_lives_there_is_no_house(self, store: Store, fiction: Fiction) -> None:
        self.person(store, fiction, village="")
        assert store.read().villages() == []
        assert store.read().houses("Bản Không") == []
        assert store.read().houses("") == []
        assert store.read().knocks("", []) == []

    def test_a_village_is_one_however_it_is_spelled(self, store: Store, fiction: Fiction) -> None:
        for spelled in ("Bản Áng", "bản Áng", "Bản Áng", "BẢN ANG", "Bản Bó"):
            self.person(store, fiction, village=spelled)
        self.household(store, fiction, village="Bản Cang")
        self.make(store, fiction, "village", {"name": "bản bó"})
        expected = [VillageName("Bản Áng", 4), VillageName("Bản Bó", 1), VillageName("Bản Cang", 0)]
        assert store.read().villages() == expected
        assert len(store.read().houses("ban ang")) == 4

    def test_who_is_of_no_household_is_a_house(self, store: Store, fiction: Fiction) -> None:
        alone = self.person(store, fiction, village="Bản Áng", name="Lò Thị Mẫu")
        [house] = store.read().houses("Bản Áng")
        assert (house.key, house.household, house.head) == (alone, "", "")
        assert [one.name for one in house.people] == ["Lò Thị Mẫu"]
        assert house.people[0].tasks[0].status is TaskStatus.NOT_STARTED

    def test_a_household_has_all_its_people_wherever_each_is_written(
        self, store: Store, fiction: Fiction
    ) -> None:
        home = self.household(store, fiction, name="12. Nhà Mẫu", village="Bản Áng")
        old = self.person(store, fiction, village="Bản Áng", household=home, birth="1950")
        young = self.person(store, fiction, village="Bản Bó", household=home, birth="1980")
        house = house_of(store, "Bản Áng", home)
        assert (house.name, house.household) == ("12. Nhà Mẫu", home)
        assert [one.citizen for one in house.people] == [old, young]
        assert store.read().houses("Bản Bó") == []

    def test_a_household_of_no_village_is_where_its_oldest_is(self, store: Store, fiction: Fiction) -> None:
        home = self.household(store, fiction, name="Nhà Mẫu")
        for village, birth in (("Bản Bó", "1980"), ("Bản Áng", "1950"), ("Bản Cang", "1990")):
            self.person(store, fiction, village=village, household=home, birth=birth)
        assert [len(one.people) for one in store.read().houses("Bản Áng")] == [3]
        assert (store.read().houses("Bản Bó"), store.read().houses("Bản Cang")) == ([], [])

    def test_a_household_nobody_told_of_still_holds_its_people(self, store: Store, fiction: Fiction) -> None:
        for birth in ("1950", "1980"):
            self.person(store, fiction, village="Bản Áng", household="unknown", birth=birth)
        house = house_of(store, "Bản Áng", "unknown")
        assert (house.household, house.name, len(house.people)) == ("unknown", "", 2)

    def test_a_household_without_people_is_there(self, store: Store, fiction: Fiction) -> None:
        home = self.household(store, fiction, name="Nhà Mẫu", village="Bản Áng", head="gone")
        house = house_of(store, "Bản Áng", home)
        assert (house.people, house.household, house.head) == ((), home, "gone")

    def test_each_person_has_their_tasks_and_next_day(self, store: Store, fiction: Fiction) -> None:
        citizen = self.person(store, fiction, village="Bản Áng")
        self.session(store, fiction, citizen, over=2)
        for day, state in (("2026-12-09", "due"), ("2026-12-05", "due"), ("2026-12-01", "kept"), ("", "due")):
            self.appointment(store, fiction, citizen, day, state)
        [one] = house_of(store, "Bản Áng", citizen).people
        assert [task.status.value for task in one.tasks] == ["done"] * 2 + ["blocked"] * 3
        assert one.due == "2026-12-05"

    def test_visits_of_a_household_and_of_its_people_are_its_own(
        self, store: Store, fiction: Fiction
    ) -> None:
        home = self.household(store, fiction, village="Bản Áng")
        citizen = self.person(store, fiction, village="Bản Áng", household=home)
        alone = self.person(store, fiction, village="Bản Áng")
        second = self.knock(store, fiction, household=home, day="2026-11-22")
        first = self.knock(store, fiction, citizen=citizen, day="2026-11-20", outcome="met")
        third = self.knock(store, fiction, citizen=citizen, household=home, at=200)
        other = self.knock(store, fiction, citizen=alone, outcome="not_wanted")
        assert house_of(store, "Bản Áng", home).knocks == (first, second, third)
        assert house_of(store, "Bản Áng", alone).knocks == (other,)
        assert list(store.read().knocks(home, [citizen])) == [first, second, third]
        assert list(store.read().knocks("", [alone])) == [other]

    def test_who_became_somebody_else_lives_with_them(self, store: Store, fiction: Fiction) -> None:
        home = self.household(store, fiction, village="Bản Áng", head="b")
        rows = (("a", {"name": "Lò Thị Mẫu"}, ""), ("b", {"name": "Lò Thị Mâu"}, "a"))
        for seq, (citizen, fields, into) in enumerate(rows, start=1):
            record = WireRecord(
                id=citizen,
                kind="citizen",
                commune="03646",
                seq=seq,
                fields={"birth": "1950", "village": "Bản Áng", "household": home, **fields},
                life="merged" if into else "live",
                merged_into=into,
            )
            store.apply_page([record], Mark(1, seq))
        seen = self.knock(store, fiction, citizen="b")
        house = house_of(store, "Bản Áng", home)
        assert ([one.citizen for one in house.people], house.head) == (["a"], "a")
        assert house.knocks == (seen,)
        assert store.read().villages() == [VillageName("Bản Áng", 1)]
