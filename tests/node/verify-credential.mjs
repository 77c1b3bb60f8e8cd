// Verifies a voucher text with nothing but Node: an implementation that shares no code with ours.
//   node verify-credential.mjs keys.jwks text.txt
// Prints the claims as JSON and exits 0, or prints the reason to stderr and exits 1.
import { createPublicKey, verify } from "node:crypto";
import { readFileSync } from "node:fs";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
const TYPES = { 65010: "Voucher", 65011: "Presentation", 65012: "OfflineRedemption" };
const USES = { 65010: "Voucher", 65011: "Presentation", 65012: "Receipt" };

function need(condition, reason) {
  if (!condition) throw new Error(reason);
}

function base45(text) {
  need(text.length % 3 !== 1, "base45: a digit is left over");
  const bytes = [];
  for (let at = 0; at < text.length; at += 3) {
    const group = [...text.slice(at, at + 3)].map((digit) => ALPHABET.indexOf(digit));
    need(!group.includes(-1), "base45: unknown digit");
    const value = group.reduceRight((sum, digit) => sum * 45 + digit, 0);
    need(value < (group.length === 3 ? 65536 : 256), "base45: a group is too large");
    if (group.length === 3) bytes.push(value >> 8);
    bytes.push(value & 255);
  }
  return Buffer.from(bytes);
}

// The part of CBOR (RFC 8949) that a credential is made of: definite lengths in their shortest form.
function cbor(bytes) {
  let at = 0;
  const item = () => {
    need(at < bytes.length, "cbor: ends too early");
    const [major, info] = [bytes[at] >> 5, bytes[at++] & 31];
    const argument = head(info);
    switch (major) {
      case 0: return argument;
      case 1: return -1 - argument;
      case 2: return take(argument);
      case 3: return take(argument).toString("utf8");
      case 4: return Array.from({ length: argument }, item);
      case 5: return new Map(Array.from({ length: argument }, () => [item(), item()]));
      case 6: return { tag: argument, value: item() };
      default: throw new Error("cbor: a simple value or float");
    }
  };
  const head = (info) => {
    if (info < 24) return info;
    need(info < 28, "cbor: indefinite length");
    const raw = take(1 << (info - 24));
    const value = Number(raw.length === 8 ? raw.readBigUInt64BE() : raw.readUIntBE(0, raw.length));
    const least = [24, 256, 65536, 4294967296][info - 24];
    need(Number.isSafeInteger(value) && value >= least, "cbor: not the shortest form");
    return value;
  };
  const take = (length) => {
    need(at + length <= bytes.length, "cbor: ends too early");
    return bytes.subarray(at, (at += length));
  };
  const value = item();
  need(at === bytes.length, "cbor: something follows");
  return value;
}

function byteString(bytes) {
  const length = bytes.length < 24 ? [0x40 | bytes.length] : bytes.length < 256 ? [0x58, bytes.length]
    : [0x59, bytes.length >> 8, bytes.length & 255];
  return Buffer.concat([Buffer.from(length), bytes]);
}

function toBeSigned(header, payload) {
  const context = Buffer.concat([Buffer.from([0x84, 0x6a]), Buffer.from("Signature1")]);
  return Buffer.concat([context, byteString(header), Buffer.from([0x40]), byteString(payload)]);
}

function verifyText(text, jwks) {
  need(text.length <= 1024 && text.startsWith("TV1:"), "not a voucher text");
  const message = cbor(base45(text.slice(4)));
  need(message.tag === 18 && message.value.length === 4, "not a tagged COSE_Sign1");
  const [header, unprotectedHeader, payload, signature] = message.value;
  const headers = cbor(header);
  need(headers.size === 3 && headers.get(1) === -7 && unprotectedHeader.size === 0, "not the agreed headers");
  const type = headers.get(16);
  need(type in TYPES, "unknown type");
  const kid = headers.get(4).toString("hex");
  const jwk = jwks.keys.find((key) => key.kid === kid);
  need(jwk, `no key ${kid}`);
  need(jwk.voucher_use === USES[type], "the key may not sign this type");
  const key = createPublicKey({ key: jwk, format: "jwk" });
  const fits = verify("sha256", toBeSigned(header, payload), { key, dsaEncoding: "ieee-p1363" }, signature);
  need(fits, "the signature does not fit");
  const claims = cbor(payload);
  const issuedAt = claims.get(6);
  need(!(issuedAt >= jwk.revoked?.revoked_at), "the key was compromised");
  need(issuedAt >= jwk.nbf - 30 && !(issuedAt > jwk.exp), "issued outside of the key's validity");
  const voucher = claims.get(-65537);
  const [statusList, statusIndex] = voucher.get(2);
  return {
    type: TYPES[type],
    kid,
    voucherId: claims.get(7).toString("hex"),
    issuedAt,
    expiresAt: claims.get(4),
    programme: voucher.get(1),
    statusList,
    statusIndex,
    valueCapMinorUnits: voucher.get(3),
    maskedName: voucher.get(4),
    category: voucher.get(5),
    institution: voucher.get(6) ?? null,
  };
}

try {
  const [jwksFile, textFile] = process.argv.slice(2);
  const jwks = JSON.parse(readFileSync(jwksFile, "utf8"));
  // An editor ends the file with a line feed; spaces are digits of base45 and stay.
  const text = readFileSync(textFile, "utf8").replace(/\r?\n$/, "");
  console.log(JSON.stringify(verifyText(text, jwks), null, 2));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
