// The build splits the hosted program where it calls itself through these imports. In the single file it is whole.
function joinSplits(module) {
  const names = WebAssembly.Module.imports(module).filter(i => i.module === /*--split--*/'').map(i => i.name);
  for (const name of names) {
    splits[name] = name.startsWith('__wasm_split_load_')
      ? (callback, data) => wasm.__indirect_function_table.get(callback)(data, 1)
      : (...given) => wasm[name.replace('_import_', '_export_')](...given);
  }
}

// What stands above is all that a worker needs. The page takes it out of its own text.
'A worker ends here.';
