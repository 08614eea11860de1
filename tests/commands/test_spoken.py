"""Help and what is wrong with a request are told in the user's language."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import MakeFolder, chapter, run

from book.errors import RequestError
from book.languages.users import user_of


@pytest.mark.parametrize(
    ("environment", "code"),
    [
        ({"LANG": "vi_VN.UTF-8"}, "vi"),
        ({"LC_MESSAGES": "vi", "LANG": "en_GB.UTF-8"}, "vi"),
        ({"LC_ALL": "en_US.UTF-8", "LC_MESSAGES": "vi_VN"}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({}, "en"),
    ],
)
def test_the_language_is_that_of_the_system(environment: dict[str, str], code: str) -> None:
    user, arguments = user_of(["build", "-C", "folder"], environment)
    assert user.language.tag == code
    assert not user.asked
    assert arguments == ["build", "-C", "folder"]


def test_the_option_goes_before_the_system_and_may_stand_anywhere() -> None:
    for given in (["--language", "vi", "build"], ["build", "--language=vi"]):
        user, arguments = user_of(given, {"LANG": "en_US.UTF-8"})
        assert user.language.tag == "vi"
        assert user.asked
        assert arguments == ["build"]
    with pytest.raises(RequestError, match="en, vi, not “xx”"):
        user_of(["--language", "xx"], {})


HELP = [
    ["--help"],
    *([name, "--help"] for name in "build check watch booklet handouts clean".split()),
    *([name, "--help"] for name in "changes comments slips sign report".split()),
]


@pytest.mark.parametrize("arguments", HELP)
def test_help_is_vietnamese_throughout(arguments: list[str]) -> None:
    told = run(*arguments, LC_ALL="vi_VN.UTF-8").stdout
    assert told.startswith("Cách gõ:")
    english = (
        "Usage",
        "Options",
        "Commands",
        "Show",
        "The ",
        "Make",
        "Only",
        "Typeset",
        "[OPTIONS]",
        "FILE",
    )
    assert [word for word in english if word in told] == []
    assert run(*arguments, "--language", "en", LC_ALL="vi_VN.UTF-8").stdout.startswith("Usage:")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["bild"], "không có lệnh “bild”; có phải ý bạn là “build”?"),
        (["qqq"], "không có lệnh “qqq”; các lệnh gồm: build, check"),
        (["build", "--edtion", "press"], "không có tùy chọn “--edtion”"),
        (["build", "--edition", "pres"], "--edition nhận một trong: screen, proof, press"),
        (["build", "--jobs", "0"], "--jobs nhận một số từ 1 đến 64, không nhận “0”"),
        (["booklet", "--creep", "nan"], "--creep nhận một số, không nhận “nan”"),
        (["build", "--edition"], "--edition cần một giá trị"),
        (["build", "--no-cache=1"], "--no-cache không nhận giá trị"),
        (["build", "sách"], "lệnh “build” không nhận “sách”"),
        (["build", "-C", "/nowhere"], "không có thư mục “/nowhere”"),
        (["build", "-C", "tests"], "thư mục “tests” không có book.yaml"),
        (["build", "-C", "README.md"], "“README.md” là một tệp"),
        (["--language", "xx"], "--language takes one of en, vi, not “xx”"),
    ],
)
def test_what_is_wrong_with_a_request(arguments: list[str], told: str) -> None:
    done = run(*arguments, cwd=Path(__file__).parents[2], LC_ALL="vi_VN.UTF-8")
    assert done.returncode == 2
    assert done.stderr.startswith(told)
    assert done.stderr.count("\n") == 1


def test_the_option_goes_before_the_language_of_the_book(make_folder: MakeFolder) -> None:
    files = {"chapters/a.md": chapter("Một", "Chữ [[khong-co]].")}
    folder = make_folder(files, "title: Sách\nlanguage: vi\n")
    assert "không có mục nào mang mã “khong-co”" in run("-C", str(folder)).stderr
    told = run("-C", str(folder), "--language", "en").stderr
    assert "nothing in the book has the id “khong-co”" in told
