"""A language that nobody thought of needs files alone: Chinese, and Portuguese."""

from __future__ import annotations

import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from solbot.authoring.status import status, table
from solbot.content.catalog import load
from solbot.content.check import check
from tests.content.content_folder import EXPECTED, edit, good

TOLD = (Path(__file__).parents[2] / "docs/authors.md").read_text()
R = "readings/personal-mastery/01-first.md"
WHEN = datetime(2026, 9, 30, 20, 30, tzinfo=UTC)

_OPENINGS = ("清晨", "后来", "水面", "老人", "邻居", "傍晚", "孩子", "窗外")
_SENTENCE = "有人在河边慢慢走着，看见灯一盏一盏地亮起来，也听见远处的钟声。"  # 31 characters
_PORTUGUESE = (
    "A padeira abre a porta cedo. Um vizinho chega e pede pão. Ela pergunta como foi a noite. "
    "O vizinho fala do rio. Depois os dois olham a rua. Ninguém tem pressa. "
)


def of_chinese(folder: Path) -> None:
    """Turn the files of a language into Chinese ones."""
    style = re.findall(r"```toml\n(practice.*?)```", TOLD, re.DOTALL)[1]
    (folder / "style.toml").write_text(style)
    for file in [*(folder / "readings").rglob("*.md"), *(folder / "questions").rglob("*.md")]:
        head, body = file.read_text().rsplit("---\n", 1)
        if file.parent.parent.name == "readings":
            body = "".join(f"{begin}，{_SENTENCE}" for begin in _OPENINGS) + "\n\n今天：看一看。"
            body = (
                f"{{{{ name }}}}，这是系统。{body}"
                if "personal" in head or "team-" in head
                else body
            )
            head = head.replace("title: A title", "title: 河边")
        else:
            body = {"1": "你看见什么？", "2": "哪里最难？", "3": "为什么呢？"}[file.stem[-1]]
        file.write_text(f"{head}---\n{body}\n")
    edit(folder, "language.toml", 'name = "English"', 'name = "中文"')
    edit(folder, "glossary.md", "forms: [fine, terms of art]", "forms: [系统]")
    edit(folder, "buttons.toml", '"In {n} days"', '"{n} 天以后"')
    (folder / "replies/days.html.j2").write_text(
        '{{ things|length|plural(other="# 件事") }}：{% for t in things %}{{ t.title }}{% endfor %}'
    )


def of_portuguese(folder: Path) -> None:
    """Turn the files of a language into Portuguese ones."""
    style = re.findall(r"```toml\n(practice.*?)```", TOLD, re.DOTALL)[0]
    (folder / "style.toml").write_text(style)
    for file in (folder / "readings").rglob("*.md"):
        head = file.read_text().rsplit("---\n", 1)[0]
        name = "" if "weekly" in head else " {{ name }} diz: fine."
        file.write_text(f"{head}---\n{_PORTUGUESE * 5}{name}\n\n**Hoje:** olhe a rua.\n")
    for file in (folder / "questions").rglob("*.md"):
        begin = {"1": "O que", "2": "Onde", "3": "Quando"}[file.stem[-1]]
        file.write_text(file.read_text().replace("What do you see?", f"{begin} você vê?"))
    edit(folder, "language.toml", 'name = "English"', 'name = "Português"')
    (folder / "replies/days.html.j2").write_text(
        '{{ things|length|plural(one="# coisa", other="# coisas") }}'
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = good(tmp_path)
    for code, turn in (("zh", of_chinese), ("pt", of_portuguese)):
        shutil.copytree(folder / "en", folder / code)
        turn(folder / code)
        for file in [folder / code / "society.md", folder / code / "programs/one.md"]:
            file.write_text(file.read_text().replace("word word word ", "Um, dois. Três "))
    return folder


def test_files_alone_make_a_language(folder: Path) -> None:
    assert check(folder, "en", EXPECTED) == []
    catalog = load(folder, "en", EXPECTED)
    assert catalog.languages == catalog.complete == ("en", "pt", "zh")
    assert catalog.best("zh-Hans-CN") == "zh" and catalog.best("pt-BR") == "pt"
    assert "lacks" not in "\n".join(table(status(folder, "en", EXPECTED)))


def test_dates_lists_and_plurals_are_the_languages_own(folder: Path) -> None:
    catalog = load(folder, "en", EXPECTED)
    chinese, portuguese = catalog.language("zh"), catalog.language("pt")
    assert chinese.filters.on(WHEN) == "2026年9月30日"
    assert portuguese.filters.on(WHEN) == "30 de setembro de 2026"
    assert chinese.filters.of_any_year(WHEN) == "9月30日"
    assert portuguese.filters.of_any_year(WHEN) == "30 de setembro"
    assert chinese.filters.days([1, 3]) == "星期一和星期三"
    assert portuguese.filters.days([1, 3]) == "segunda-feira e quarta-feira"
    for count, text in ((0, "0 coisa"), (1, "1 coisa"), (2, "2 coisas")):
        assert portuguese.reply("days", things=[{"title": "a"}] * count) == text
    assert chinese.reply("days", things=[{"title": "系统"}]) == "1 件事：系统"
    assert chinese.button("later", n=3) == "3 天以后"


@pytest.mark.parametrize(
    ("file", "old", "new", "text"),
    [
        (f"zh/{R}", _SENTENCE, "短。", "112 words; 120 to 220"),
        (f"zh/{R}", "清晨，", "清晨，" + "看" * 30, "words; 25 are allowed"),
        (f"zh/{R}", "后来，有人", "清晨，有人", "two sentences in a row that begin with “清晨”"),
        (f"zh/{R}", "今天：", "明天：", "begins with 今天："),
        (f"zh/{R}", "清晨，", "最好的自己，", "cliché"),
        ("zh/buttons.toml", "天以后", "天" * 40, "40 are allowed"),
        ("zh/questions/personal-mastery/first-1.md", "什么？", "{{ name }}？", "other variables"),
        (f"pt/{R}", "A padeira abre a porta cedo.", "Institucionalização. " * 25, "55 is wanted"),
        (f"pt/{R}", "A padeira", "No final do dia a padeira", "filler"),
        ("pt/language.toml", "Begin", "todo: TODO", "placeholder copy: TODO"),
    ],
)
def test_it_is_held_to_its_own_rules(
    folder: Path, file: str, old: str, new: str, text: str
) -> None:
    edit(folder, file, old, new)
    found = check(folder, "en", EXPECTED)
    assert any(one.file == folder / file and text in one.text for one in found), found
