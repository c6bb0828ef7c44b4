"""Mẫu cài đặt nói đúng: the units name commands that exist, with options they take, and settings that are read."""

import re
import shlex
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
SETTINGS = (ROOT / "dantin" / "site" / "settings.py").read_text(encoding="utf-8")
UNITS = sorted(DEPLOY.glob("*.service"))
STARTED = [
    (unit.name, line)
    for unit in UNITS
    for line in re.findall(r"^Exec\w+=/srv/dantin/\.venv/bin/dantin (.*)$", unit.read_text(encoding="utf-8"), re.M)
]


def test_there_is_something_to_start():
    assert {name for name, _ in STARTED} == {unit.name for unit in UNITS} == {"dantin.service", "dantin-backup.service"}


@pytest.mark.parametrize(("unit", "line"), STARTED)
def test_each_unit_starts_a_command_with_options_it_takes(unit, line):
    name, *arguments = shlex.split(line)
    command = load_command_class(get_commands()[name.replace("-", "_")], name.replace("-", "_"))
    command.create_parser("dantin", name).parse_args(arguments)  # ends the process where an option is unknown


def test_the_readme_types_real_commands():
    text = (DEPLOY / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"dantin (bridge|keys|backup-key|restore|backup|serve)\b", text))
    assert {"restore", "backup-key", "keys", "bridge"} <= named
    assert all(name.replace("-", "_") in get_commands() for name in named)


def test_each_name_of_the_environment_is_read_and_each_that_is_read_is_there():
    named = set(re.findall(r"^(DANTIN_\w+)=", (DEPLOY / "dantin.env.example").read_text(encoding="utf-8"), re.M))
    assert named == set(re.findall(r'"(DANTIN_\w+)"', SETTINGS))


def test_the_timer_wakes_the_unit_of_its_name_and_the_proxy_asks_the_port_that_is_served():
    assert (DEPLOY / "dantin-backup.timer").exists()
    [port] = re.findall(r"serve --port (\d+)", (DEPLOY / "dantin.service").read_text(encoding="utf-8"))
    proxy = (DEPLOY / "nginx.conf.example").read_text(encoding="utf-8")
    assert f"proxy_pass http://127.0.0.1:{port};" in proxy
    assert "X-Forwarded-Proto https" in proxy  # what SECURE_PROXY_SSL_HEADER reads
    assert '"HTTP_X_FORWARDED_PROTO", "https"' in SETTINGS
