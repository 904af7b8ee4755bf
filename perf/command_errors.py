"""What the command line says when a command cannot be carried out: one sentence in Chinese, never a traceback."""

import click

from perf.plain_words import PlainWordsError


class Stop(click.ClickException):
    """Ends a command with a sentence; exit code 1."""

    def show(self, file: object = None) -> None:  # noqa: ARG002 - the library names it
        """Print the sentence as it stands."""
        click.echo(self.message, err=True)


class WrongCommand(Stop):
    """Ends a command that was written wrongly."""

    exit_code = 2


class Commands(click.Group):
    """Commands whose errors are sentences."""

    def invoke(self, ctx: click.Context) -> object:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except click.UsageError as error:
            path = error.ctx.command_path if error.ctx else ctx.command_path
            raise WrongCommand(f"命令写得不对：{_explain(error)}。用法见 {path} --help") from error
        except PlainWordsError as error:
            raise Stop(str(error)) from error
        except OSError as error:
            if error.filename is None:
                raise
            sentence = f"{error.filename} 读写不了（{error.strerror}），请检查路径、权限和磁盘"
            raise Stop(sentence) from error


def _explain(error: click.UsageError) -> str:
    """Say what is wrong with the words of a command."""
    match error:
        case click.MissingParameter():
            return f"缺少 {_name(error)}"
        case click.BadParameter(param=click.Parameter(type=click.Choice() as allowed)):
            return f"{_name(error)} 只能是 {'、'.join(map(str, allowed.choices))}"
        case click.BadParameter():
            return f"{_name(error)} 的值不对"
        case click.NoSuchOption():
            return f"没有 {error.option_name} 这个选项"
        case click.exceptions.NoSuchCommand():
            return f"没有 {error.command_name} 这个命令"
        case _:
            return error.message


def _name(error: click.BadParameter) -> str:
    """Give a parameter as it is typed."""
    if isinstance(error.param, click.Option):
        return error.param.opts[-1]
    return error.param.make_metavar(error.ctx) if error.param and error.ctx else "一项参数"
