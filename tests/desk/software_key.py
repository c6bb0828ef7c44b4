"""Một khoá bằng phần mềm: makes and proves a passkey as the standard says (WebAuthn, ES256, no attestation)."""

import json
import secrets
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

PRESENT = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV


class SoftwareKey:
    """Khoá của một máy, opened at one address."""

    def __init__(self, origin: str = "https://testserver") -> None:
        self.origin = origin
        self.id = secrets.token_bytes(16)
        self.secret = ec.generate_private_key(ec.SECP256R1())

    def made(self, options: dict[str, Any], public_key: dict[int, Any] | None = None) -> str:
        """The answer to `creation_options`, as the page's script posts it."""
        asked = options["publicKey"]
        cose = public_key or ES256.from_cryptography_key(self.secret.public_key())
        credential = AttestedCredentialData.create(bytes(16), self.id, cose)
        data = AuthenticatorData.create(
            self._name(asked["rp"]["id"]), PRESENT | AuthenticatorData.FLAG.AT, 0, credential
        )
        attested = AttestationObject.create("none", data, {})
        client_data = self._client_data("webauthn.create", asked["challenge"])
        return self._posted({"clientDataJSON": client_data, "attestationObject": bytes(attested)})

    def shown(self, options: dict[str, Any]) -> str:
        """The answer to `request_options`."""
        asked = options["publicKey"]
        data = AuthenticatorData.create(self._name(asked["rpId"]), PRESENT, 0)
        client_data = self._client_data("webauthn.get", asked["challenge"])
        signature = self.secret.sign(bytes(data) + sha256(client_data).digest(), ec.ECDSA(hashes.SHA256()))
        return self._posted({"clientDataJSON": client_data, "authenticatorData": bytes(data), "signature": signature})

    @staticmethod
    def _name(name: str) -> bytes:
        return sha256(name.encode()).digest()

    def _client_data(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}).encode()

    def _posted(self, parts: dict[str, bytes]) -> str:
        own = websafe_encode(self.id)
        response = {name: websafe_encode(part) for name, part in parts.items()}
        return json.dumps(
            {"type": "public-key", "id": own, "rawId": own, "response": response, "clientExtensionResults": {}}
        )
