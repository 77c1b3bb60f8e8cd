// Starts the app with its assemblies out of one file, which Pack/pack.mjs makes.
(() => {
  const show = id => document.getElementById(id).style.display = 'block';
  if (!isSecureContext) return show('insecure');
  // What the device keeps is read while the runtime starts.
  import('./counter.js');
  // Who starts within a second reads no word of it, and its layout would come first.
  setTimeout(() => document.getElementById('starting')?.removeAttribute('hidden'), 1000);
  const tell = fault => {
    document.getElementById('fault').textContent = fault.message;
    show('blazor-error-ui');
    return new Promise(() => {});
  };
  const unpacked = fetch('_framework/assemblies.bin').then(async answer => {
    if (!answer.ok) throw new Error(`${answer.url}: ${answer.status} ${answer.statusText}`);
    const bytes = await answer.arrayBuffer();
    const length = new DataView(bytes).getUint32(0, true);
    const list = JSON.parse(new TextDecoder().decode(new Uint8Array(bytes, 4, length)));
    let at = 4 + length;
    return new Map(list.map(([name, size]) => [name, bytes.slice(at, at += size)]));
  }).catch(tell);
  // All that the loader asks of a response; real ones take their time.
  const assembly = async name => ({ ok: true, arrayBuffer: async () => (await unpacked).get(name) });
  Blazor.start({
    // The counter knows one zone, by its offset; to find out the browser's takes a tenth of the start.
    configureRuntime: runtime => runtime.withEnvironmentVariable('TZ', 'UTC'),
    loadBootResource: (type, name) => type === 'assembly' ? assembly(name) : undefined,
  }).catch(tell);
})();
