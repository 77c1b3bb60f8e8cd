// Packs a published app: node pack.mjs WWWROOT SYMBOLS, where SYMBOLS names the functions of dotnet.native.wasm, one
// `index:name` a line, as the runtime pack has them. What it changes is compressed anew.
//   - The runtime brings ICU, which an app of invariant globalization never calls, and the world's time zones, of which
//     the counter knows one, by its offset: such functions are left out, and the zones' files are blank.
//   - The assemblies become one file: seventy that are alike compress worse, and each is a request at every start.
//   - The scripts lose their comments, and the page names those of the runtime, to be fetched from the first.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { assembliesIn, lean } from './parts.mjs';

const [root, symbols] = process.argv.slice(2);
const framework = join(root, '_framework');
const bundle = '_framework/assemblies.bin';
const loader = '_framework/dotnet.js';
const manifest = 'service-worker-assets.js';

const hashOf = bytes => 'sha256-' + createHash('sha256').update(bytes).digest('base64');
const read = name => readFileSync(join(root, name));

function write(name, bytes) {
  bytes = Buffer.from(bytes);
  writeFileSync(join(root, name), bytes);
  writeFileSync(join(root, name + '.gz'), gzipSync(bytes, { level: 9 }));
  const { BROTLI_PARAM_QUALITY, BROTLI_MAX_QUALITY, BROTLI_PARAM_SIZE_HINT } = constants;
  writeFileSync(join(root, name + '.br'), brotliCompressSync(bytes,
    { params: { [BROTLI_PARAM_QUALITY]: BROTLI_MAX_QUALITY, [BROTLI_PARAM_SIZE_HINT]: bytes.length } }));
  changed.set(name, hashOf(bytes));
}

function remove(name) {
  for (const ending of ['', '.gz', '.br']) rmSync(join(root, name + ending), { force: true });
  changed.set(name, undefined);
}

// File to its new hash; undefined where it is gone.
const changed = new Map();

// The app's files are told in the loader, as JSON between two marks.
const [head, json, tail] = read(loader).toString().split(/(?<=\/\*json-start\*\/)|(?=\/\*json-end\*\/)/);
const boot = JSON.parse(json);

const [native] = boot.resources.wasmNative;
const module = lean(read('_framework/' + native.name), readFileSync(symbols, 'utf8'));
remove('_framework/' + native.name);
// With a hash, browsers keep of it what they compiled only by chance; the worker has one of its own for it.
delete native.hash;
native.name = `dotnet.native.${createHash('sha256').update(module).digest('hex').slice(0, 10)}.wasm`;
write('_framework/' + native.name, module);

const names = [...boot.resources.coreAssembly, ...boot.resources.assembly].map(assembly => assembly.name);
// The largest first compress best.
write(bundle, assembliesIn(names.map(name => [name, read('_framework/' + name)])
  .sort(([, one], [, other]) => other.length - one.length)));
names.forEach(name => remove('_framework/' + name));

write(loader, head + JSON.stringify(boot) + tail);

const page = read('index.html').toString().split(/(?=<link rel="modulepreload" href="counter.js">)/);
if (page.length !== 2) throw new Error('index.html: counter.js is not preloaded, and the runtime goes before it.');
const runtime = [...boot.resources.jsModuleNative, ...boot.resources.jsModuleRuntime]
  .map(module => `<link rel="modulepreload" href="_framework/${module.name}">\n`);
write('index.html', page.join(runtime.join('')));

// Lines of comment are for who reads the sources. The worker itself is none of the files that it keeps.
const scripts = readdirSync(root).filter(name => name.endsWith('.js') && !name.startsWith('service-worker'));
for (const name of scripts) write(name, read(name).toString().replace(/^ *\/\/.*\n/gm, ''));

const left = readdirSync(framework).filter(name => name.endsWith('.wasm') && name !== native.name);
if (left.length > 0) throw new Error(`${left}: not in the loader's list, so nothing packs it.`);

const told = JSON.parse(read(manifest).toString().replace(/^[^{]*|[^}]*$/g, ''));
const assets = told.assets.filter(asset => !changed.has(asset.url))
  .concat([...changed].filter(([, hash]) => hash).map(([url, hash]) => ({ hash, url })));
const version = createHash('sha256').update(JSON.stringify(assets)).digest('base64').slice(0, 8);
write(manifest, `self.assetsManifest = ${JSON.stringify({ version, assets }, null, 2)};\n`);
