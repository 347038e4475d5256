// Starts the program of the single file. Before it in the same module stand wasm-bindgen's glue (hence `__wbg_init` and
// `wasm`) and unpack.js. The archive holds the compiled program, the style sheets and the markup that the program may set.
const archive = document.getElementById('weighbridge-program');
const lengths = archive.dataset.lengths.split(' ').map(Number);
const unpacked = unpack(bytesOf85(archive.textContent.trim()), lengths.reduce((sum, length) => sum + length));
const [program, style, markup] = lengths.map((length, i) => {
  const start = lengths.slice(0, i).reduce((sum, before) => sum + before, 0);
  return unpacked.subarray(start, start + length);
});
const asText = bytes => new TextDecoder().decode(bytes);
archive.remove();

/*--policy--*/

// The build splits the hosted program where it calls itself through these imports. Here it is whole.
function joinSplits(module) {
  const names = WebAssembly.Module.imports(module).filter(i => i.module === /*--split--*/'').map(i => i.name);
  for (const name of names) {
    splits[name] = name.startsWith('__wasm_split_load_')
      ? (callback, data) => wasm.__indirect_function_table.get(callback)(data, 1)
      : (...given) => wasm[name.replace('_import_', '_export_')](...given);
  }
}

try {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(asText(style));
  document.adoptedStyleSheets.push(sheet);
  const module = await WebAssembly.compile(program);
  joinSplits(module);
  await __wbg_init({ module_or_path: module });
  globalThis.weighbridgeStarted();
} catch (error) {
  globalThis.weighbridgeNotStarted(error);
  throw error;
}
