"""``hongtou proof``: 三校对两审核, the ledger of a document and its sheet."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..pipeline.console import Group, OneOf, emit, say
from .wiring import config_option, file_argument, profile_option, read_one, timeout_option, told

if TYPE_CHECKING:
    from ..pipeline.config import Config
    from ..pipeline.proof_entry import Person, Verdict
    from ..pipeline.proof_seal import Key
    from ..pipeline.review import Review

LONGEST_NAME = 40
LONGEST_REMARK = 2000
_AHEAD = timedelta(minutes=10)
"""How far clocks of two machines may differ."""

_ledger_option = click.option("--ledger", metavar="文件", help="校对登记在哪里（默认在公文旁边：公文名.校对.jsonl）。")
_key_option = click.option("--key", "key_files", metavar="文件", multiple=True,
                           help="本机关的密钥文件，第一个用来封印；不写时看环境变量 HONGTOU_PROOF_KEY 和 hongtou.toml 的 [proof] key。")


def _common(command: Callable[..., int]) -> Callable[..., int]:
    """The document and the options of every sub-command that looks at a ledger."""
    for option in (timeout_option, config_option, profile_option, _ledger_option, _key_option, file_argument):
        command = option(command)
    return command


@click.group("proof", cls=Group, subcommand_metavar="命令 …", options_metavar="[选项]",
             help="校对审核登记（三校对两审核）：谁在什么时候校对、审核了哪一稿，能不能付印，打印流转单。")
def proof() -> None:
    """The group of commands on proofreading and review."""


@proof.command("add", options_metavar="[选项]", help="登记一个环节：起草人校对、科室负责人校对、唱校、审核、签发，签发后又改动的写复审。")
@_common
@click.option("--round", "round_name", metavar="环节", required=True, help="哪个环节，如 唱校。")
@click.option("--person", "persons", metavar="姓名", multiple=True, required=True, help="谁做的；几个人就写几次。")
@click.option("--role", "roles", metavar="职务", multiple=True, help="职务；写一次就是各人都一样，写几次依次对应各人。")
@click.option("--verdict", metavar="结论", type=OneOf("通过", "退改"), default="通过", help="通过（默认）或退改。")
@click.option("--remark", metavar="意见", default="", help="意见，如退改的理由。")
@click.option("--time", "time", metavar="时间", help="什么时候做的，如 2026-03-02T16:04 或 2026-03-02（默认现在）。")
@click.option("--force", is_flag=True, help="次序不对也照实登记；status 会一直指出，直到重做。")
def add_command(*, file: str, round_name: str, persons: tuple[str, ...], roles: tuple[str, ...], verdict: Verdict,
                remark: str, time: str | None, force: bool, **common: Any) -> int:
    """Add an entry."""
    from ..pipeline import proof as machine
    from ..pipeline.proof_ledger import NO_KEY, LedgerError, beside

    settings, keys = _settings(file, common, sealing=True)
    at = _time(time)
    who = _people(persons, roles, settings, round_name)
    remark = _plain(remark, "--remark", LONGEST_REMARK)
    try:
        machine.check_people(settings.proof, round_name.strip(), who)
        review = read_one(file, common["timeout"])
        if review.status == "failed":
            return told(review)
        entry = machine.entry_for(review, settings.proof, round_name.strip(), who, verdict=verdict, remark=remark, time=at)
        added = machine.add(review, settings.proof, keys, entry, ledger=common["ledger"], force=force)
        before = machine.unsealed_before(added, common["ledger"] or beside(file), keys)
    except machine.Refused as error:
        say(f"没有登记：{error}")
        return 1
    except LedgerError as error:
        say(str(error))
        return 3
    emit(f"已登记第 {added.number} 条：{added.round}，{added.verdict}。末条校验码 {added.hash}\n")
    if not keys:
        say(NO_KEY)
    elif before:
        say(f"前面 {before} 条登记没有封印，从这一条起封印。请先用 hongtou proof status 看清楚前面的登记对不对。")
    return 0


@proof.command("status", options_metavar="[选项]",
               help="能不能付印：缺哪个环节，哪个环节以后文字又改动过、改了什么。能付印时退出码为 0，不能时为 1。")
@_common
@click.option("--format", "form", metavar="形式", type=OneOf("terminal", "json"), default="terminal", help="terminal（屏幕，默认）或 json。")
def status_command(*, file: str, form: str, **common: Any) -> int:
    """Say how the document stands."""
    import json

    from ..pipeline.reports import proof as words

    state = _state(file, common)
    if isinstance(state, int):
        return state
    if form == "json":
        emit(json.dumps(words.data(state), ensure_ascii=False, indent=2) + "\n", machine=True)
    else:
        emit(words.render(state))
    return 0 if state.cleared else 1


@proof.command("sheet", options_metavar="[选项]", help="把登记填成校对审核流转单（docx）。")
@_common
@click.option("--output", metavar="文件", required=True, help="流转单写到哪里，如 流转单.docx。")
def sheet_command(*, file: str, output: str, **common: Any) -> int:
    """Write the sheet."""
    from ..pipeline.files import guard_output, write
    from ..pipeline.reports import proof as words
    from ..pipeline.writers import proof_sheet

    if not output.lower().endswith(".docx"):
        raise click.UsageError("流转单是 Word 文件，--output 的文件名要以 .docx 结尾。")
    guard_output(output, [file])
    state = _state(file, common)
    if isinstance(state, int):
        return state
    settings, _ = _settings(file, common)
    write(output, proof_sheet.build(state, settings.proof, issuer=settings.options.office.name or ""))
    say(f"流转单已写入 {output}。{words.verdict(state)}")
    return 0


@proof.command("verify", options_metavar="[选项]", help="核对登记有没有被改动。没有问题时退出码为 0，有问题时为 1。")
@_common
@click.option("--head", metavar="校验码", help="流转单上印的末条校验码（可以只写前16位）：登记的末尾有没有被删掉，只有靠它才看得出来。")
def verify_command(*, file: str, head: str | None, **common: Any) -> int:
    """Verify the chain, the seals and, with a hash from a sheet, that nothing was cut off."""
    from ..pipeline import proof_ledger
    from ..pipeline.reports import proof as words

    _, keys = _settings(file, common)
    path = _ledger_path(file, common)
    try:
        ledger = proof_ledger.read(path, keys)
    except proof_ledger.LedgerError as error:
        say(str(error))
        return 3
    if ledger is None:
        say(f"没有校对登记“{path}”。")
        return 3
    text, good = words.verified(ledger, head)
    emit(text)
    return 0 if good else 1


@proof.command("repair", options_metavar="[选项]", help="修好登记时中断留下的残行；完整的各条不动。")
@_common
def repair_command(*, file: str, **common: Any) -> int:
    """Mend a torn last line."""
    from ..pipeline import proof_ledger

    try:
        done = proof_ledger.repair(_ledger_path(file, common))
    except proof_ledger.LedgerError as error:
        say(str(error))
        return 3
    say(done or "末行是完整的，不用修。")
    return 0


@proof.command("key", options_metavar="[选项]", help="生成本机关的密钥文件，登记时用来封印。")
@click.option("--output", metavar="文件", required=True, help="密钥写到哪里。放在只有保管人能读的地方，不要和公文放在一起。")
@click.option("--kind", metavar="种类", type=OneOf("hmac", "ed25519"), default="hmac",
              help="hmac（默认，同一个文件登记和核对）或 ed25519（另有公钥，只能核对；需要 cryptography）。")
def key_command(*, output: str, kind: str) -> int:
    """Make an office key."""
    from ..pipeline import proof_seal

    try:
        made = proof_seal.new("ed25519" if kind == "ed25519" else "hmac-sha256")
        proof_seal.save(made, output)
        if kind == "ed25519":
            proof_seal.save(made.public(), output + ".pub")
            say(f"公钥写入 {output}.pub，可以发给要核对的人。")
    except proof_seal.KeyProblem as error:
        raise click.ClickException(str(error)) from None
    say(f"密钥 {made.id} 写入 {output}。请备份并由专人保管：丢了，以前的登记就核对不了；泄露了，登记就不可信。")
    return 0


# ---- what the sub-commands share

def _settings(file: str, common: dict[str, Any], *, sealing: bool = False) -> tuple[Config, tuple[Key, ...]]:
    """The configuration that applies to the document, and the office's keys."""
    from ..pipeline import proof as machine
    from ..pipeline.config import find, load
    from ..pipeline.proof_seal import KeyProblem

    near = Path(common["config"]) if common["config"] else find(Path(os.path.dirname(file)))
    settings = load(near, common["profile"])
    try:
        keys = machine.keys(common["key_files"], settings.proof, os.environ)
        if sealing and keys and not keys[0].seals:
            raise KeyProblem("这是公钥，只能核对，不能登记。登记要用私钥文件。")
        return settings, keys
    except KeyProblem as error:
        raise click.ClickException(str(error)) from None


def _state(file: str, common: dict[str, Any]) -> Any:
    """How the document stands, or the exit code where it cannot be told."""
    from ..pipeline import proof as machine
    from ..pipeline.proof_ledger import LedgerError

    settings, keys = _settings(file, common)
    review: Review = read_one(file, common["timeout"])
    if review.status == "failed":
        return told(review)
    try:
        return machine.state(review, settings.proof, keys, common["ledger"])
    except LedgerError as error:
        say(str(error))
        return 3


def _ledger_path(file: str, common: dict[str, Any]) -> str:
    from ..pipeline.proof_ledger import SUFFIX, beside

    given: str | None = common["ledger"]
    return given or (file if file.endswith(SUFFIX) else beside(file))


def _people(names: tuple[str, ...], roles: tuple[str, ...], settings: Config, round_name: str) -> tuple[Person, ...]:
    """The people with their posts: one post for all, one for each, or the round's own."""
    from ..pipeline.proof_entry import Person

    known = [_plain(name, "--person", LONGEST_NAME) for name in names]
    if not all(known):
        raise click.UsageError("--person 的姓名是空的。")
    twice = next((name for name in known if known.count(name) > 1), None)
    if twice is not None:
        raise click.UsageError(f"“{twice}”写了两次。同名的人请加上科室分开，如“{twice}（一科）”。")
    if len(roles) not in (0, 1, len(known)):
        raise click.UsageError(f"--role 写了 {len(roles)} 次，人有 {len(known)} 个：写一次，或者每人一次。")
    found = settings.proof.find(round_name.strip()) or settings.proof.approval
    posts = [_plain(role, "--role", LONGEST_NAME) for role in roles] or [found.role]
    return tuple(Person(name, posts[i if len(posts) > 1 else 0]) for i, name in enumerate(known))


def _plain(text: str, option: str, longest: int) -> str:
    from ..pipeline.reports.wording import clean

    shown = clean(text).strip()
    if len(shown) > longest:
        raise click.UsageError(f"{option} 太长：最多 {longest} 个字。")
    return shown


def _time(text: str | None) -> str:
    """The time as entries hold it; empty for now. Without a zone it is this machine's."""
    from ..pipeline.proof_entry import moment

    if text is None:
        return ""
    wrong = click.UsageError(f"--time 不能是“{text}”，应当写成 2026-03-02 或 2026-03-02T16:04。")
    try:
        if len(text.strip()) <= 10:
            found = moment(text.strip())
            if found > datetime.now().date():
                raise click.UsageError("--time 还没有到。")
            return found.isoformat()
        at = datetime.fromisoformat(text.strip()).astimezone()
    except (ValueError, OverflowError):
        raise wrong from None
    if at > datetime.now().astimezone() + _AHEAD:
        raise click.UsageError("--time 还没有到。")
    return at.isoformat(timespec="seconds")
