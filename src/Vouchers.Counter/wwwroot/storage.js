// One IndexedDB database; each store maps keys to values. A write is done when the disk has it.

const stores = ['keys', 'settings', 'device'];
let opening;

function database() {
  return opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open('counter', 2);
    const lost = fault => { opening = undefined; reject(new Error(fault)); };
    request.onupgradeneeded = () => stores.filter(name => !request.result.objectStoreNames.contains(name))
      .forEach(name => request.result.createObjectStore(name));
    request.onsuccess = () => {
      // The browser closes it where the site's data are deleted; the next use opens it again.
      request.result.onclose = () => opening = undefined;
      request.result.onversionchange = () => { request.result.close(); opening = undefined; };
      resolve(request.result);
    };
    request.onerror = () => lost(request.error.name);
  });
}

async function transact(store, mode, work) {
  const db = await database();
  return new Promise((resolve, reject) => {
    const transaction = db.transaction(store, mode, { durability: 'strict' });
    transaction.oncomplete = () => resolve(request?.result);
    transaction.onabort = () => reject(new Error(transaction.error?.name ?? 'AbortError'));
    const request = work(typeof store === 'string' ? transaction.objectStore(store) : transaction);
  });
}

export const read = (store, key) => transact(store, 'readonly', s => s.get(key));
export const write = (store, key, value) => transact(store, 'readwrite', s => s.put(value, key));
export const remove = (store, key) => transact(store, 'readwrite', s => s.delete(key));

// Each key of a store with its value, one after the other.
export async function everything(store) {
  const all = [];
  await transact(store, 'readonly', s => {
    const walk = s.openCursor();
    walk.onsuccess = () => {
      if (!walk.result) return;
      all.push(walk.result.key, walk.result.value);
      walk.result.continue();
    };
  });
  return all;
}

export const forgetDevice = () => transact(stores, 'readwrite', transaction =>
  stores.forEach(name => transaction.objectStore(name).clear()));

// Asks the browser not to throw slips away when the disk runs full.
export const persist = async () => await navigator.storage?.persist?.() ?? false;

// The device's memory crosses to C# as one array of bytes; see BrowserStore.cs. Numbers are 32 bits, little endian.

export async function loadDevice() {
  const parts = (await everything('device'))
    .map(part => typeof part === 'string' ? new TextEncoder().encode(part) : part);
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + 4 + part.length, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const part of parts) {
    view.setUint32(at, part.length, true);
    bytes.set(part, at + 4);
    at += 4 + part.length;
  }
  return { bytes };
}

// Each write: its kind (0 add, 1 put, 2 delete), key, value. False, and nothing written, where a key to add is there.
export async function writeDevice(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  let at = 0;
  const part = () => {
    const length = view.getUint32(at, true);
    at += 4 + length;
    return bytes.slice(at - length, at);
  };
  try {
    await transact('device', 'readwrite', store => {
      while (at < bytes.length) {
        const kind = bytes[at++];
        const key = new TextDecoder().decode(part());
        const value = part();
        if (kind === 0) store.add(value, key);
        else if (kind === 1) store.put(value, key);
        else store.delete(key);
      }
    });
    return true;
  } catch (e) {
    if (e.message === 'ConstraintError') return false;
    throw e;
  }
}
