"""Passwords are kept as Argon2id, never as themselves, and refused when they are easy to guess."""

from typing import Literal

import pytest
from argon2 import PasswordHasher, Type, extract_parameters
from hypothesis import given, reject
from hypothesis import strategies as st

from perf.accounts import passwords
from perf.accounts.names import AccountError, checked_full_name, checked_sign_in_name, sign_in_key
from perf.accounts.operations.sign_ins import prove
from perf.accounts.tokens import hash_of_token, new_token
from tests.domain_strategies import HOSTILE


def test_only_an_argon2id_hash_is_kept() -> None:
    password = passwords.generated()
    kept = passwords.hashed(password)
    assert extract_parameters(kept).type is Type.ID
    assert password not in kept
    assert passwords.hashed(password) != kept
    assert passwords.is_right(password, kept)
    assert not passwords.is_right(password + "x", kept)
    assert not passwords.is_outdated(kept)


@pytest.mark.parametrize("password", [*HOSTILE, "\ud800" * 10, "\x00" * 12, "密码" * 400])
def test_any_text_may_be_tried_and_only_the_same_one_is_right(password: str) -> None:
    kept = passwords.hashed(passwords.generated())
    assert not passwords.is_right(password, kept)
    assert not passwords.is_right(password, "no hash")
    assert passwords.is_right(password, passwords.hashed(password))


def test_an_account_without_password_takes_none_but_the_same_work(monkeypatch: pytest.MonkeyPatch) -> None:
    verified: list[str] = []

    class Counting(PasswordHasher):
        def verify(self, hash: str | bytes, password: str | bytes) -> Literal[True]:  # noqa: A002 - the library names it
            verified.append(str(hash))
            return super().verify(hash, password)

    monkeypatch.setattr(passwords, "HASHER", Counting(time_cost=2, memory_cost=19 * 1024, parallelism=1))
    assert not prove("a", None).is_right
    assert not prove("a", passwords.hashed("b")).is_right
    assert len(verified) == 2
    parameters = [extract_parameters(each) for each in verified]
    assert parameters[0] == parameters[1]


def test_a_hash_of_older_parameters_is_renewed_when_the_password_is_right() -> None:
    password = passwords.generated()
    old = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(password)
    proof = prove(password, old)
    assert proof.is_right
    assert proof.renewed is not None
    assert passwords.is_right(password, proof.renewed)
    assert prove("wrong", old).renewed is None


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("", "太短"),
        ("九个字的密码不够长", "太短"),
        ("长" * 201, "太长"),
        ("wangxiaoming", "登录名"),
        ("WangXiaoMing1", "登录名"),
        ("ｗａｎｇｘｉａｏｍｉｎｇ", "登录名"),
        ("1234567890", "太常见"),
        ("Password123", "太常见"),
        ("aaaaaaaaaaaa", "太常见"),
        ("121212121212", "太常见"),
    ],
)
def test_a_poor_password_is_refused_in_words(password: str, words: str) -> None:
    with pytest.raises(AccountError, match=words):
        passwords.require_good_password(password, "wangxiaoming")


@pytest.mark.parametrize("password", ["正确的马电池订书钉在这里", "rain falls on tiles", "wangxiaoming likes tea"])
def test_a_sentence_is_a_good_password(password: str) -> None:
    passwords.require_good_password(password, "wangxiaoming")


def test_generated_passwords_are_good_and_never_the_same() -> None:
    made = {passwords.generated() for _ in range(50)}
    assert len(made) == 50
    for password in made:
        passwords.require_good_password(password, "drafter")


def test_tokens_are_long_and_only_their_hash_is_kept() -> None:
    token = new_token()
    assert len(token) >= 43
    assert token != new_token()
    assert len(hash_of_token(token)) == 64
    assert token not in hash_of_token(token)


@pytest.mark.parametrize("name", ["ab", "王小明", "li.na", "zhang-san_1", "a@b.cn", "𬭎大夫"])
def test_a_name_in_any_script_is_taken(name: str) -> None:
    assert checked_sign_in_name(f" {name} ") == name


@pytest.mark.parametrize("name", ["", "a", "a b", "长" * 41, "a\x00b", "<b>", "{{7*7}}", "\ud800\ud800", "a/b", "a\nb"])
def test_a_name_that_is_none_is_refused_in_words(name: str) -> None:
    with pytest.raises(AccountError, match="登录名"):
        checked_sign_in_name(name)


@pytest.mark.parametrize("name", ["", " ", "某\n某", "某\x00某", "长" * 61])
def test_a_full_name_that_is_none_is_refused_in_words(name: str) -> None:
    with pytest.raises(AccountError, match="姓名"):
        checked_full_name(name)


@given(st.from_regex(r"[\w.@-]{2,40}", fullmatch=True))
def test_folding_a_name_twice_changes_nothing_more(name: str) -> None:
    try:
        key = sign_in_key(checked_sign_in_name(name))
    except AccountError:
        reject()
    assert sign_in_key(key) == key
