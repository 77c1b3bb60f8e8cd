// The bytes of a packed app.

/** One file of many: the length of a list in JSON, the list ([name, length] each), and the files, one after another. */
export function assembliesIn(files) {
  const list = Buffer.from(JSON.stringify(files.map(([name, bytes]) => [name, bytes.length])));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(list.length);
  return Buffer.concat([length, list, ...files.map(([, bytes]) => bytes)]);
}

// ICU, by its functions' names, those of C++ as `icu::…`, and file-local ones by ICU's types in their parameters; and
// deflating, as the app only unpacks.
const icuFunctions = ['', 'bidi', 'brk', 'cal', 'case', 'casemap', 'char', 'cln', 'cnv', 'col', 'cptrie', 'curr', 'dat',
  'datpg', 'data', 'enum', 'fmt', 'hash', 'idna', 'iter', 'list', 'loc', 'map', 'measure', 'msg', 'mutablecptrie',
  'norm', 'norm2', 'num', 'numf', 'plrules', 'pname', 'prv', 'props', 'regex', 'res', 'script', 'search', 'set', 'spoof',
  'sprep', 'str', 'strcase', 'text', 'trans', 'trie', 'trie2', 'vector'];
const icuTypes = ['Char', 'CharIterator', 'Collator', 'Converter\\w*', 'DataMemory', 'Element', 'ErrorCode',
  'Hashtable', 'NewTrie2', 'Property', 'Res\\w+', 'Set', 'String\\w*', 'Text', 'Trie2'];
const unused = new RegExp([
  '^GlobalizationNative_', '\\bicu::', `^u(${icuFunctions.join('|')})_`, `\\bU(${icuTypes.join('|')})\\b`, 'deflate',
].join('|'));

// Emscripten writes what is no letter as a backslash and two hex digits.
const plain = name => name.replace(/\\([0-9a-f]{2})/g, (_, code) => String.fromCharCode(parseInt(code, 16)));

// A body as small as this may be one that the linker has merged with others' of the same bytes.
const shared = 48;
const unreachable = Buffer.from([3, 0, 0x00, 0x0b]);

/** The runtime's module without time zones, and with functions that trap when they are called, which nothing does. */
export function lean(module, symbols) {
  const names = new Map(symbols.trim().split('\n')
    .map(line => [parseInt(line), plain(line.slice(line.indexOf(':') + 1))]));
  const input = new Reader(module, 8);
  const parts = [module.subarray(0, 8)];
  let imported = 0, dropped = 0;

  while (input.at < module.length) {
    const start = input.at, id = input.byte(), end = input.number() + input.at;
    if (id === 2) imported = functionsImported(input);
    if (id === 10) {
      const count = input.number(), bodies = [numberIn(count)];
      if (imported + count !== names.size) throw new Error(`${names.size} symbols: they are another module's.`);
      for (let index = 0; index < count; index++) {
        const from = input.at, size = input.number();
        input.skip(size);
        const isDropped = size > shared && unused.test(names.get(imported + index) ?? '');
        if (isDropped) dropped++;
        bodies.push(isDropped ? unreachable : module.subarray(from, input.at));
      }
      const code = Buffer.concat(bodies);
      parts.push(Buffer.from([id]), numberIn(code.length), code);
    } else {
      const section = Buffer.from(module.subarray(start, end));
      if (id === 11) blankZones(section, segmentsIn(input).map(segment => ({ ...segment, at: segment.at - start })));
      parts.push(section);
    }
    input.at = end;
  }

  const result = Buffer.concat(parts);
  if (dropped < 1000 || !WebAssembly.validate(result))
    throw new Error(`${dropped} functions dropped of a module whose format is new.`);
  return result;
}

class Reader {
  constructor(bytes, at) {
    this.bytes = bytes;
    this.at = at;
  }

  byte() { return this.bytes[this.at++]; }

  skip(length) { this.at += length; }

  number() { // LEB128
    let value = 0, shift = 0, byte;
    do {
      byte = this.byte();
      value += (byte & 127) * 2 ** shift;
      shift += 7;
    } while (byte & 128);
    return value;
  }

  limits() {
    const flags = this.number();
    this.number();
    if (flags & 1) this.number();
  }
}

function numberIn(value) { // LEB128
  const bytes = [];
  do {
    bytes.push(value > 127 ? value & 127 | 128 : value);
    value = Math.floor(value / 128);
  } while (value > 0);
  return Buffer.from(bytes);
}

function functionsImported(input) {
  let functions = 0;
  for (let count = input.number(); count > 0; count--) {
    for (let name = 0; name < 2; name++) input.skip(input.number());
    const kind = input.byte();
    if (kind === 0) { functions++; input.number(); }
    if (kind === 1) { input.skip(1); input.limits(); }
    if (kind === 2) input.limits();
    if (kind === 3) input.skip(2);
    if (kind === 4) { input.skip(1); input.number(); }
  }
  return functions;
}

// Where in memory the bytes of each segment belong, and where in the module they are.
function segmentsIn(input) {
  const segments = [];
  for (let count = input.number(); count > 0; count--) {
    const [kind, constant, address, end] = [input.number(), input.byte(), input.number(), input.byte()];
    if (kind !== 0 || constant !== 0x41 || end !== 0x0b) throw new Error(`A segment of data of kind ${kind} is new.`);
    const length = input.number();
    segments.push({ address, at: input.at, length });
    input.skip(length);
  }
  return segments;
}

// A zone's file (RFC 9636) is a header of counts with a block that they size, both once more with wider times, and a
// line of text. Segments leave out zeros, so a file may be spread over several.
function blankZones(section, segments) {
  const memory = Buffer.alloc(Math.max(...segments.map(segment => segment.address + segment.length)));
  for (const { address, at, length } of segments) section.copy(memory, address, at, at + length);

  const magic = 'TZif', newline = 10;
  const sizeAt = (header, wide) => {
    const [utc, standard, leaps, times, types, letters] =
      [20, 24, 28, 32, 36, 40].map(at => memory.readUInt32BE(header + at));
    return 44 + times * (wide + 1) + types * 6 + letters + leaps * (wide + 4) + standard + utc;
  };
  for (let at = memory.indexOf(magic); at >= 0; at = memory.indexOf(magic, at)) {
    const wide = at + sizeAt(at, 4);
    if (memory.toString('latin1', wide, wide + magic.length) !== magic) throw new Error(`No time zone at ${at}.`);
    const end = memory.indexOf(newline, wide + sizeAt(wide, 8) + 1) + 1;
    memory.fill(0, at, end);
    at = end;
  }

  for (const { address, at, length } of segments) memory.copy(section, at, address, address + length);
}
