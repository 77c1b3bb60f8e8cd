// What C# cannot do in a browser: keys that nobody can read, storage, camera, keystrokes of scanners, sound.

// --- Storage: one database; each store maps keys to values. A write is done when the disk has it.

const stores = ['keys', 'settings', 'slips'];
let opening;

function database() {
  return opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open('counter', 1);
    request.onupgradeneeded = () => stores.forEach(name => request.result.createObjectStore(name));
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function transact(names, mode, work) {
  const db = await database();
  return new Promise((resolve, reject) => {
    const transaction = db.transaction(names, mode, { durability: 'strict' });
    let request;
    transaction.oncomplete = () => resolve(request?.result);
    transaction.onerror = transaction.onabort = () => reject(new Error(transaction.error?.name ?? 'AbortError'));
    request = work(...names.map(name => transaction.objectStore(name)));
  });
}

export const read = (store, key) => transact([store], 'readonly', s => s.get(key));
export const readAll = store => transact([store], 'readonly', s => s.getAll());
export const write = (store, key, value) => transact([store], 'readwrite', s => { s.put(value, key); });
export const remove = (store, key) => transact([store], 'readwrite', s => { s.delete(key); });

// Asks the browser not to throw slips away when the disk runs full.
export const persist = async () => await navigator.storage?.persist?.() ?? false;

// --- The device's key: P-256, made here, and never to be read.

const curve = { name: 'ECDSA', namedCurve: 'P-256' };
const es256 = { name: 'ECDSA', hash: 'SHA-256' };

// x and y of the public part; the same key until the device is forgotten.
export async function deviceKey() {
  let pair = await read('keys', 'device');
  if (!pair) {
    pair = await crypto.subtle.generateKey(curve, false, ['sign', 'verify']);
    await write('keys', 'device', pair);
  }
  const point = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  return point.slice(1);
}

export async function sign(bytes) {
  const pair = await read('keys', 'device');
  return new Uint8Array(await crypto.subtle.sign(es256, pair.privateKey, bytes));
}

export async function verify(point, bytes, signature) {
  const key = await crypto.subtle.importKey('raw', new Uint8Array([4, ...point]), curve, false, ['verify']);
  return await crypto.subtle.verify(es256, key, signature, bytes);
}

// --- One tab is the counter; others wait until it is closed.

export const own = counter => new Promise(resolve => {
  navigator.locks.request('counter', { ifAvailable: true }, lock => {
    resolve(lock !== null);
    return lock ? new Promise(() => {}) : undefined;
  });
}).then(owned => {
  if (!owned)
    navigator.locks.request('counter', () => { location.reload(); return new Promise(() => {}); });
  return owned;
});

// --- The browser itself.

export const language = () => navigator.language;
export const address = () => location.href;
export function tell(lang, title) {
  document.documentElement.lang = lang;
  document.title = title;
}
export const forgetAddress = () => history.replaceState(null, '', document.baseURI);
export const printPage = () => window.print();
export const focus = id => document.getElementById(id)?.focus();

// --- Sound: two rising tones for yes, one low one for no.

let audio;

export function sound(isGood) {
  audio ??= new AudioContext();
  const tones = isGood ? [[660, 0, 0.1], [990, 0.1, 0.16]] : [[180, 0, 0.45]];
  for (const [pitch, from, length] of tones) {
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    tone.type = isGood ? 'sine' : 'square';
    tone.frequency.value = pitch;
    volume.gain.value = isGood ? 0.25 : 0.12;
    tone.connect(volume).connect(audio.destination);
    tone.start(audio.currentTime + from);
    tone.stop(audio.currentTime + from + length);
  }
}

// --- QR codes: zxing, from here.

let reader;

async function decode(image) {
  if (!reader) {
    const zxing = await import('./zxing/reader/index.js');
    zxing.prepareZXingModule({ overrides: { locateFile: name => new URL('zxing/' + name, document.baseURI).href } });
    reader = zxing;
  }
  const [code] = await reader.readBarcodes(image, { formats: ['QRCode'], maxNumberOfSymbols: 1 });
  return code?.text ?? null;
}

// The text of the code in a picture; empty where there is none, null where the file is no picture.
export async function decodeFile(input) {
  const [file] = input.files;
  input.value = '';
  if (!file) return null;
  let bitmap;
  try {
    bitmap = await createImageBitmap(file);
  } catch {
    return null;
  }
  // Photos of many megapixels are no easier to read.
  const scale = Math.min(1, 2000 / Math.max(bitmap.width, bitmap.height));
  return await decode(pixels(bitmap, bitmap.width * scale, bitmap.height * scale)) ?? '';
}

function pixels(source, width, height) {
  const canvas = new OffscreenCanvas(Math.round(width), Math.round(height));
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context.drawImage(source, 0, 0, canvas.width, canvas.height);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}

// --- Camera.

let camera;

// Shows the camera in a video element and reports codes; answers with the browser's name for what went wrong.
export async function startCamera(video, counter) {
  stopCamera();
  const mine = camera = { stream: null, last: null, seen: 0 };
  try {
    mine.stream = await navigator.mediaDevices.getUserMedia(
      { video: { facingMode: 'environment', width: { ideal: 1280 }, height: { ideal: 720 } } });
  } catch (e) {
    if (camera === mine) camera = null;
    return e.name;
  }
  if (camera !== mine) {
    mine.stream.getTracks().forEach(track => track.stop());
    return '';
  }
  video.srcObject = mine.stream;
  await video.play();
  look(mine, video, counter);
  return '';
}

async function look(mine, video, counter) {
  while (camera === mine) {
    if (video.videoWidth > 0 && !document.hidden) {
      const text = await decode(pixels(video, video.videoWidth, video.videoHeight));
      const now = performance.now();
      // A code that stays before the camera is reported once, and again when it was away for two seconds.
      if (text && (text !== mine.last || now - mine.seen > 2000) && camera === mine)
        await counter.invokeMethodAsync('Scanned', text);
      if (text) [mine.last, mine.seen] = [text, now];
    }
    await new Promise(resolve => setTimeout(resolve, 40));
  }
}

export function stopCamera() {
  camera?.stream?.getTracks().forEach(track => track.stop());
  camera = null;
}

// --- USB scanners type like a keyboard, only faster. A burst that begins like a voucher's code is theirs, wherever the
// focus is, and presses no button; what people type is left alone.

const prefix = 'TV1:';
const gap = 250; // Milliseconds; some scanners pause for longer than 60 in the middle of a code.
const shifted = { Digit1: '!', Digit2: '@', Digit3: '#', Digit4: '$', Digit5: '%', Digit6: '^', Digit7: '&',
  Digit8: '*', Digit9: '(', Digit0: ')', Semicolon: ':', Equal: '+', Minus: '_', Slash: '?', Period: '>', Comma: '<' };
const unshifted = { Semicolon: ';', Equal: '=', Minus: '-', Slash: '/', Period: '.', Comma: ',', Space: ' ' };

// The character of a key, also where an input method hides it behind "Process".
function characterOf(event) {
  if (event.key.length === 1) return event.key;
  if (event.key !== 'Process' && event.key !== 'Unidentified') return null;
  const { code } = event;
  if (/^Key[A-Z]$/.test(code)) return event.shiftKey ? code[3] : code[3].toLowerCase();
  if (event.shiftKey) return shifted[code] ?? null;
  if (/^Digit[0-9]$/.test(code)) return code[5];
  return unshifted[code] ?? null;
}

const plain = text => text.replace(/[\uff01-\uff5e]/g, c => String.fromCharCode(c.charCodeAt(0) - 0xfee0));

let watching;

export function unwatchKeys() {
  watching?.abort();
}

export function watchKeys(counter) {
  unwatchKeys();
  watching = new AbortController();
  let typed = '', last = 0, before = null, timer = 0, endedAt = -1000;

  const isScan = () => plain(typed).toUpperCase().startsWith(prefix);

  function end() {
    clearTimeout(timer);
    const text = isScan() ? plain(typed) : null;
    typed = '';
    if (text === null) return;
    endedAt = performance.now();
    counter.invokeMethodAsync('Scanned', text);
  }

  addEventListener('keydown', event => {
    if (event.ctrlKey || event.altKey || event.metaKey) {
      // The line feed of some scanners.
      if (event.code === 'KeyJ' && (isScan() || performance.now() - endedAt < gap)) event.preventDefault();
      return;
    }
    const now = performance.now();
    if (now - last > gap && !isScan()) typed = '';
    last = now;
    if (event.key === 'Enter' || event.key === 'Tab') {
      if (isScan() || now - endedAt < gap) {
        event.preventDefault();
        event.stopPropagation();
        if (isScan()) end();
      } else typed = '';
      return;
    }
    const character = characterOf(event);
    if (character === null) return;
    if (typed === '') before = { field: event.target, value: event.target.value };
    typed += character;
    if (!isScan()) return;
    event.preventDefault();
    event.stopPropagation();
    if (plain(typed).length === prefix.length) giveBack(before);
    clearTimeout(timer);
    timer = setTimeout(end, 2 * gap);
  }, { capture: true, signal: watching.signal });
}

// The first characters of a scan went into the field that had the focus.
function giveBack({ field, value }) {
  if (value === undefined || field.value === value) return;
  field.value = value;
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
