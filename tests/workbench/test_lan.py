"""Which address other devices are told, and which requests come from the machine itself."""

import pytest

from workbench import lan
from workbench.settings import Settings


def test_no_address_leads_a_device_to_itself():
    for address in lan.addresses():
        assert not lan.is_loopback(address)
        assert lan.is_this_machine(address)


@pytest.mark.parametrize("address", ["127.0.0.1", "127.3.2.1", "::1"])
def test_loopback_is_this_machine(address):
    assert lan.is_this_machine(address)


@pytest.mark.parametrize("address", ["203.0.113.9", "unknown", ""])
def test_others_are_not(address):
    assert not lan.is_this_machine(address)


@pytest.mark.parametrize(
    ("host", "everywhere"), [("0.0.0.0", True), ("::", True), ("10.0.0.4", False), ("name", False)]
)
def test_listening_everywhere(host, everywhere):
    assert lan.is_everywhere(host) is everywhere


@pytest.mark.parametrize(
    ("given", "found", "address", "alone"),
    [
        ({}, ("10.1.2.3",), "http://localhost:8501", True),
        ({"host": "0.0.0.0"}, ("10.1.2.3", "192.168.0.4"), "http://10.1.2.3:8501", False),
        ({"host": "::"}, ("10.1.2.3",), "http://10.1.2.3:8501", False),
        ({"host": "0.0.0.0"}, (), "http://localhost:8501", True),
        ({"host": "10.1.2.3"}, ("10.1.2.3",), "http://10.1.2.3:8501", False),
        ({"host": "fd00::2"}, (), "http://[fd00::2]:8501", False),
        ({"host": "0.0.0.0", "address": "https://wb.school.org/"}, ("10.1.2.3",), "https://wb.school.org", False),
    ],
)
def test_the_address_for_other_devices(tmp_path, monkeypatch, given, found, address, alone):
    monkeypatch.setattr(lan, "addresses", lambda: found)
    settings = Settings(data=tmp_path, **given)
    assert settings.public_address == address
    assert settings.is_for_this_machine_only is alone
