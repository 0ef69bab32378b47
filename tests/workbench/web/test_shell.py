"""Streamlit's page carries our words for a network without WebSockets; everything else passes as it is."""

import asyncio
import re

import httpx
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from workbench.domain.catalogue import speaking
from workbench.web.house import House
from workbench.web.shell import ROOT, Shell

PAGE = f'<!DOCTYPE html><html lang="en"><body>{ROOT.decode()}</body></html>'
OTHERS = {
    "/ours": HTMLResponse("<p>A page of ours</p>"),
    "/text": PlainTextResponse(PAGE),
    "/gone": HTMLResponse(PAGE, 404),
}


def ask(house: House, path: str) -> httpx.Response:
    page = HTMLResponse(PAGE, headers={"ETag": '"the file"', "Last-Modified": "Mon, 02 Nov 2026 15:30:00 GMT"})
    answers: dict[str, Response] = {"/desk": page, **OTHERS}
    app = Shell(Starlette(routes=[Route(at, answer) for at, answer in answers.items()]), house)

    async def asking() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://workbench.test") as client:
            return await client.get(path)

    return asyncio.run(asking())


def test_the_words_are_in_streamlits_page_hidden_and_with_no_script_inside_it(house: House):
    answer = ask(house, "/desk")
    assert "phone's hotspot" in answer.text.replace("&#39;", "'")
    assert re.search(r'<div id="no-line" role="alert" hidden>', answer.text)
    assert re.findall(r"<script.*?</script>", answer.text, re.DOTALL) == ['<script src="/shell.js" defer></script>']
    assert int(answer.headers["content-length"]) == len(answer.content)
    assert not {"etag", "last-modified"} & set(answer.headers)


def test_the_page_says_which_language_it_is_in(house: House):
    assert '<html lang="en">' in ask(house, "/desk").text
    with speaking("es"):
        answer = ask(house, "/desk").text
    assert '<html lang="es">' in answer
    assert "La conexión en vivo no funciona" in answer


def test_other_answers_pass_as_they_are(house: House):
    for path, answer in OTHERS.items():
        assert ask(house, path).content == answer.body


def test_the_script_is_for_everybody(laptop):
    answer = laptop.get("/shell.js", accept="*/*")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/javascript")
