// One IndexedDB database; each store maps keys to values. A write is done when the disk has it.

const stores = ['keys', 'settings'];
let opening;

function database() {
  return opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open('counter', 1);
    request.onupgradeneeded = () => stores.forEach(name => request.result.createObjectStore(name));
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(new Error(request.error.name));
  });
}

async function transact(store, mode, work) {
  const db = await database();
  return new Promise((resolve, reject) => {
    const transaction = db.transaction(store, mode, { durability: 'strict' });
    transaction.oncomplete = () => resolve(request?.result);
    transaction.onabort = () => reject(new Error(transaction.error?.name ?? 'AbortError'));
    const request = work(transaction.objectStore(store));
  });
}

export const read = (store, key) => transact(store, 'readonly', s => s.get(key));
export const write = (store, key, value) => transact(store, 'readwrite', s => s.put(value, key));
export const remove = (store, key) => transact(store, 'readwrite', s => s.delete(key));

// Asks the browser not to throw slips away when the disk runs full.
export const persist = async () => await navigator.storage?.persist?.() ?? false;
