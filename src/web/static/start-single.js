// Starts the program of the single file. Before it in the same module stand wasm-bindgen's glue (hence `__wbg_init` and
// `wasm`), unpack.js and unsort.js. The archive holds the style sheets, the markup that the program may set and the compiled
// program, whose code is sorted.
const archive = document.getElementById('weighbridge-program');
const lengths = archive.dataset.lengths.split(' ').map(Number);
const unpacked = unpack(bytesOf85(archive.textContent.trim()), lengths.reduce((sum, length) => sum + length));
const [style, markup, before, ...sorted] = lengths.map((length, i) => {
  const start = lengths.slice(0, i).reduce((sum, before) => sum + before, 0);
  return unpacked.subarray(start, start + length);
});
const after = sorted.pop();
const program = unsort(before, sorted, after, Number(archive.dataset.code));
// The digest of everything that runs here, for the page "About this copy"; empty where the browser does not hash.
const texts = ['head > style', 'head > script', '#weighbridge-program', 'script[type="module"]'];
globalThis.weighbridgeProgramDigest = Promise.resolve(globalThis.crypto?.subtle?.digest('SHA-256', new TextEncoder()
  .encode(texts.map(selector => document.querySelector(selector).textContent).join('\n'))))
  .then(found => (found ? [...new Uint8Array(found)].map(byte => byte.toString(16).padStart(2, '0')).join('') : ''), () => '');
const asText = bytes => new TextDecoder().decode(bytes);
archive.remove();

// A worker is the same program, started from the part of this script that it shares with the page. It is a classic script
// because Chromium starts no module from an address of this kind on a page that was opened from a disk.
const shared = document.querySelector('script[type="module"]').textContent.split("'A worker ends here.';")[0];
const workerAddress = URL.createObjectURL(new Blob([shared, `
self.onmessage = ({ data: [module, job] }) => {
  self.onmessage = null;
  self.weighbridgeJob = job;
  const fail = error => setTimeout(() => { throw error; });
  self.onunhandledrejection = event => fail(event.reason);
  joinSplits(module);
  __wbg_init({ module_or_path: module }).catch(fail);
};`], { type: 'text/javascript' }));
globalThis.weighbridgeWorker = workerAddress;

/*--policy--*/

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
