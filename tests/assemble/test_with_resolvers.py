"""With the real resolvers, owners and commands come out as codes."""

from __future__ import annotations

from tests.assemble.stubs import assembled
from tests.assemble.test_postures import code
from vedette.assemble import Resolvers
from vedette.resolve import count, when, where, who

REAL = Resolvers(who=who.resolve, when=when.resolve, where=where.resolve, count=count.resolve)


def test_a_battalion_at_the_disposal_of_a_mission() -> None:
    text = "The Danish Ministry of Defence stated that a company of 90 to 120 members had been placed at the disposal of UNIFIL."
    mark = "MOBILIZE.troops planned | placed at the disposal | force=a company of 90 to 120 members; recipient=UNIFIL; "
    (posture,) = assembled(text, [mark + "source=The Danish Ministry of Defence"], REAL).postures
    assert (posture.status, code(posture.owner)) == ("on_standby", "DNK MIL")
    assert code(posture.command).startswith("IGO:UN")
    assert posture.count.value is not None
    assert (posture.count.value.low, posture.count.value.high) == (90, 120)


def test_the_country_of_the_report_is_no_owner_of_unnamed_troops() -> None:
    text = "In Peru the president spoke on Monday. Some 40 soldiers were seen near the lake."
    (posture,) = assembled(
        text, ["MOBILIZE.troops actual | seen | force=Some 40 soldiers; place=the lake"], REAL
    ).postures
    assert posture.owner is not None
    assert (posture.owner.value, posture.owner.rule) == (None, "owner-not-said")


def test_a_later_short_mention_of_a_speaker_is_resolved() -> None:
    text = "Kenyan foreign minister Abel Otieno said the talks had failed. He warned that patience was running out."
    made = assembled(text, [], REAL).statements
    assert [code(statement.speaker.who) for statement in made] == ["KEN GOV", "KEN GOV"]
