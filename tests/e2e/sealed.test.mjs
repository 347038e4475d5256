// Nothing leaves the page and no foreign text becomes markup or script: the policies hold in both editions.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, describe, test } from 'node:test';
import { chromium, firefox, open, pause, serve, singleFile } from './lib.mjs';

const WAYS_OUT = ['fetch', 'image', 'beacon', 'socket', 'form'];

// Another origin, which counts whatever reaches it.
async function elsewhere() {
  const reached = new Set();
  const server = createServer((request, response) => {
    reached.add(request.url.slice(1));
    response.writeHead(200, { 'access-control-allow-origin': '*', 'content-type': 'text/html' }).end('<title>here</title>');
  });
  server.on('upgrade', (request, socket) => {
    reached.add(request.url.slice(1));
    socket.destroy();
  });
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  return { reached, port: server.address().port, stop: () => { server.closeAllConnections(); server.close(); } };
}

// Runs in the page: tries each way out to the other origin, and returns which of them the policy reported.
async function tryToLeave(port) {
  const other = `http://127.0.0.1:${port}`;
  const blocked = [];
  document.addEventListener('securitypolicyviolation', event => blocked.push(`${event.effectiveDirective} ${event.blockedURI}`));
  await fetch(`${other}/fetch`).catch(() => {});
  new Image().src = `${other}/image`;
  navigator.sendBeacon(`${other}/beacon`, 'text');
  try {
    new WebSocket(`ws://127.0.0.1:${port}/socket`);
  } catch {
    // Firefox throws as well as reporting.
  }
  const form = document.createElement('form');
  form.action = `${other}/form`;
  form.method = 'post';
  form.target = '_blank';
  document.body.append(form);
  try {
    form.submit();
  } catch {
    // Firefox throws as well as reporting.
  }
  await new Promise(resolve => setTimeout(resolve, 700));
  return blocked;
}

function assertSealed(blocked, reached) {
  assert.deepEqual([...reached], [], 'nothing reached the other origin');
  for (const way of WAYS_OUT) {
    assert.ok(blocked.some(report => report.endsWith(`/${way}`)), `${way} is reported as blocked, of: ${blocked.join(', ')}`);
  }
}

// Runs in the page: returns the name of what stopped each attempt, or 'nothing'.
async function tryToInject() {
  // The debugger lets its own call evaluate text; what runs from a timer is under the page's policy.
  await new Promise(resolve => setTimeout(resolve));
  const attempt = async run => {
    try {
      await run();
      return 'nothing';
    } catch (error) {
      return error.name;
    }
  };
  const script = document.createElement('script');
  return {
    innerHTML: await attempt(() => { document.createElement('div').innerHTML = '<img src="x" onerror="globalThis.ran = 1">'; }),
    plainTag: await attempt(() => { document.createElement('div').innerHTML = '<script src="./other.js"></script>'; }),
    insertAdjacentHTML: await attempt(() => document.body.insertAdjacentHTML('beforeend', '<u>foreign</u>')),
    documentWrite: await attempt(() => document.write('<u>foreign</u>')),
    scriptText: await attempt(() => { script.text = 'globalThis.ran = 1'; }),
    scriptAddress: await attempt(() => { script.src = './other.js'; }),
    worker: await attempt(() => new Worker(URL.createObjectURL(new Blob([''])))),
    evaluate: await attempt(() => (0, eval)('globalThis.ran = 1')),
    construct: await attempt(() => new Function('globalThis.ran = 1')()),
    ran: globalThis.ran ?? 0,
  };
}

function assertRefused({ ran, ...attempts }) {
  assert.equal(ran, 0, 'no foreign script ran');
  for (const [way, stoppedBy] of Object.entries(attempts)) assert.notEqual(stoppedBy, 'nothing', `${way} is refused`);
}

describe('sealed', () => {
  let site, other, chrome, fox;
  before(async () => {
    site = await serve();
    other = await elsewhere();
    chrome = await chromium();
    fox = await firefox();
  });
  after(async () => {
    await chrome.close();
    await fox.close();
    other.stop();
    await site.stop();
  });

  test('the five ways out work on a page without a policy, so that blocking them means something', async () => {
    const page = await chrome.newPage();
    await page.goto(`http://127.0.0.1:${other.port}/`);
    other.reached.clear();
    assert.deepEqual(await page.evaluate(tryToLeave, other.port), []);
    await pause(300);
    assert.deepEqual(WAYS_OUT.filter(way => !other.reached.has(way)), []);
    await page.close();
  });

  const editions = [['hosted edition', () => site.address], ['single file', singleFile]];
  const browsers = [['Chromium', () => chrome], ['Firefox', () => fox]];
  for (const [edition, address] of editions) {
    for (const [name, browser] of browsers) {
      test(`${edition} in ${name}: fetch, image, beacon, socket and form to another origin are blocked`, async () => {
        const page = await browser().newPage();
        await open(page, address());
        other.reached.clear();
        const blocked = await page.evaluate(tryToLeave, other.port);
        assertSealed(blocked, other.reached);
        await page.close();
      });

      test(`${edition} in ${name}: foreign markup and scripts are refused`, async () => {
        const page = await browser().newPage();
        await open(page, address());
        assertRefused(await page.evaluate(tryToInject));
        await page.close();
      });
    }
  }

  test('only the page\'s own service worker can be registered', async () => {
    const page = await chrome.newPage();
    await open(page, site.address);
    const register = file => page.evaluate(f => navigator.serviceWorker.register(f).then(() => 'registered', e => e.name), file);
    assert.equal(await register('./start.js'), 'TypeError');
    assert.equal(await register('./sw.js'), 'registered');
    await page.close();
  });
});
