// The device's key: P-256, made here, and never to be read.
import { read, write } from './storage.js';

const curve = { name: 'ECDSA', namedCurve: 'P-256' };
const es256 = { name: 'ECDSA', hash: 'SHA-256' };

// x and y of the public part; the same key until forgetDevice.
export async function deviceKey() {
  let pair = await read('keys', 'device');
  if (!pair) {
    pair = await crypto.subtle.generateKey(curve, false, ['sign', 'verify']);
    await write('keys', 'device', pair);
  }
  return { bytes: new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)).slice(1) };
}

export async function sign(bytes) {
  const pair = await read('keys', 'device');
  return { bytes: new Uint8Array(await crypto.subtle.sign(es256, pair.privateKey, bytes)) };
}

export async function verify(point, bytes, signature) {
  try {
    const key = await crypto.subtle.importKey('raw', new Uint8Array([4, ...point]), curve, false, ['verify']);
    return await crypto.subtle.verify(es256, key, signature, bytes);
  } catch {
    return false; // No point of the curve has signed nothing.
  }
}
