"""Differences of wordings: nothing of either is lost, what both have is not marked, and any length is quick."""

from hypothesis import given
from hypothesis import strategies as st

from perf.domain.drafts.text_differences import Piece, shortened, text_differences

TEXTS = st.text(st.sampled_from("甲乙丙，。\n𠮷"), max_size=40) | st.text(max_size=30)


@given(TEXTS, TEXTS)
def test_the_pieces_give_both_wordings_back_and_mark_only_what_differs(before: str, after: str) -> None:
    former, later = text_differences(before, after)
    assert "".join(piece.text for piece in former) == before
    assert "".join(piece.text for piece in later) == after
    assert "".join(piece.text for piece in former if not piece.is_changed) == "".join(
        piece.text for piece in later if not piece.is_changed
    )
    assert all(piece.text for piece in (*former, *later))


def test_a_changed_number_is_marked_alone() -> None:
    former, later = text_differences("全年开放不少于300天，接待读者。", "全年开放不少于310天，接待读者。")
    assert [piece.text for piece in former if piece.is_changed] == ["0"]
    assert [piece.text for piece in later if piece.is_changed] == ["1"]


def test_of_long_texts_the_changed_clauses_are_marked() -> None:
    clauses = [f"第{number}项工作按计划完成，" for number in range(200)]
    changed = ["首项不同。", *clauses[1:100], "中间不同。", *clauses[101:199], "末项不同。"]
    _, later = text_differences("".join(clauses), "".join(changed))
    assert [piece.text for piece in later if piece.is_changed] == ["首项不同。", "中间不同。", "末项不同。"]


def test_texts_of_any_length_and_repetition_end() -> None:
    for letter, other in (("甲", "乙"), ("甲，", "乙，"), ("甲乙", "乙甲")):
        before, after = letter * (20_000 // len(letter)), f"丙{other * (19_998 // len(other))}丁"
        former, later = text_differences(before, after)
        assert "".join(piece.text for piece in former) == before
        assert "".join(piece.text for piece in later) == after


def test_long_pieces_are_shortened_to_their_ends() -> None:
    pieces = (Piece("甲" * 50 + "乙" * 50), Piece("丙", is_changed=True))
    assert shortened(pieces, 20) == (Piece("甲" * 10 + "……" + "乙" * 10), Piece("丙", is_changed=True))
    assert shortened(pieces, 100) == pieces
