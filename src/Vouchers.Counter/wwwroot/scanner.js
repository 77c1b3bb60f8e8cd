// USB scanners type like a keyboard, only faster. A burst that begins like a voucher's code is theirs, wherever the
// focus is, and so is any burst outside of a text field; neither presses a button. What people type is left alone.

const prefix = 'TV1:';
const shortest = 4; // Characters of a burst that is no voucher's.
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

const plain = text => text.replace(/\u3000/g, ' ')
  .replace(/[\uff01-\uff5e]/g, c => String.fromCharCode(c.charCodeAt(0) - 0xfee0));

let watching;

export function unwatchKeys() {
  watching?.abort();
}

export function watchKeys(scanned) {
  unwatchKeys();
  watching = new AbortController();
  let typed = '', last = 0, before = null, timer = 0, endedAt = -1000;

  const isVoucher = () => plain(typed).toUpperCase().startsWith(prefix);
  const isScan = () => isVoucher() || (typed.length >= shortest && !isField(before.field));

  function end() {
    clearTimeout(timer);
    const text = isScan() ? plain(typed) : null;
    typed = '';
    if (text === null) return;
    endedAt = performance.now();
    scanned(text);
  }

  addEventListener('keydown', event => {
    if (event.ctrlKey || event.altKey || event.metaKey) {
      // The line feed of some scanners.
      if (event.code === 'KeyJ' && (isScan() || performance.now() - endedAt < gap)) event.preventDefault();
      return;
    }
    const now = performance.now();
    if (now - last > gap && !isVoucher()) typed = '';
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
    // A space within a burst would press the button that has the focus.
    if (!isVoucher() && (isField(event.target) || typed.length === 1)) return;
    event.preventDefault();
    event.stopPropagation();
    if (!isVoucher()) return;
    if (plain(typed).length === prefix.length) giveBack(before);
    clearTimeout(timer);
    timer = setTimeout(end, 2 * gap);
  }, { capture: true, signal: watching.signal });
}

const isField = element => element.matches('input:not([type=file]), textarea, select');

// The first characters of a scan went into the field that had the focus.
function giveBack({ field, value }) {
  if (value === undefined || field.value === value) return;
  field.value = value;
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
