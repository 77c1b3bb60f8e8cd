// Starts the app with its assemblies out of one file, which Pack/pack.mjs makes.
(() => {
  const tell = fault => {
    document.getElementById('app').textContent = '柜台没有启动：请检查网络后刷新本页，已保存的记录都还在。'
      + `The counter did not start: check the line and reload; what was kept is still there. ${fault.message}`;
    return new Promise(() => {});
  };
  const unpacked = fetch('_framework/assemblies.bin').then(async answer => {
    if (!answer.ok) throw new Error(`${answer.url}: ${answer.status} ${answer.statusText}`);
    const bytes = await answer.arrayBuffer();
    const length = new DataView(bytes).getUint32(0, true);
    const list = JSON.parse(new TextDecoder().decode(new Uint8Array(bytes, 4, length)));
    let at = 4 + length;
    return new Map(list.map(([name, size]) => [name, new Uint8Array(bytes, (at += size) - size, size)]));
  }).catch(tell);
  const assembly = async name => new Response((await unpacked).get(name));
  Blazor.start({ loadBootResource: (type, name) => type === 'assembly' ? assembly(name) : undefined }).catch(tell);
})();
