// A file dropped anywhere on the form is taken, and its upload shows how far it is. Without scripts the form is sent
// as any other.
function wire() {
  const form = document.querySelector('[data-import]');
  if (!form) return;
  const input = form.querySelector('input[type=file]');
  for (const name of ['dragover', 'drop']) {
    form.addEventListener(name, event => event.preventDefault());
  }
  form.addEventListener('dragover', () => form.classList.add('over'));
  form.addEventListener('dragleave', () => form.classList.remove('over'));
  form.addEventListener('drop', event => {
    form.classList.remove('over');
    if (event.dataTransfer.files.length > 0) {
      input.files = event.dataTransfer.files;
      input.focus();
    }
  });
  form.addEventListener('submit', event => {
    event.preventDefault();
    send(form);
  });
}

function send(form) {
  const told = form.querySelector('[data-told]');
  const bar = form.querySelector('progress');
  const button = form.querySelector('button');
  const stop = why => {
    button.disabled = false;
    bar.hidden = true;
    told.textContent = why;
  };
  const call = new XMLHttpRequest();
  button.disabled = true;
  bar.hidden = false;
  told.textContent = form.dataset.sending;
  call.upload.addEventListener('progress', event => {
    if (event.lengthComputable) bar.value = 100 * event.loaded / event.total;
  });
  call.upload.addEventListener('load', () => {
    bar.removeAttribute('value');
    told.textContent = form.dataset.reading;
  });
  call.addEventListener('load', () => {
    const page = new DOMParser().parseFromString(call.responseText, 'text/html');
    const main = page.querySelector('main');
    // Whatever stands before the service answers in its own words, e.g. that the file is too large for it.
    if (!main) {
      stop(form.dataset.refused.replace('{status}', call.status));
      return;
    }
    document.querySelector('main').replaceWith(main);
    document.title = page.title;
    wire();
    const first = document.querySelector('main h1');
    first.tabIndex = -1;
    first.focus();
    scrollTo(0, 0);
  });
  call.addEventListener('error', () => stop(form.dataset.offline));
  call.open('POST', form.action || location.href);
  call.send(new FormData(form));
}

wire();
