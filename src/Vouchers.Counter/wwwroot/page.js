import { everything } from './storage.js';

// One tab is the counter; others wait until it is closed.
const own = () => new Promise(resolve => {
  navigator.locks.request('counter', { ifAvailable: true }, lock => {
    resolve(lock !== null);
    return lock ? new Promise(() => {}) : undefined;
  });
}).then(owned => {
  if (!owned)
    navigator.locks.request('counter', () => { location.reload(); return new Promise(() => {}); });
  return owned;
});

const first = Promise.all([own(), everything('settings').catch(() => [])]);

// All that the first screen needs, in one call.
export async function start() {
  const [owned, settings] = await first;
  return [owned ? 'owned' : '', navigator.language, location.href, ...settings].join('\0');
}

export function tell(lang, title) {
  document.documentElement.lang = lang;
  document.title = title;
}
export const forgetAddress = () => history.replaceState(null, '', document.baseURI);
export const reload = () => location.reload();
export const printPage = () => window.print();
export const focus = id => {
  const element = document.getElementById(id);
  element?.focus();
  element?.select?.();
};

// A double click, or a key that is held, is one press: the next step's button comes to the same place.
for (const event of ['click', 'keydown'])
  addEventListener(event, again => {
    if (!(again.detail > 1 && again.target.closest('button')) && !(again.repeat && again.key === 'Enter')) return;
    again.preventDefault();
    again.stopPropagation();
  }, { capture: true });

// Reports when the line comes back or goes down.
export function watchLine(changed) {
  for (const change of ['online', 'offline']) addEventListener(change, () => changed());
}

// Keeps the app for a start without a line, and reports when a new version of it waits.
export async function watchUpdates(ready) {
  const registration = await navigator.serviceWorker?.register('service-worker.js', { updateViaCache: 'none' });
  if (!registration) return;
  const report = () => { if (registration.waiting) ready(); };
  registration.addEventListener('updatefound', () => {
    const fresh = registration.installing;
    fresh.addEventListener('statechange', () => {
      if (fresh.state === 'installed' && navigator.serviceWorker.controller) report();
    });
  });
  if (navigator.serviceWorker.controller) report();
  setInterval(() => registration.update().catch(() => {}), 15 * 60 * 1000);
}

export async function update() {
  const registration = await navigator.serviceWorker.getRegistration();
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
  registration.waiting?.postMessage('take over');
}
