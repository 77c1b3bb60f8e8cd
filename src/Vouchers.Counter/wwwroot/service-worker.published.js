// Keeps the whole app, so that the counter starts without a line. A new version is fetched beside the old one and takes
// over when the clerk says so.
self.importScripts('./service-worker-assets.js');

const prefix = 'counter-';
const name = prefix + self.assetsManifest.version;
const front = new URL('index.html', self.registration.scope).href;
const isForever = url => /\.[0-9a-z]{10}\.(wasm|js)$/.test(url);

self.addEventListener('install', event => {
  // A browser that can do so reads the files without asking this worker.
  if (event.addRoutes) {
    const files = new URLPattern({ pathname: '*.*', baseURL: self.registration.scope });
    event.addRoutes({ condition: { urlPattern: files, requestMethod: 'GET' }, source: { cacheName: name } });
  }
  event.waitUntil(keep());
});
self.addEventListener('activate', event => event.waitUntil(forget()));
self.addEventListener('message', event => { if (event.data === 'take over') self.skipWaiting(); });
self.addEventListener('fetch', event => {
  if (event.request.method === 'GET' && event.request.url.startsWith(self.registration.scope))
    event.respondWith(answer(event.request));
});

async function keep() {
  const cache = await caches.open(name);
  await cache.addAll(self.assetsManifest.assets
    .filter(asset => !asset.url.startsWith('service-worker'))
    .map(asset => new Request(asset.url, {
      integrity: asset.hash,
      // What the page has just loaded is not transferred again.
      cache: isForever(asset.url) ? 'default' : 'no-cache',
    })));
}

async function forget() {
  const names = await caches.keys();
  await Promise.all(names.filter(other => other.startsWith(prefix) && other !== name).map(old => caches.delete(old)));
}

// Opened once for the many files of a start.
let opened;

async function answer(request) {
  const cache = await (opened ??= caches.open(name));
  const kept = await cache.match(request.mode === 'navigate' ? front : request);
  return kept ?? fetch(request);
}
