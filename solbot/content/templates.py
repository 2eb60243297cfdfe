"""Replies: strict Jinja templates that render to Telegram HTML, autoescaped, or to a document."""

from __future__ import annotations

import marshal
import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from functools import cached_property, lru_cache
from io import StringIO
from pathlib import Path
from traceback import walk_tb
from types import CodeType, TracebackType
from typing import TYPE_CHECKING, Any

from jinja2 import StrictUndefined, Template, nodes, pass_eval_context
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import TemplateError, TemplateSyntaxError
from jinja2.nodes import EvalContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from solbot.content import telegram_html
from solbot.content.faults import Fault
from solbot.content.filters import Filters, filters_of
from solbot.content.lengths import units
from solbot.content.models import Formats
from solbot.content.source import TOO_DEEP
from solbot.content.sourced import Sourced, files_of, sourced

if TYPE_CHECKING:
    from solbot.content.expected import ExpectedContent

_REFUSED: dict[type[nodes.Node], str] = {
    nodes.Include: "include",
    nodes.Import: "import",
    nodes.FromImport: "from … import",
    nodes.Extends: "extends",
    nodes.Block: "block",
    nodes.ScopedEvalContextModifier: "autoescape",
}
DOCUMENT = ".md.j2"
"""How the file of a reply ends that is a document: plain text of any length, without HTML."""

ENDINGS = (".html.j2", DOCUMENT)
"""How the files of replies end."""

_TAGS = re.compile(r"\{[%#].*?[%#]\}")
_LAST_TAG = re.compile(r"\s*(?<![-+])%\}[ \t]*$")
_GAP = re.compile(r"\n{3,}")
_NEUTRAL = "https://x.y"
# What a template can run into with a value of the wrong kind; Babel asserts kinds.
_FAILURES = (
    TemplateError,
    TypeError,
    ValueError,
    LookupError,
    AttributeError,
    ArithmeticError,
    AssertionError,
    RecursionError,
)


def tidy(text: str) -> str:
    """A rendered text, trimmed, with at most one blank line in a row."""
    # Line by line: an expression holds up every other thread for as long as a copy of ten years takes it.
    lines = [line.rstrip(" \t") for line in text.replace("\r\n", "\n").split("\n")]
    return _GAP.sub("\n\n", "\n".join(lines)).strip()


@dataclass(frozen=True, eq=False)
class Reply:
    """One reply of one language, and the variables it is given, no more and no fewer; it need not have `used` all."""

    name: str
    file: Path
    variables: frozenset[str]
    code: Code
    used: frozenset[str]
    by_twelve: bool = False

    @cached_property
    def template(self) -> Template:
        """What is rendered, made when it is first needed."""
        return self.code.template(by_twelve=self.by_twelve)

    @cached_property
    def twelve(self) -> Reply:
        """The same reply, with times as 7:30 PM."""
        return replace(self, by_twelve=True)

    def __getstate__(self) -> dict[str, object]:
        """What of it can be kept (cache.py): all but what is made of it."""
        return {one.name: getattr(self, one.name) for one in fields(self)}

    def render(self, values: Mapping[str, object]) -> Sourced:
        """The reply as Telegram HTML; its files are the template and those of its values.

        Raises:
            TypeError: a variable is missing or one too many.
        """
        if values.keys() != self.variables:
            missing = ", ".join(sorted(self.variables - values.keys())) or "none"
            surplus = ", ".join(sorted(values.keys() - self.variables)) or "none"
            raise TypeError(f"reply {self.name}: missing {missing}; surplus {surplus}")
        files = (file for value in values.values() for file in files_of(value))
        return sourced(tidy(self.template.render(values)), (self.file, *files))


class Code:
    """A template as Python understands it, for the renderer of its language."""

    def __init__(self, locale: str, formats: Formats, code: CodeType | bytes) -> None:
        """`code` may be packed, as it is kept; it stays so until it is needed."""
        self._renderer = (locale, formats)
        self._code = code

    def template(self, *, by_twelve: bool) -> Template:
        """The template, with times as the language has them or as 7:30 PM."""
        code = self._code
        if isinstance(code, bytes):
            code = self._code = marshal.loads(zlib.decompress(code))  # noqa: S302 - see cache.py
        return renderer_of(*self._renderer).template(code, by_twelve=by_twelve)

    def __reduce__(self) -> tuple[Callable[..., Code], tuple[object, ...]]:
        code = self._code
        if not isinstance(code, bytes):
            code = zlib.compress(marshal.dumps(code))
        return Code, (*self._renderer, code)


@dataclass(frozen=True)
class _Written:
    """A template as Python, where it uses which variables, and what is wrong with it on which line."""

    code: str = ""
    used: tuple[tuple[int, str], ...] = ()
    problems: tuple[tuple[int, str], ...] = ()


@lru_cache
def renderer_of(locale: str, formats: Formats) -> Renderer:
    """The renderer of a language. It remembers how its templates are written in Python, which takes most of the time
    of a start, so that a reload is quick."""
    return Renderer(filters_of(locale, formats))


class Renderer:
    """Compiles the templates of one language, and says what is wrong with them."""

    def __init__(self, filters: Filters) -> None:
        """Without `safe`: nothing in a template may take a person's text for markup."""
        self._of = (str(filters.locale), filters.formats)
        self._env = ImmutableSandboxedEnvironment(
            autoescape=lambda name: not (name or "").endswith(DOCUMENT),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=False,
            auto_reload=False,
            finalize=_apart(filters),
        )
        self._env.filters.update(filters.all())
        self._env.filters.pop("safe")
        self._by_twelve = self._env.overlay()
        twelve = filters.twelve().all()
        self._by_twelve.filters = {
            name: twelve.get(name, kept) for name, kept in self._env.filters.items()
        }
        self._written = lru_cache(maxsize=2048)(self._write)
        self._env.globals = {name: self._env.globals[name] for name in ("range", "namespace")}

    def reply(
        self, name: str, file: Path, source: str, variables: frozenset[str], faults: list[Fault]
    ) -> Reply | None:
        """Compile a template, or None with its faults: syntax, variables, markup of any branch."""
        written = self._written(file.name, source)
        problems = (*written.problems, *_unknown(written, variables))
        if problems:
            faults.extend(Fault(file, line, text) for line, text in problems)
            return None
        code = Code(*self._of, compile(written.code, str(file), "exec"))
        return Reply(name, file, variables, code, frozenset(used for _, used in written.used))

    def used(self, name: str, source: str) -> frozenset[str] | None:
        """The variables that the template of a file uses; None where it is none."""
        written = self._written(name, source)
        return frozenset(used for _, used in written.used) if written.code else None

    def template(self, code: CodeType, *, by_twelve: bool) -> Template:
        """The template that a compiled one is."""
        env = self._by_twelve if by_twelve else self._env
        # Jinja2 would put a ChainMap in the place of the globals, and walk through it for each reply.
        return Template.from_code(env, code, env.globals)

    def _write(self, name: str, source: str) -> _Written:
        try:
            tree = self._env.parse(_with_line_ends(source), name)
            code = StringIO()
            writer = _Writer(self._env, name, name, code, optimized=self._env.optimized)
            writer.visit(tree)
        except TemplateSyntaxError as error:
            return _Written(problems=((error.lineno, f"is not a Jinja template: {error.message}"),))
        except RecursionError:
            return _Written(problems=((1, TOO_DEEP),))
        found = [*self._refused(tree)]
        if not name.endswith(DOCUMENT):
            found.extend(_markup(tree.body))
        used = (
            (node.lineno, node.name)
            for node in tree.find_all(nodes.Name)
            if node.name in writer.undeclared and node.ctx == "load"
        )
        return _Written(code.getvalue(), tuple(used), tuple(found))

    def _refused(self, tree: nodes.Template) -> Iterator[tuple[int, str]]:
        """Filters are looked up here because Jinja leaves those inside a branch to the rendering."""
        checked: tuple[type[nodes.Node], ...] = (*_REFUSED, nodes.Filter, nodes.Test)
        for node in tree.find_all(checked):
            if type(node) in _REFUSED:
                yield node.lineno, f"uses {_REFUSED[type(node)]}; a reply stands for itself"
            elif isinstance(node, nodes.Filter) and node.name not in self._env.filters:
                yield node.lineno, f"uses the filter {node.name}, which there is not"
            elif isinstance(node, nodes.Test) and node.name not in self._env.tests:
                yield node.lineno, f"uses the test {node.name}, which there is not"


def _apart(filters: Filters) -> Callable[[EvalContext, object], object]:
    """Words of another direction, whoever wrote them, disturb nothing around them. A document keeps
    them as they are."""

    @pass_eval_context
    def finalize(context: EvalContext, value: object) -> object:
        if context.autoescape and isinstance(value, str) and not isinstance(value, Markup):
            return filters.apart(value)
        return value

    return finalize


class _Writer(CodeGenerator):
    """Compiles a template and notes the names it takes from outside, in one pass over it."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.undeclared: set[str] = set()

    def enter_frame(self, frame: Frame) -> None:
        super().enter_frame(frame)
        for action, name in frame.symbols.loads.values():
            if action == "resolve" and name and name not in self.environment.globals:
                self.undeclared.add(name)


def files_in(folder: Path) -> Iterator[tuple[str, Path]]:
    """The files of the replies in a folder, each with the name of its reply."""
    for file in sorted(path for path in folder.rglob("*") if path.name.endswith(ENDINGS)):
        yield file.relative_to(folder).as_posix().removesuffix(".j2").rpartition(".")[0], file


def _with_line_ends(source: str) -> str:
    """A line with words on it keeps its end, also where it ends with a tag; a line of tags alone has none."""
    return "\n".join(
        _LAST_TAG.sub(" +%}", line) if _TAGS.sub("", line).strip() else line
        for line in source.split("\n")
    )


def try_reply(reply: Reply, expected: ExpectedContent, faults: list[Fault]) -> None:
    """Render a reply with the longest samples, and note what Telegram would refuse."""
    unsampled = sorted(reply.variables - expected.samples.keys())
    if unsampled:
        faults.append(Fault(reply.file, 1, f"has no sample to try for {', '.join(unsampled)}"))
        return
    try:
        html = reply.render({name: expected.samples[name] for name in reply.variables})
    except _FAILURES as error:
        line = _line_of(error.__traceback__, reply.file)
        text = f"cannot be rendered: {str(error) or type(error).__name__}"
        faults.append(Fault(reply.file, line, text))
        return
    if not html:
        faults.append(Fault(reply.file, 1, "is empty"))
    elif not reply.file.name.endswith(DOCUMENT):
        toast, beside_a_file = reply.name in expected.toasts, reply.name in expected.captions
        found = unsendable(html, toast=toast, beside_a_file=beside_a_file)
        faults.extend(Fault(reply.file, 1, text) for text in found)


def unsendable(html: str, *, toast: bool = False, beside_a_file: bool = False) -> Iterator[str]:
    """What Telegram would not take or show of a text."""
    parsed = telegram_html.parse(html)
    for problem in parsed.problems:
        yield f"rendered, {problem.text}"
    if toast and "<" in html:
        yield "has markup, but appears over a tapped button, which shows none"
    limit = telegram_html.CAPTION_LIMIT if beside_a_file else telegram_html.TEXT_LIMIT
    limit = telegram_html.TOAST_LIMIT if toast else limit
    length = units(parsed.text)
    if length > limit:
        yield f"has {length} characters with the longest samples; {limit} are allowed"
    if parsed.entities > telegram_html.ENTITY_LIMIT:
        yield f"has {parsed.entities} pieces of markup; Telegram shows {telegram_html.ENTITY_LIMIT}"
    if len(html.encode()) > telegram_html.BYTE_LIMIT:
        yield f"has more than {telegram_html.BYTE_LIMIT} bytes with its markup"
    if not parsed.text.strip():
        yield "is empty"


def _unknown(written: _Written, known: frozenset[str]) -> Iterator[tuple[int, str]]:
    listed = ", ".join(sorted(known)) or "none"
    for line, name in written.used:
        if name not in known:
            yield line, f"uses the unknown variable {name}; known here: {listed}"


def _markup(body: list[nodes.Node]) -> Iterator[tuple[int, str]]:
    """Each branch closes what it opens, so that no choice of branches leaves a tag open."""
    text, row, starts = "", 0, [(0, 1)]
    for node in body:
        pieces = node.nodes if isinstance(node, nodes.Output) else [node]
        for piece in pieces:
            starts.append((row, piece.lineno))
            data = piece.data if isinstance(piece, nodes.TemplateData) else _shown(piece)
            text += data
            row += data.count("\n")
        for inner in _inner(node):
            yield from _markup(inner)
    for problem in telegram_html.parse(text).problems:
        start, line = next(s for s in reversed(starts) if s[0] <= problem.row)
        yield line + problem.row - start, problem.text


def _shown(node: nodes.Node) -> str:
    silent = (nodes.Assign, nodes.AssignBlock, nodes.Macro)
    return "" if isinstance(node, silent) else _NEUTRAL


def _inner(node: nodes.Node) -> Iterator[list[nodes.Node]]:
    for name in ("body", "else_"):
        inner = getattr(node, name, None)
        if isinstance(inner, list):
            yield inner
    for branch in getattr(node, "elif_", None) or ():
        yield branch.body


def _line_of(trace: TracebackType | None, file: Path) -> int:
    lines = [line for frame, line in walk_tb(trace) if frame.f_code.co_filename == str(file)]
    return lines[-1] if lines else 1
