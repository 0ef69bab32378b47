"""The first admin comes in by the printed link, and finds what a first session needs."""

import pytest
from sqlalchemy import select

from tests.journeys.cast import Cast
from tests.journeys.leads import Lead
from tests.journeys.school import PASSPHRASE, School
from workbench.domain.people import Role
from workbench.storage import tables as t

pytestmark = pytest.mark.browser


def test_the_printed_link_makes_the_first_admin_once_and_leads_home(own_school: School, own_cast: Cast):
    ada = own_cast.lead("Ada Admin")
    set_passphrase(ada, own_school.first_link(), "Ada Admin")
    ada.sees_title("What waits for you")
    ada.sees("Three steps to your first session")
    ada.is_drawn()
    ada.reloads()

    second_tab = ada.new_tab()
    second_tab.goto(f"{own_school.url}/rubrics")
    second_tab.get_by_text("Argument writing").first.wait_for()

    late = own_cast.lead("Late Comer")
    late.goes_to(own_school.first_link())
    late.sees("This link was used already, or its time is over.")
    assert admins(own_school) == ["Ada Admin"]

    ada.signs_out()
    ada.signs_in()
    assert ada.page.get_by_role("heading", level=1).inner_text() == "What waits for you"
    late.is_forgiven("status of 404")


def admins(school: School) -> list[str]:
    held = select(t.person.c.name).join(t.membership, t.membership.c.person_id == t.person.c.id)
    with school.store.reading() as db:
        return list(db.execute(held.where(t.membership.c.role == Role.ADMIN)).scalars())


def set_passphrase(lead: Lead, link: str, name: str) -> None:
    lead.goes_to(link)
    lead.sees("This link makes the first admin of this workbench.")
    lead.page.get_by_label("Your name").fill(name)
    lead.page.get_by_label("Passphrase").fill(PASSPHRASE)
    lead.page.get_by_role("button", name="Set it and come in").click()
