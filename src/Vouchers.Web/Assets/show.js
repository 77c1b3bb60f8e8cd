// Renews the code before it lapses and says how long it still holds. Without scripts the page reloads instead.
const stage = document.getElementById('code');
const left = document.getElementById('left');
const calm = left.textContent;
const longest = 8000; // A line that swallows the answer must not keep the next try back until the code lapses.
let renewAt, expiresAt, busy = false;

function take() {
  const code = stage.querySelector('figure');
  const now = performance.now();
  renewAt = now + 1000 * code.dataset.renew;
  expiresAt = now + 1000 * code.dataset.expires;
}

async function renew() {
  busy = true;
  try {
    const answer = await fetch(location.pathname + '?handler=Code', {
      cache: 'no-store', signal: AbortSignal.timeout(longest),
    });
    if (answer.redirected || answer.status === 401 || answer.status === 403 || answer.status === 404
        || answer.status === 400) {
      location.reload(); // The server says on a page of its own what is the matter.
      return;
    }
    if (!answer.ok) throw new Error(String(answer.status));
    stage.innerHTML = await answer.text();
    stage.classList.remove('lapsed');
    left.textContent = calm;
    take();
  } catch {
    left.textContent = stage.dataset.offline;
    renewAt = performance.now() + 3000;
  } finally {
    busy = false;
  }
}

function tick() {
  const now = performance.now();
  if (now >= expiresAt) {
    stage.classList.add('lapsed');
    left.textContent = stage.dataset.lapsed;
  } else if (left.textContent !== stage.dataset.offline) {
    left.textContent = calm + ' (' + Math.ceil((renewAt - now) / 1000) + ')';
  }
  if (now >= renewAt && !busy) renew();
}

take();
setInterval(tick, 500);
// The browser lets go of the lock whenever the page is hidden.
function stayAwake() {
  if ('wakeLock' in navigator) navigator.wakeLock.request('screen').catch(() => {});
}

document.addEventListener('visibilitychange', () => {
  if (document.hidden) return;
  stayAwake();
  if (!busy) renew();
});
stayAwake();
