import subprocess
import sys
from pathlib import Path

import click
import pytest

from aicheck import __version__
from aicheck.cli import COMMANDS, LazyGroup, cli, run

HEAVY = {
    "babel", "currency_converter", "jinja2", "junitparser", "markdown_it", "msgspec", "pathspec", "pint", "re2", "rich",
    "tabulate", "tomllib", "wcwidth", "yaml",
}  # fmt: skip


def _modules(arguments: list[str], folder: Path) -> set[str]:
    """The modules that a run of the command line imports."""
    code = f"import sys; from aicheck.cli import run; run({arguments!r}); print('|'.join(sys.modules), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=folder)
    return set(done.stderr.strip().splitlines()[-1].split("|"))


def test_help_imports_nothing_heavy(tmp_path: Path) -> None:
    modules = _modules(["--help"], tmp_path)
    assert not HEAVY & modules
    assert {name for name in modules if name.startswith("aicheck")} == {"aicheck", "aicheck.cli", "aicheck.deferred"}


def test_checking_plain_text_imports_only_what_it_needs(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Sold 7 boats for 9 million dollars.\n")
    modules = _modules(["check", "--format", "json", "a.txt"], tmp_path)
    assert not modules & {"babel", "currency_converter", "jinja2", "junitparser", "markdown_it", "pathspec", "pint", "rich"}
    assert not modules & {f"aicheck.documents.{name}" for name in ("docx", "html", "json", "package", "pdf", "xlsx", "yaml")}


@pytest.mark.parametrize("name", COMMANDS)
def test_the_summary_in_the_list_is_the_commands_own(name: str) -> None:
    assert isinstance(cli, LazyGroup)
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    assert command.get_short_help_str(limit=200) == COMMANDS[name][1]


def _leaves(group: click.Group, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    for name in group.list_commands(click.Context(group)):
        command = group.get_command(click.Context(group), name)
        found += _leaves(command, (*path, name)) if isinstance(command, click.Group) else [(*path, name)]
    return found


@pytest.mark.parametrize("path", _leaves(cli), ids=" ".join)
def test_every_command_has_help_for_itself_and_its_options(path: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*path, "--help"]) == 0
    text = capsys.readouterr().out
    assert text.startswith(f"Usage: aicheck {' '.join(path)} ")
    assert len(text.splitlines()) > 5


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"aicheck, version {__version__}\n"


WRONG = [
    (["chek"], "there is no command 'chek'; did you mean 'check'?"),
    (["page.md"], "page.md is a path, not a command; did you mean `aicheck check page.md`?"),
    (["rules", "explain", "AIC9101"], "there is no rule 'AIC9101'; did you mean AIC101?"),
    (["rules", "explain", "AIC2O1"], "there is no rule 'AIC2O1'; did you mean AIC201?"),
    (["rules", "explain", "doubled-scales"], "there is no rule 'doubled-scales'; did you mean AIC101 (doubled-scale)?"),
    (["rules", "explain", "QUAY1"], "there is no rule 'QUAY1'; `aicheck rules list` has them all"),
]


@pytest.mark.parametrize(("arguments", "message"), WRONG)
def test_wrong_usage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.md").write_text("Six.")
    assert run(arguments) == 2
    assert message in capsys.readouterr().err


def test_a_reader_that_stops_early_ends_the_run_quietly(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("It cost $5 million. " * 20_000)
    code = "import sys; from aicheck.cli import main; sys.argv = ['aicheck', 'extract', '--format', 'jsonl', 'a.txt']; main()"
    with subprocess.Popen([sys.executable, "-c", code], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stderr is not None
        assert process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 141
