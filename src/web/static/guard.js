// The page's fallback, in plain JavaScript so that it works when the compiled program does not.
// Sets the theme before the first paint; shows a full screen when the program has stopped or could not start.
// It builds that screen with DOM calls only, and lacks any way to save or restore work.
//
// The program calls   weighbridgePanic(message)      from its panic hook.
// The program reads   weighbridgeHalted              and saves nothing more once it is true.
// The program writes  weighbridgeSavedAt             after each save: milliseconds since 1970, or "HH:MM:SS".
// The boot script calls weighbridgeStarted() or weighbridgeNotStarted(error).
(() => {
  'use strict';
  const START_LIMIT_MS = 30_000;
  let screen = null;

  globalThis.weighbridgeHalted = false;
  globalThis.weighbridgePanic = halt;
  globalThis.weighbridgeStarted = started;
  globalThis.weighbridgeNotStarted = notStarted;

  applyTheme();
  const startTimer = setTimeout(() => {
    if (!document.querySelector('main h1')) notStarted(new Error('nothing was shown within 30 seconds'));
  }, START_LIMIT_MS);
  addEventListener('TrunkApplicationStarted', started);

  addEventListener('error', event => {
    if (event.target instanceof HTMLScriptElement) {
      notStarted(new Error(`could not load ${event.target.getAttribute('src')}`));
    } else if (endedTheProgram(event.error)) {
      halt(String(event.error.stack ?? event.error));
    }
  }, true);
  addEventListener('unhandledrejection', event => {
    if (endedTheProgram(event.reason)) halt(String(event.reason.stack ?? event.reason));
  });

  // A trap, or a stack that ran out inside the compiled code, leaves the program's memory in an unknown state.
  function endedTheProgram(error) {
    if (typeof WebAssembly === 'object' && error instanceof WebAssembly.RuntimeError) return true;
    const outOfStack = error instanceof RangeError || error?.name === 'InternalError';
    return outOfStack && /wasm/.test(error.stack ?? '');
  }

  function applyTheme() {
    let theme = null;
    try {
      theme = localStorage.getItem('weighbridge.theme');
    } catch {
      // Storage may be switched off: the system's theme is used.
    }
    theme = theme?.replaceAll('"', '');
    if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  }

  function halt(message) {
    if (globalThis.weighbridgeHalted) return;
    globalThis.weighbridgeHalted = true;
    show({
      title: 'Weighbridge has stopped',
      safe: savedText(globalThis.weighbridgeSavedAt),
      text: 'A fault in the program stopped it, and it saves nothing more until you reload. '
        + 'To report the fault, copy the details before you do.',
      details: String(message),
    });
  }

  function notStarted(error) {
    if (globalThis.weighbridgeHalted) return;
    show({
      title: 'Weighbridge could not start',
      safe: 'Work kept in this browser has not been touched.',
      text: 'The browser may be too old, or its settings may block the program. Weighbridge needs a version of '
        + 'Chrome, Edge, Firefox or Safari from 2024 or later. Reload to try again, or open the page in another browser.',
      details: String(error?.stack ?? error),
    });
  }

  // A slow start may come after the limit: the screen then goes again.
  function started() {
    clearTimeout(startTimer);
    if (globalThis.weighbridgeHalted || !screen) return;
    screen.remove();
    for (const part of document.body.children) part.inert = false;
    document.title = 'Weighbridge';
  }

  function savedText(at) {
    if (at === undefined || at === null) return 'Nothing was saved in this browser since you opened it.';
    const clock = typeof at === 'number' ? new Date(at).toTimeString().slice(0, 8) : String(at);
    return `Your work up to ${clock} is kept in this browser.`;
  }

  function show({ title, safe, text, details }) {
    if (!document.body) {
      addEventListener('DOMContentLoaded', () => show({ title, safe, text, details }), { once: true });
      return;
    }
    screen?.remove();
    for (const part of document.body.children) part.inert = true;
    const heading = element('h1', { id: 'guard-title', tabIndex: -1 }, title);
    const shown = element('p', { className: 'guard__details' }, `${details}\n${navigator.userAgent}`);
    const copied = element('span', { role: 'status' }, '');
    const reload = element('button', { className: 'button button--main', type: 'button' }, 'Reload');
    const copy = element('button', { className: 'button', type: 'button' }, 'Copy details');
    reload.addEventListener('click', () => location.reload());
    copy.addEventListener('click', async () => { copied.textContent = await copyText(shown); });

    const actions = element('div', { className: 'guard__actions' });
    actions.append(reload, copy, copied);
    screen = element('section', { className: 'guard', role: 'alertdialog', ariaModal: 'true' });
    screen.setAttribute('aria-labelledby', 'guard-title');
    screen.append(heading, element('p', { className: 'guard__safe' }, safe), element('p', {}, text), actions, shown);
    document.body.append(screen);
    document.title = `${title} - Weighbridge`;
    heading.focus();
  }

  async function copyText(shown) {
    try {
      await navigator.clipboard.writeText(shown.textContent);
      return 'Copied.';
    } catch {
      getSelection().selectAllChildren(shown);
      return 'Selected below: copy it with Ctrl and C.';
    }
  }

  function element(name, properties, text) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(properties)) made[key] = value;
    if (text !== undefined) made.textContent = text;
    return made;
  }
})();
