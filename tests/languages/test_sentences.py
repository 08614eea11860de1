"""Sentences end where ICU says, but not behind what only looks like an end."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from book.languages import language


def parts(text: str, tag: str) -> list[str]:
    return [text[start:end] for start, end in language(tag).sentences(text)]


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("vi", "Đồng chí V. Hải phát biểu.|Năm sau, hội nghị họp."),
        ("vi", "TS. Nguyễn Văn An và PGS. TS. Trần Bình dự.|Đ/c Lan vắng."),
        ("vi", "Đại hội lần thứ V.|Hội nghị họp."),
        ("vi", "Chương I. Mở đầu.|Chương II. Kết."),
        ("vi", "1. Mục tiêu chung.|2. Nhiệm vụ."),
        ("vi", "Tổng số là 12.|Năm 1997 có 13,5 %.|Ngày 3.2.1930 là 1.234 người."),
        ("vi", "Bà Nguyễn Thị A.|Ông B. Bình."),
        ("vi", "Sau đó…|Rồi!|Thế ư?|“Tốt.”|Ông nói."),
        ("vi", "Bà Lê nói… và cười.|**Hết.**|Rồi.[^1]|Còn."),
        ("vi", "Quyết định số 12-QĐ/TU.|[[lan]] ký, v.v. và gửi.|[[binh|Ông Bình]] nhận."),
        ("vi", "Vì TP. Hải Phòng; tr. 12."),
        ("vi", "Hội 🏛 họp.|🏛🏛 Rồi xong.|Hết"),
        ("vi", "a\u0300 Bà nói.|Bà đi."),
        ("en", "Mr. Smith met Dr. J. R. Jones at 5 p.m.|He left, e.g. by No. 5."),
        ("en", "John F. Kennedy spoke.|“Go!”|He went."),
        ("de", "Das ist z. B. so, vgl. Abb. 3.|Ende."),
        ("fr", "M. Leroy est venu.|Il a dit."),
        ("ja", "会議は終わった。|次へ。"),
        ("lo", "ສະບາຍດີ"),
        ("vi", ""),
    ],
)
def test_sentences(tag: str, text: str) -> None:
    wanted = [part for part in text.split("|") if part]
    if "|Ông Bình]]" in text:
        wanted = [wanted[0], wanted[1], f"{wanted[2]}|{wanted[3]}"]
    whole = "".join(wanted) if tag == "ja" else "  ".join(wanted)
    assert parts(whole, tag) == wanted


def test_threads_do_not_share_an_iterator() -> None:
    text = "Ông Bình nói. Bà Lan nghe. " * 50
    start = threading.Barrier(4)

    def count(times: int) -> set[int]:
        start.wait()
        return {len(parts(text[: 27 * n], "vi")) - 2 * n for n in range(1, times)}

    with ThreadPoolExecutor(4) as pool:
        assert set().union(*pool.map(count, [50] * 4)) == {0}
