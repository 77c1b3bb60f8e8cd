// Shows how far work is without loading the page again; once it is done, the whole page says so.
const live = document.querySelector('[data-live]');

async function look() {
  try {
    const answer = await fetch(live.dataset.live, { cache: 'no-store' });
    if (answer.redirected || !answer.ok) throw new Error(String(answer.status));
    live.innerHTML = await answer.text();
    if (live.querySelector('[data-running=false]')) {
      location.reload();
      return;
    }
    setTimeout(look, 1000);
  } catch {
    // The line is down or the service restarts: the work goes on there, so it is only asked for less often.
    setTimeout(look, 5000);
  }
}

setTimeout(look, 1000);
