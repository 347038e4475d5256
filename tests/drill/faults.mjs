// Faults of storage, put into the shipped page from outside: wrappers around the browser's own calls that fail while
// `globalThis.drillFault` names a fault. The wrappers are set before the page's scripts run.

/** Runs in the page before its own scripts. */
export function wrapStorage() {
  const real = {
    open: IDBFactory.prototype.open,
    put: IDBObjectStore.prototype.put,
    add: IDBObjectStore.prototype.add,
    get: IDBObjectStore.prototype.get,
    getAll: IDBObjectStore.prototype.getAll,
    transaction: IDBDatabase.prototype.transaction,
    abort: IDBTransaction.prototype.abort,
    estimate: StorageManager.prototype.estimate,
    request: globalThis.LockManager?.prototype.request,
    indexedDB: globalThis.indexedDB,
  };
  // Kept over a reload of this tab, so that a fault can stand from the start.
  let fault = null;
  try {
    fault = JSON.parse(sessionStorage.getItem('drill.fault'));
  } catch {
    // Nothing is kept where storage is refused.
  }
  let times = 0;
  globalThis.drillSetFault = wanted => {
    fault = wanted;
    times = 0;
    globalThis.drillHits = 0;
    if (wanted) sessionStorage.setItem('drill.fault', JSON.stringify(wanted));
    else sessionStorage.removeItem('drill.fault');
  };
  globalThis.drillHits = 0;
  const hits = (...wanted) => {
    if (!fault || !(wanted.includes(fault.at) || wanted.includes(fault.also))) return false;
    times += 1;
    if (fault.from && times < fault.from) return false;
    if (fault.times && times >= (fault.from ?? 1) + fault.times) return false;
    globalThis.drillHits += 1;
    return true;
  };
  const refuse = () => {
    if (fault.name === 'Error') throw new Error('made up by a drill');
    throw new DOMException('made up by a drill', fault.name);
  };
  const stop = event => event.stopImmediatePropagation();
  // Listeners set here come before the page's own.
  const silence = (target, ...events) => {
    for (const event of events) target.addEventListener(event, stop);
    return target;
  };

  // What is read of the slots in a later transaction than the last write is the read-back.
  let written = null;
  const isReadBack = store => store.name === 'slots' && written !== null && store.transaction !== written && store.transaction.mode === 'readonly';
  const other = row => row && { ...row, text: 'something else', digest: 'x', seal: 'x' };
  const answerWith = (request, change) => {
    const result = Object.getOwnPropertyDescriptor(IDBRequest.prototype, 'result');
    Object.defineProperty(request, 'result', { get: () => change(result.get.call(request)) });
  };
  const readBack = (store, request, asList) => {
    if (!isReadBack(store)) return;
    if (hits('read-back differs')) answerWith(request, found => (asList ? found.map(other) : other(found)));
    if (hits('read-back is gone')) answerWith(request, () => (asList ? [] : undefined));
  };

  IDBFactory.prototype.open = function (name, version) {
    if (hits('open throws')) refuse();
    if (hits('open fails')) {
      const request = real.open.call(this, `${name} that fails`, 1);
      request.addEventListener('upgradeneeded', event => {
        event.stopImmediatePropagation();
        request.transaction.abort();
      });
      return request;
    }
    const request = version === undefined ? real.open.call(this, name) : real.open.call(this, name, version);
    return hits('open is silent') ? silence(request, 'success', 'error', 'upgradeneeded', 'blocked') : request;
  };
  IDBDatabase.prototype.transaction = function (...given) {
    if (hits('transaction throws')) refuse();
    const transaction = real.transaction.apply(this, given);
    if (given[1] === 'readwrite' && hits('complete is silent')) silence(transaction, 'complete');
    return transaction;
  };
  IDBObjectStore.prototype.put = function (...given) {
    written = this.transaction;
    if (hits('put throws')) refuse();
    if (hits('put fails')) {
      // A key that is there already: the request fails by itself, and takes the transaction with it.
      real.put.apply(this, given);
      return real.add.apply(this, given);
    }
    const request = real.put.apply(this, given);
    if (hits('abort after put')) {
      const { transaction } = this;
      request.addEventListener('success', () => real.abort.call(transaction));
    }
    if (hits('abort at put')) real.abort.call(this.transaction);
    return hits('put is silent') ? silence(request, 'success', 'error') : request;
  };
  IDBObjectStore.prototype.get = function (...given) {
    if (hits('get throws')) refuse();
    const request = real.get.apply(this, given);
    readBack(this, request, false);
    return hits('get is silent') ? silence(request, 'success', 'error') : request;
  };
  IDBObjectStore.prototype.getAll = function (...given) {
    if (hits('getAll throws')) refuse();
    const request = real.getAll.apply(this, given);
    readBack(this, request, true);
    return hits('getAll is silent') ? silence(request, 'success', 'error') : request;
  };
  StorageManager.prototype.estimate = function () {
    if (hits('estimate is silent')) return new Promise(() => {});
    if (hits('estimate fails')) return Promise.reject(new TypeError('made up by a drill'));
    if (hits('estimate says full')) return Promise.resolve({ usage: 1000, quota: 1000 });
    return real.estimate.call(this);
  };
  if (real.request) {
    LockManager.prototype.request = function (...given) {
      if (hits('lock is refused')) return Promise.reject(new DOMException('made up by a drill', 'SecurityError'));
      if (hits('lock is silent')) return new Promise(() => {});
      return real.request.apply(this, given);
    };
  }
  Object.defineProperty(globalThis, 'indexedDB', {
    configurable: true,
    get() {
      if (hits('indexedDB throws')) refuse();
      return hits('indexedDB is missing') ? undefined : real.indexedDB;
    },
  });

  // The moment at which the line at the top first says something, since the last key that handed an edit over.
  let begun = 0;
  addEventListener('keydown', event => {
    if (event.key !== 'Enter') return;
    begun = performance.now();
    globalThis.drillSaid = {};
  }, true);
  const watch = () => new MutationObserver(() => {
    const line = (document.querySelector('.masthead__saved')?.textContent ?? '').trim();
    const first = line.split(/[. ]/, 2).join(' ');
    if (globalThis.drillSaid && !(first in globalThis.drillSaid)) globalThis.drillSaid[first] = performance.now() - begun;
  }).observe(document, { childList: true, subtree: true, characterData: true });
  if (document.documentElement) watch();
  else addEventListener('DOMContentLoaded', watch);
}

const thrown = (at, ...names) => names.map(name => ({ at, name }));

/**
 * The thirty faults. `silent` ones may take five seconds to be said, the others one. `heals` ones are over by themselves,
 * so that the page may also save on a second try within that second. `opening` ones stand while the case is opened.
 */
export const FAULTS = [
  ...thrown('put throws', 'QuotaExceededError', 'UnknownError', 'InvalidStateError', 'DataCloneError', 'Error'),
  ...thrown('transaction throws', 'InvalidStateError', 'NotFoundError'),
  ...thrown('open throws', 'SecurityError', 'QuotaExceededError', 'UnknownError'),
  ...thrown('getAll throws', 'InvalidStateError'),
  ...thrown('get throws', 'UnknownError'),
  ...thrown('indexedDB throws', 'SecurityError'),
  { at: 'indexedDB is missing' },
  { at: 'open fails' },
  { at: 'put fails' },
  { at: 'abort at put' },
  { at: 'abort after put' },
  { at: 'abort after put', also: 'estimate says full' },
  { at: 'read-back differs', times: 1, heals: true },
  { at: 'read-back differs' },
  { at: 'read-back is gone' },
  { at: 'open is silent', silent: true },
  { at: 'put is silent', silent: true },
  { at: 'get is silent', silent: true },
  { at: 'getAll is silent', silent: true },
  { at: 'complete is silent', silent: true },
  { at: 'estimate is silent', silent: true, harmless: true },
  { at: 'deleted', heals: true },
  { at: 'lock is refused', opening: true, harmless: true },
];

/** Returns a fault in words. */
export const faultWords = ({ at, name, times, also }) => [at, name, times && `${times} time`, also && `and ${also}`].filter(Boolean).join(' ');
