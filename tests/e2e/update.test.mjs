// A new version never replaces a running one: it waits until the last page is closed.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { chromium, copyOfDist, offlineReady, open, pause, serve, usable, watch } from './lib.mjs';

function publishVersionTwo(folder) {
  const edit = (name, from, to) => {
    const file = path.join(folder, name);
    const text = readFileSync(file, 'utf8');
    assert.ok(text.includes(from), `${name} holds ${from}`);
    writeFileSync(file, text.replace(from, to));
  };
  edit('index.html', '<html lang="en-GB">', '<html lang="en-GB" data-version="2">');
  edit('sw.js', "const VERSION = 'weighbridge-", "const VERSION = 'weighbridge-2");
}

const version = page => page.evaluate(() => document.documentElement.dataset.version ?? '1');
const cacheNames = page => page.evaluate(() => caches.keys());

test('a new version waits while a page is open, and starts when all are closed', async () => {
  const folder = copyOfDist();
  const site = await serve(folder);
  const browser = await chromium();
  const page = await browser.newPage();
  await open(page, site.address);
  await offlineReady(page);
  const [oldCache] = await cacheNames(page);
  const seen = watch(page);
  await page.evaluate(() => { globalThis.sameDocument = true; });

  publishVersionTwo(folder);
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    await registration.update();
    while (!registration.waiting) await new Promise(resolve => setTimeout(resolve, 20));
  });
  await pause(1000);
  assert.equal(await page.evaluate(() => globalThis.sameDocument), true, 'the open page was not reloaded');
  assert.ok((await cacheNames(page)).includes(oldCache), 'the files of the open page are still kept');

  await page.reload();
  await usable(page);
  assert.equal(await version(page), '1', 'a reload stays on the running version');
  const second = await browser.newPage();
  await open(second, site.address);
  assert.equal(await version(second), '1', 'a second page gets the same version as the first');
  assert.deepEqual(seen.problems, []);

  await second.close();
  await page.close();
  await pause(500);
  const later = await browser.newPage();
  await open(later, site.address);
  assert.equal(await version(later), '2');
  await later.waitForFunction(async old => !(await caches.keys()).includes(old), oldCache);
  await browser.close();
  await site.stop();
});
