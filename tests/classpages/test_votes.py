"""A class votes over HTTP: with a script and without, from phones that sleep, through a restart, behind a proxy."""

import csv
import io

from school import PART, words

from sim.classpages.classes import TOKEN
from sim.classpages.keeping import Keeping
from sim.classroom.room import PRESENT
from sim.wording import care

ANSWERS = ("less", "same", "more")


def test_a_class_votes_talks_votes_again_and_says_what_it_saw(school):
    phones = [school.phone() for _ in range(4)]
    assert "Look up" in phones[0].see().text and care.SHORT in phones[0].see().text
    school.do("stage", lesson="no-villain", step=0)
    school.ask()
    for phone, choice in zip(phones, ["less", "less", "same", ""], strict=True):
        assert 'aria-pressed="true"' in phone.vote(choice).text
    phones[0].vote("more")  # changed until it closes
    assert school.counts() == {"less": 1, "same": 1, "more": 1}
    school.do("close")
    assert "You chose C" in words(phones[0].look().text)
    school.ask(act="again")
    for phone in phones:
        phone.vote("same", 2)
    told = school.do("close").json()
    assert told["vote"]["changed"] == "2 of 3 changed their answer after talking."
    assert [row["counts"] for row in told["vote"]["rows"]] == [[1, 0], [1, 4], [1, 0]]
    school.ask("saw")
    assert "The dance was about as long" in phones[0].look().text
    phones[0].vote("less", 3)
    phones[1].vote("same", 3)
    told = school.do("close").json()
    assert told["answers"]["saw"]["also"] == "1 of 2 saw what they had predicted."
    assert told["answers"]["predict"]["counts"] == {"less": 0, "same": 4, "more": 0}
    table = list(csv.DictReader(io.StringIO(school.http.get("/class/counts.csv", headers={TOKEN: school.token}).text)))
    assert [int(row["votes"]) for row in table] == [1, 1, 1, 1, 0, 4, 0, 0, 1, 1, 0, 0]
    assert {row["question"] for row in table} == {"predict", "saw"}
    school.do("end")
    assert "class is over" in phones[0].look().text and not school.classes.rooms.by_code
    assert school.do("show", on=True).status_code == 403


def test_without_a_script_a_vote_is_a_form_and_comes_back_to_the_page(school):
    phone = school.phone()
    school.ask()
    page = phone.see()
    assert page.text.count("<button") == 4 and 'http-equiv="refresh"' in page.text
    voted = phone.http.post(f"/c/{phone.code}", data={"round": 1, "vote": "same"}, follow_redirects=False)
    assert (voted.status_code, voted.headers["location"]) == (303, f"/c/{phone.code}")
    assert "Your vote is in: B" in words(phone.see().text)


def test_a_phone_that_sleeps_and_comes_back_has_its_vote(school):
    phone = school.phone()
    school.ask()
    phone.vote("less")
    school.time += 3600
    assert school.room.present(school.time) == 0 and PRESENT < 3600
    assert "Your vote is in: A" in words(phone.see().text) and school.counts()["less"] == 1
    assert school.room.present(school.time) == 1


def test_a_page_is_a_few_kilobytes_and_a_look_at_nothing_new_is_nothing(school):
    phone = school.phone()
    school.ask()
    page = phone.http.get(f"/c/{phone.code}", headers={"Accept-Encoding": "identity"})
    packed = phone.http.get(f"/c/{phone.code}", headers={"Accept-Encoding": "gzip"})
    picture = phone.http.get("/c/couple.svg")
    assert len(page.content) + len(picture.content) < 15_000
    assert int(packed.headers["content-length"]) < 4_000
    version = page.text.partition('data-v="')[2].partition('"')[0]
    quiet = phone.look(version)
    assert (quiet.status_code, quiet.content) == (204, b"")
    school.do("close")
    assert "Look up" in phone.look(version).text


def test_a_phone_may_load_its_own_page_and_nothing_else(school):
    policy = school.phone().see().headers["content-security-policy"]
    assert policy.startswith("default-src 'none'") and policy.count("'sha256-") == 2
    assert "form-action 'self'" in policy and "frame-ancestors 'none'" in policy


def test_the_code_is_found_as_it_is_typed(school):
    code = school.room.code
    typed = f"{code[:-4].lower()} {code[-4:]}"
    phone = school.browser("10.0.0.1")
    assert phone.get("/c", params={"code": typed}, follow_redirects=False).headers["location"] == f"/c/{code}"
    assert phone.get(f"/c/{code.lower()}", follow_redirects=False).headers["location"] == f"/c/{code}"
    assert "no class under this code" in phone.get("/c", params={"code": "LARK 00"}).text


def test_behind_a_proxy_on_a_path_everything_stays_there(schools):
    school = schools("/couples")
    phone = school.browser("10.0.0.7")
    page = phone.get(f"/couples/c/{school.room.code}")
    cookie = page.headers["set-cookie"]
    assert f"Path=/couples/c/{school.room.code}" in cookie and "HttpOnly" in cookie and "SameSite=lax" in cookie
    school.ask()
    again = phone.get(f"/couples/c/{school.room.code}").text
    assert f'action="/couples/c/{school.room.code}"' in again and 'src="/couples/c/couple.svg"' in again
    voted = phone.post(f"/couples/c/{school.room.code}", data={"round": 1, "vote": "same"}, follow_redirects=False)
    assert voted.headers["location"] == f"/couples/c/{school.room.code}" and school.counts()["same"] == 1


def test_a_class_goes_on_after_a_restart(schools, tmp_path):
    before = schools()
    phone = before.phone()
    before.ask()
    phone.vote("more")
    Keeping(before.classes, 1, tmp_path).save()
    after = schools()
    after.classes.rooms.by_code.clear()
    Keeping(after.classes, 1, tmp_path).load()
    (after.room,) = after.classes.rooms.by_code.values()
    again = after.phone(new=False)
    again.code = phone.code
    again.http.cookies = phone.http.cookies
    assert "Your vote is in: C" in words(again.see().text)
    after.token = before.token
    assert after.counts() == {"less": 0, "same": 0, "more": 1}
    after.do("end")
    Keeping(after.classes, 1, tmp_path).save()
    assert list(tmp_path.iterdir()) == []


def test_what_lies_there_and_is_no_class_is_left_out(schools, tmp_path):
    school = schools()
    for text in ("", "[{}]", "no", '[{"code": 1}]', "{}", "[[]]"):
        (tmp_path / "class-1.json").write_text(text)
        Keeping(school.classes, 1, tmp_path).load()
    assert list(school.classes.rooms.by_code) == [school.room.code]


def test_the_presenter_s_window_steers_the_stage_and_has_its_notes(school):
    school.do("stage", lesson="no-villain", step=1, case="exchanged", turn=12)
    told = school.do("order", what="key", word=" ").json()
    assert told["orders"] == [[1, "key", " "]] and told["stage"]["turn"] == 12
    assert school.do("order", what="key", word="r").status_code == 400, "nothing but the keys that move the playhead"
    notes = school.http.get("/class/notes?lesson=no-villain", headers={TOKEN: school.token}).json()
    assert notes["expects"]["letter"] == "B" and 50 in [cue["turn"] for cue in notes["cases"][0]["cues"]]
    assert school.http.get("/class/presenter").status_code == 200
    assert school.token not in school.http.get("/class/presenter").text


def test_a_sheet_has_the_class_s_result_where_it_is_given(school):
    page = school.http.get("/class/sheet/no-villain/student")
    assert page.status_code == 200 and "85" not in words(page.text) and "No name on this sheet" in page.text
    refused = school.http.get("/class/sheet/no-villain/student?votes=1,2")
    assert refused.status_code == 404 and "3 counts" in refused.text
    assert school.http.get("/class/sheet/no-vilain/student").text.count("Did you mean 'no-villain'") == 1


def test_only_a_teacher_has_the_controls(school):
    phone = school.phone()
    for token in ("", "0" * 32, "x" * 900, school.room.teachers[0]):
        for path in ("state", "counts.csv", "qr.svg", "notes?lesson=no-villain"):
            assert phone.http.get(f"/class/{path}", headers={TOKEN: token}).status_code == 403
        asked = phone.http.post("/class/do", json={"act": "ask"}, headers={TOKEN: token})
        assert asked.status_code == 403
    assert school.room.rounds == []
    assert phone.http.get(f"/c/{phone.code}", headers={**PART, "Origin": "http://evil.example"}).status_code == 403
