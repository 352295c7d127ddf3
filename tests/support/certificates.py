"""A private certificate authority and loopback certificates, good or expired, made for one test."""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Authority:
    """Signs certificates for loopback; `path` is its own, to be trusted."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate
    path: Path

    def server(self, folder: Path, *, valid_from: timedelta, valid_to: timedelta) -> ssl.SSLContext:
        """A server's context with a certificate valid between two moments counted from now."""
        key = ec.generate_private_key(ec.SECP256R1())
        names = x509.SubjectAlternativeName(
            [x509.DNSName("localhost"), x509.IPAddress(ip_address("127.0.0.1"))]
        )
        builder = _begun("localhost", self.certificate.subject, key, valid_from, valid_to)
        signed = builder.add_extension(names, critical=False).sign(self.key, hashes.SHA256())
        chain, secret = folder / "server.pem", folder / "server.key"
        chain.write_bytes(signed.public_bytes(serialization.Encoding.PEM))
        secret.write_bytes(_pem(key))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(chain, secret)
        return context


def make_authority(folder: Path) -> Authority:
    """A new authority whose certificate lies in `folder`."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Practice authority")])
    builder = _begun("Practice authority", name, key, -DAY, DAY)
    rights = x509.BasicConstraints(ca=True, path_length=None)
    certificate = builder.add_extension(rights, critical=True).sign(key, hashes.SHA256())
    path = folder / "authority.pem"
    path.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    return Authority(key, certificate, path)


def _begun(
    subject: str,
    issuer: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    valid_from: timedelta,
    valid_to: timedelta,
) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, subject)]))
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + valid_from)
        .not_valid_after(now + valid_to)
    )


def _pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
