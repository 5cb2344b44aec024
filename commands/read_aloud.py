"""``hongtou read-aloud``: the document as it is read aloud by those who prove it (唱校)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

import click

from ..pipeline.console import Command, OneOf, emit, encoded, say
from .wiring import file_argument, read_one, timeout_option, told, written_as

if TYPE_CHECKING:
    from ..pipeline.reading import Reading
    from ..pipeline.speech import Digits
    from ..pipeline.voice import Engine

_MOST_READERS = 9


@click.command("read-aloud", cls=Command, options_metavar="[选项]",
               help="唱校稿：逐字逐标点的读法，易混和生僻的字加说明，每行有唱校人打勾的框。")
@file_argument
@click.option("--format", "form", metavar="形式", type=OneOf("text", "html", "docx"),
              help="text（纯文字，默认）、html（打印用）、docx；不写时看 --output 的扩展名。")
@click.option("--output", metavar="文件", help="写入文件，不显示在屏幕上；docx 必须写。")
@click.option("--reader", "readers", metavar="姓名", multiple=True, help="唱校人的姓名，一人写一次；不写时留三个空框。")
@click.option("--digits", metavar="读法", type=OneOf("phone", "plain", "radio"), default="phone",
              help="阿拉伯数字的读法：phone（1 读幺，默认）、plain（一二三）、radio（洞幺两三四五六拐八勾）。")
@click.option("--audio", metavar="文件", help="另存一份录音（.wav），要装有语音程序：espeak-ng、Windows 自带的或 say。")
@timeout_option
def read_aloud_command(*, file: str, form: str | None, output: str | None, readers: tuple[str, ...], digits: str,
                       audio: str | None, timeout: float) -> int:
    """Write the sheet for reading a document aloud, and if wanted the recording."""
    from ..pipeline import voice
    from ..pipeline.files import guard_output, write
    from ..pipeline.reading import read_aloud
    from ..pipeline.reports import read_aloud as report
    from ..pipeline.writers import read_aloud_sheet

    if len(readers) > _MOST_READERS:
        raise click.UsageError(f"--reader 最多写 {_MOST_READERS} 个。")
    if audio is not None and audio == output:
        raise click.UsageError("--output 和 --audio 不能是同一个文件。")
    only_audio = audio is not None and output is None and form is None
    form = written_as(form, output, "text", {".html": "html", ".htm": "html", ".docx": "docx"})
    try:
        engine = voice.engine() if audio is not None else None
    except voice.VoiceError as error:
        raise click.ClickException(str(error)) from None
    for target in filter(None, (output, audio)):
        guard_output(target, [file])
    review = read_one(file, timeout)
    if review.status == "failed":
        return told(review)
    reading = read_aloud(review, cast("Digits", digits))
    renderers: dict[str, Callable[[], bytes]] = {
        "text": lambda: encoded(report.text(reading, readers)), "html": lambda: encoded(report.html(reading, readers)),
        "docx": lambda: read_aloud_sheet.build(reading, readers)}
    if output is not None:
        write(output, renderers[form]())
        say(f"唱校稿已写入 {output}。")
    elif not only_audio:
        emit(renderers[form]().decode(), machine=True)
    if audio is not None and engine is not None:
        _record(reading, audio, engine)
    return told(review)


def _record(reading: Reading, audio: str, engine: Engine) -> None:
    from ..pipeline import voice
    from ..pipeline.files import write

    try:
        write(audio, voice.record(voice.script(reading), engine))
    except voice.VoiceError as error:
        raise click.ClickException(str(error)) from None
    say(f"录音已写入 {audio}。")
