// Both editions start cleanly, ask for nothing once loaded, and go on without a network.
import assert from 'node:assert/strict';
import { cpSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { openExample } from './drive.mjs';
import {
  axe, chromium, DIST, firefox, offlineReady, open, pause, serve, shot, singleFile, temporaryFolder, usable, watch, withSite,
} from './lib.mjs';

async function openWhole(page, address) {
  await open(page, address);
  await page.waitForLoadState('networkidle');
}

describe('hosted edition in Chromium', () => {
  const at = withSite();

  at.inPage('starts with a clean console and no accessibility faults', async page => {
    await open(page, at.address);
    await offlineReady(page);
    assert.ok(at.seen.requests.every(address => address.startsWith(at.address)), at.seen.requests.join('\n'));
    assert.deepEqual(await axe(page), []);
    await shot(page, 'start-hosted');
  });

  at.inPage('asks for nothing after it has loaded', async page => {
    await open(page, at.address);
    await offlineReady(page);
    await pause(300);
    assert.ok(at.seen.requests.length > 3, 'the watch sees the requests of the load itself');
    at.seen.mark();
    at.site.requests.length = 0;
    await page.keyboard.press('Tab');
    await page.evaluate(() => { location.hash = '#/'; });
    await pause(1500);
    assert.deepEqual(at.seen.requests, []);
    // After a load the browser itself looks for a newer service worker, sooner or later.
    assert.deepEqual(at.site.requests.filter(address => address !== '/sw.js'), []);
  });

  at.inPage('reloads, opens anew and keeps deep links while the server is stopped', async page => {
    await open(page, at.address);
    await offlineReady(page);
    await at.site.stop();
    await assert.rejects(fetch(at.address), 'the server is down');
    await page.reload();
    await usable(page);
    // The rest of the page is fetched behind the first view; going on in the middle of it would cut that short.
    await page.waitForLoadState('networkidle');
    await openWhole(page, `${at.address}?from=a-bookmark#/`);
    for (const other of ['index.html', 'an/old/bookmark#/somewhere']) {
      await openWhole(page, at.address + other);
      assert.equal(new URL(page.url()).pathname, '/', `${other} leads to the page`);
    }
    assert.equal(new URL(page.url()).hash, '#/somewhere');
    assert.deepEqual(at.seen.problems, []);
    await page.close();
    await at.site.start();
  });

  at.inPage('can be installed: the manifest and its icons are there', async page => {
    await open(page, at.address);
    const client = await at.browser.newCDPSession(page);
    const { errors } = await client.send('Page.getAppManifest');
    assert.deepEqual(errors, []);
    const { installabilityErrors } = await client.send('Page.getInstallabilityErrors');
    // A private profile is the only hindrance that a test profile may have.
    const hindrances = installabilityErrors.map(error => error.errorId).filter(id => id !== 'in-incognito');
    assert.deepEqual(hindrances, []);
  });

  at.inPage('the theme is set before the first paint', async page => {
    await open(page, at.address);
    assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), undefined);
    await page.evaluate(() => localStorage.setItem('weighbridge.theme', 'dark'));
    await page.addInitScript(() => {
      new MutationObserver((_, observer) => {
        if (!document.body) return;
        globalThis.themeWhenBodyCame = document.documentElement.dataset.theme;
        observer.disconnect();
      }).observe(document, { childList: true, subtree: true });
    });
    await page.reload();
    await usable(page);
    assert.equal(await page.evaluate(() => globalThis.themeWhenBodyCame), 'dark');
    await page.evaluate(() => localStorage.removeItem('weighbridge.theme'));
  });
});

test('the hosted edition runs beneath a path, without a network too', async () => {
  const folder = temporaryFolder();
  cpSync(DIST, path.join(folder, 'tools/weighbridge'), { recursive: true });
  const site = await serve(folder);
  const browser = await chromium();
  const page = await browser.newPage();
  const seen = watch(page);
  const address = `${site.address}tools/weighbridge/`;
  await openExample(page, address);
  await offlineReady(page);
  await page.waitForLoadState('networkidle');
  assert.ok(seen.requests.every(asked => asked.startsWith(address)), seen.requests.join('\n'));
  await site.stop();
  await page.reload();
  await usable(page);
  await page.getByRole('heading', { level: 1, name: /Dual-site co-location leads/ }).waitFor();
  await page.waitForLoadState('networkidle');
  await openWhole(page, `${address}an/old/bookmark#/about/copy`);
  assert.equal(new URL(page.url()).pathname, '/tools/weighbridge/');
  assert.deepEqual(seen.problems, []);
  await browser.close();
});

test('the single file starts from disk in Chromium with a clean console', async () => {
  const browser = await chromium();
  const page = await browser.newPage();
  const seen = watch(page);
  const address = singleFile();
  await open(page, address);
  assert.deepEqual(seen.problems, []);
  assert.deepEqual(seen.requests, [address]);
  assert.deepEqual(await axe(page), []);
  await shot(page, 'start-single');
  await browser.close();
});

test('both editions start in Firefox with a clean console', async () => {
  const site = await serve();
  const browser = await firefox();
  for (const address of [singleFile(), site.address]) {
    const page = await browser.newPage();
    const seen = watch(page);
    await open(page, address);
    await pause(300);
    assert.deepEqual(seen.problems, [], address);
    await page.close();
  }
  await browser.close();
  await site.stop();
});

test('without scripts the page says what it needs', async () => {
  const browser = await chromium({ javaScriptEnabled: false });
  const page = await browser.newPage();
  await page.goto(singleFile());
  assert.match(await page.textContent('h1'), /needs JavaScript/);
  await browser.close();
});
