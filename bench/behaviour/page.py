"""What was found, as a page."""

from behaviour.case import Case
from behaviour.verdict import MEANING, Verdict

OTHERS = ("when", "kernel")


def text(cases: list[Case], found: dict[str, dict[str, Verdict]], facts: dict[str, str], command: str) -> str:
    parts = [
        "# What proxies do with the same bytes\n",
        f"Made by `{command}` on {facts['when']} ({facts['kernel']}); the programs' default behaviour with the"
        " configurations of [bench/config](config), which are made for speed and switch off no check.\n",
        "\n".join(f"- {name}: {facts[name]}" for name in found if name in facts) + "\n",
        " · ".join(f"{mark} {meaning}" for mark, meaning in MEANING.items()) + "\n",
        table(cases, found),
        "\nHAProxy and nginx are reverse proxies here: they get requests in absolute form and have one origin.\n",
    ]
    parts += [section(case, found) for case in cases]
    return "\n".join(parts)


def table(cases: list[Case], found: dict[str, dict[str, Verdict]]) -> str:
    rows = ["| | " + " | ".join(found) + " |", "|---" * (len(found) + 1) + "|"]
    for case in cases:
        cells = [verdicts[case.name].cell() for verdicts in found.values()]
        rows.append(f"| [{case.title}](#{anchor(case)}) | " + " | ".join(cells) + " |")
    return "\n".join(rows)


def anchor(case: Case) -> str:
    return case.name


def section(case: Case, found: dict[str, dict[str, Verdict]]) -> str:
    lines = [
        f"## {case.name}\n",
        f"{case.title}. {case.asks} ({case.clause})\n",
        f"Sent: {case.sent}.\n",
        "```text",
    ]
    for name, verdicts in found.items():
        verdict = verdicts[case.name]
        lines.append(f"{name}: {verdict.cell()}")
        lines += [f"    {line}" for line in verdict.evidence]
    return "\n".join([*lines, "```\n"])
