// Starts the app with its assemblies out of one file, which Pack/pack.mjs makes.
(() => {
  const unpacked = fetch('_framework/assemblies.bin').then(async answer => {
    if (!answer.ok) throw new Error(`${answer.url}: ${answer.status} ${answer.statusText}`);
    const bytes = await answer.arrayBuffer();
    const length = new DataView(bytes).getUint32(0, true);
    const list = JSON.parse(new TextDecoder().decode(new Uint8Array(bytes, 4, length)));
    let at = 4 + length;
    return new Map(list.map(([name, size]) => [name, new Uint8Array(bytes, (at += size) - size, size)]));
  });
  const assembly = async name => new Response((await unpacked).get(name));
  Blazor.start({ loadBootResource: (type, name) => type === 'assembly' ? assembly(name) : undefined });
})();
