// The hosted edition's service worker: after the first visit the page needs no network. The build fills in the lists.
// A new version never replaces a running one: it waits, as browsers do by default, until every page is closed.
const VERSION = 'weighbridge-/*--version--*/';
const FILES = /*--files--*/[];
const ONLINE_ONLY = ['weighbridge.html', 'weighbridge.cdx.json', 'SHA256SUMS'];

addEventListener('install', event => {
  const fresh = FILES.map(file => new Request(file, { cache: 'reload' }));
  event.waitUntil(caches.open(VERSION).then(cache => cache.addAll(fresh)));
});

addEventListener('activate', event => {
  event.waitUntil(dropOtherVersions().then(() => clients.claim()));
});

addEventListener('fetch', event => {
  const address = new URL(event.request.url);
  if (event.request.method !== 'GET' || address.origin !== location.origin) return;
  if (ONLINE_ONLY.some(file => address.pathname.endsWith(`/${file}`))) return;
  event.respondWith(answer(event.request));
});

async function dropOtherVersions() {
  const names = await caches.keys();
  const old = names.filter(name => name.startsWith('weighbridge-') && name !== VERSION);
  await Promise.all(old.map(name => caches.delete(name)));
}

async function answer(request) {
  const cache = await caches.open(VERSION);
  const kept = await cache.match(request, { ignoreSearch: true });
  if (kept) return kept;
  // Any other address of a page leads to the one page there is; the browser keeps the part after #.
  if (request.mode === 'navigate') return Response.redirect(registration.scope);
  return fetch(request);
}
