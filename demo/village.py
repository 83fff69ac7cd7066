"""The case of the village Dawuhan, and one small group in another district."""

import datetime
import multiprocessing
import random
from collections.abc import Iterator

from django.db import connection, transaction

from accounts.models import Region, User
from demo.assessments import Assessing, tell_privacy
from demo.calendar import GRANT_YEAR, LENGTH, OPEN_MONTHS, meeting_days
from demo.characters import BUSINESSES, CHARACTERS, NEXT_IN, STEADY, Character, stage
from demo.coaching import Coaching
from demo.forming import Forming
from demo.grant_year import GrantYear
from demo.life import Life, close_months
from demo.names import GROUPS, HAMLETS
from demo.people import VILLAGE, families, make_staff
from demo.registers import POVERTY_LIST, Registers
from demo.spending import Spending
from demo.voices import speak
from groups.actions.register import register_group
from groups.models import Group, Programme

NEIGHBOUR = "35.79.01.1001"  # in Kota Batu: whose territory is Malang sees nothing of it
FACILITATORS = ["ratna", "wahyu", "nurul"]
HOURS = [datetime.time(16), datetime.time(15, 30), datetime.time(19), datetime.time(13)]
FIRST_GROUP = [("Sri Wahyuni", "F"), ("Wagiman", "M"), ("Suparti", "F"), ("Siti Aminah", "F")]
Day = datetime.timedelta(days=1)

# Plans made while the tables are empty are kept; by index they stay right as the tables grow.
BY_INDEX = "SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off"


def by_index() -> None:
    with connection.cursor() as cursor:
        cursor.execute(BY_INDEX)


def is_half_told() -> bool:
    """Whether the loading was cut short: the neighbour's group, told last, is not there."""
    begun = User.objects.filter(username=FACILITATORS[0]).exists()
    return begun and not Group.objects.filter(village=NEIGHBOUR).exists()


class Village:
    """Tells the lives of its groups, one after the other; the same for a seed and a day."""

    def __init__(self, *, seed: int, today: datetime.date):
        self.seed, self.today = seed, today
        self.start = today - LENGTH

    def tell(self, groups: int = len(GROUPS)) -> Iterator[Group]:
        """Each group in a transaction of its own: one for all grows slower with each savepoint."""
        self.begin()
        for place in range(groups):
            yield self.group(place)
        if groups == len(GROUPS):
            self.grant_year()
            self.registers()
            self.assessments()
        yield self.neighbour()

    @transaction.atomic
    def begin(self) -> None:
        """The people of the offices, and the programme."""
        since = self.start - 30 * Day
        self.users = make_staff(since)
        self.programme = Programme.objects.create(
            name=f"KUBE {since.year}", since=since, poverty_list=POVERTY_LIST
        )
        Programme.objects.create(
            name=f"KUBE sebelum {since.year}", since=datetime.date(2005, 1, 1), until=since
        )

    def tell_on_two_cores(self) -> Iterator[Group]:
        """As `tell`, with two groups at a time: no group's life depends on another's."""
        self.begin()
        connection.close()  # each process opens its own
        with multiprocessing.get_context("fork").Pool(2, by_index) as pool:
            yield from pool.imap_unordered(self.group, range(len(GROUPS)))
        by_index()
        self.grant_year()
        self.registers()
        self.assessments()
        yield self.neighbour()

    @transaction.atomic
    def grant_year(self) -> None:
        """The round in which ten of the groups are chosen, and the one that runs now."""
        groups = self.groups()
        year = GrantYear(self.users, opens=self.today - GRANT_YEAR)
        awards = year.select(groups)
        year.agree(awards)
        year.pay(awards)
        Spending(year, awards).tell()
        for place, group in enumerate(groups):
            if place % 3 == 1 and not CHARACTERS[place].ended:
                until = self.today - OPEN_MONTHS
                close_months(group, until=until, today=self.today, by=self.users["endang"])
        Coaching(self.users, groups, self.today).tell()

    def groups(self) -> list[Group]:
        """Those of the village that were there from the first, in the order of their names."""
        rows = Group.objects.filter(village=VILLAGE, name__in=GROUPS)
        return sorted(rows, key=lambda row: GROUPS.index(row.name))

    @transaction.atomic
    def registers(self) -> None:
        """What the operator of the village loaded from the offices' files."""
        Registers(seed=self.seed, today=self.today).load(self.users["yuli"])

    @transaction.atomic
    def assessments(self) -> None:
        """What each group was found to be, what people asked of their data, who begins and ends."""
        groups = self.groups()
        Assessing(self.users, seed=self.seed, today=self.today).tell(groups)
        tell_privacy(self.users, groups[0], self.today)
        Forming(self.users, groups, self.today).tell()

    def group(self, place: int) -> Group:
        """Ten groups a facilitator; the last two of the first were another's before."""
        facilitator = self.users[FACILITATORS[place // 10]]
        inherited = place in (8, 9)
        return self.life(
            place,
            name=GROUPS[place],
            village=VILLAGE,
            character=CHARACTERS[place],
            next_on=self.today + NEXT_IN[place] * Day,
            start=self.start + place * 2 * Day,
            facilitator=self.users["anton"] if inherited else facilitator,
            successor=facilitator if inherited else None,
        )

    def neighbour(self) -> Group:
        return self.life(
            len(GROUPS),
            name="Apel Manis",
            village=NEIGHBOUR,
            character=STEADY,
            next_on=self.today + 12 * Day,
            start=self.today - 200 * Day,
            facilitator=self.users["anton"],
        )

    @transaction.atomic
    def life(
        self,
        place,
        *,
        name,
        village,
        character: Character,
        next_on,
        start,
        facilitator,
        successor=None,
    ) -> Group:
        rng = random.Random(f"{self.seed} {place}")
        if character.ended:
            next_on = self.today - character.ended - rng.randint(0, 40) * Day
        rhythm = Group.Rhythm.DAYS_35 if place % 3 == 2 else Group.Rhythm.MONTHLY
        days = meeting_days(next_on, rhythm, start)
        hamlet = HAMLETS[place % len(HAMLETS)] if village == VILLAGE else "Krajan"
        size, known = rng.choice([9, 10, 10, 10, 11]), FIRST_GROUP if place == 0 else ()
        group = register_group(
            name=name,
            village=Region.objects.get(pk=village),
            hamlet=hamlet,
            programme=self.programme,
            formed_on=days[0] - 7 * Day,
            business=BUSINESSES[place % len(BUSINESSES)],
            rhythm=rhythm,
            usual_hour=HOURS[place % len(HOURS)],
            stage=stage(place),
            usual_place=f"Balai Dusun {hamlet}" if place % 2 else "Rumah ketua",
            families=families(rng, size, days[0], hamlet, known=known),
            facilitator=facilitator,
            by=facilitator,
        )
        life = Life(
            group,
            character,
            rng,
            place=place,
            head=self.users["endang"],
            by=facilitator,
            successor=successor,
        )
        life.live(days, next_on, self.today)
        speak(group, place, today=self.today, by=life.by)
        return group
