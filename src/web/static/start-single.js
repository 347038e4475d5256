// Starts the program of the single file. It follows wasm-bindgen's glue in the same module, hence `__wbg_init`.
async function unpackProgram() {
  const text = atob(document.getElementById('weighbridge-program').textContent.trim());
  const packed = Uint8Array.from(text, character => character.charCodeAt(0));
  const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(unpacked).arrayBuffer();
}

try {
  await __wbg_init({ module_or_path: await unpackProgram() });
  globalThis.weighbridgeStarted();
} catch (error) {
  globalThis.weighbridgeNotStarted(error);
  throw error;
}
