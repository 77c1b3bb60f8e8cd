// One tab is the counter; others wait until it is closed.

export const own = () => new Promise(resolve => {
  navigator.locks.request('counter', { ifAvailable: true }, lock => {
    resolve(lock !== null);
    return lock ? new Promise(() => {}) : undefined;
  });
}).then(owned => {
  if (!owned)
    navigator.locks.request('counter', () => { location.reload(); return new Promise(() => {}); });
  return owned;
});

export const language = () => navigator.language;
export const address = () => location.href;
export function tell(lang, title) {
  document.documentElement.lang = lang;
  document.title = title;
}
export const forgetAddress = () => history.replaceState(null, '', document.baseURI);
export const printPage = () => window.print();
export const focus = id => document.getElementById(id)?.focus();

// Reports when the line comes back.
export function watchLine(sink) {
  addEventListener('online', () => sink.invokeMethodAsync('Happened'));
}

// Keeps the app for a start without a line, and reports when a new version of it waits.
export async function watchUpdates(sink) {
  const registration = await navigator.serviceWorker?.register('service-worker.js', { updateViaCache: 'none' });
  if (!registration) return;
  const report = () => { if (registration.waiting) sink.invokeMethodAsync('Happened'); };
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
