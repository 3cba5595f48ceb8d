"""Tokens of the sandbox's people and of staff, got the way they get them."""

import base64
import hashlib
import hmac
import os
import re
import secrets
import struct
import subprocess
import time
import urllib.parse

import requests

COURT = os.environ["COURT_URL"]


def answer(method: str, path: str, **what) -> dict:
    response = requests.request(method, COURT + path, timeout=20, **what)
    response.raise_for_status()
    return response.json()


def person() -> str:
    """A person nobody has seen yet, logged in with a number of their own."""
    someone = answer("POST", "/sandbox/people", json={"name": "测试", "phone": "139%08d" % secrets.randbelow(10**8)})
    code = lambda kind: answer("POST", "/sandbox/codes", json={"person_id": someone["id"], "kind": kind})["code"]
    token = answer("POST", "/api/v1/auth/wechat", json={"code": code("login")})["access_token"]
    bearer = {"Authorization": f"Bearer {token}"}
    answer("POST", "/api/v1/me/phone", json={"code": code("phone")}, headers=bearer)
    return token


def totp(address: str) -> str:
    """RFC 6238 over an otpauth:// address: SHA-1, 6 digits, 30 s."""
    secret = urllib.parse.parse_qs(urllib.parse.urlsplit(address).query)["secret"][0]
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    mac = hmac.new(key, struct.pack(">Q", int(time.time()) // 30), hashlib.sha1).digest()
    start = mac[-1] & 15
    return "%06d" % ((struct.unpack(">I", mac[start : start + 4])[0] & 0x7FFFFFFF) % 10**6)


def staff(role: str = "administrator") -> str:
    """A new member of staff, added by the command line and logged in with password and code."""
    username, password = f"tester-{secrets.token_hex(4)}", secrets.token_urlsafe(16)
    added = subprocess.run(
        [os.environ["COURT_BIN"], "staff", "add", "--username", username, "--role", role]
        + ["--name", "测试", "--password-stdin"],
        input=password,
        text=True,
        capture_output=True,
    )
    if added.returncode:
        raise RuntimeError(f"staff add: {added.stderr}")
    address = re.search(r"otpauth://\S+", added.stdout).group()
    body = {"username": username, "password": password, "totp": totp(address)}
    return answer("POST", "/api/v1/desk/session", json=body)["access_token"]
