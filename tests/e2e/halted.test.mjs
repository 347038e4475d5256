// When the program stops or cannot start, a screen of plain JavaScript says so, and says what is safe.
import assert from 'node:assert/strict';
import { readdirSync, truncateSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { axe, chromium, copyOfDist, firefox, open, serve, shot, singleFile, usable } from './lib.mjs';

const screenText = page => page.evaluate(() => document.querySelector('.guard')?.innerText ?? '');

describe('halted', () => {
  let site, browser;
  before(async () => {
    site = await serve();
    browser = await chromium();
  });
  after(async () => {
    await browser.close();
    await site.stop();
  });

  test('a panic halts the program, says that nothing was saved, and passes axe', async () => {
    const page = await browser.newPage();
    await open(page, site.address);
    assert.equal(await page.evaluate(() => globalThis.weighbridgeHalted), false);
    await page.evaluate(() => globalThis.weighbridgePanic('panicked at src/web/main.rs:1:1: <b>deliberate</b>'));
    const text = await screenText(page);
    assert.match(text, /^Weighbridge has stopped/);
    assert.match(text, /Nothing was saved in this browser since you opened it/);
    assert.match(text, /<b>deliberate<\/b>/);
    assert.equal(await page.evaluate(() => globalThis.weighbridgeHalted), true);
    assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Weighbridge has stopped');
    assert.equal(await page.evaluate(() => document.querySelector('main').closest('[inert]') !== null), true);
    assert.deepEqual(await axe(page), []);
    await shot(page, 'halted');
    await page.close();
  });

  test('it gives the time of the last save, and Reload starts again', async () => {
    const page = await browser.newPage();
    await open(page, site.address);
    await page.evaluate(() => {
      globalThis.weighbridgeSavedAt = new Date(2026, 1, 3, 14, 2, 11).getTime();
      globalThis.weighbridgePanic('deliberate');
    });
    assert.match(await screenText(page), /Your work up to 14:02:11 is kept in this browser/);
    await page.getByRole('button', { name: 'Reload' }).click();
    await usable(page);
    assert.equal(await screenText(page), '');
    await page.close();
  });

  test('the details can be copied', async () => {
    const page = await browser.newPage();
    await browser.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: site.address });
    await open(page, site.address);
    await page.evaluate(() => globalThis.weighbridgePanic('deliberate fault 42'));
    await page.getByRole('button', { name: 'Copy details' }).click();
    await page.getByText('Copied.').waitFor();
    assert.match(await page.evaluate(() => navigator.clipboard.readText()), /deliberate fault 42/);
    await page.close();
  });

  test('a trap in the compiled program halts it even without a message', async () => {
    const page = await browser.newPage();
    await open(page, singleFile());
    await page.evaluate(() => {
      // The smallest module whose exported function is `unreachable`.
      const trap = new Uint8Array([
        0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 116, 0, 0, 10, 5, 1, 3, 0, 0, 11,
      ]);
      const { exports } = new WebAssembly.Instance(new WebAssembly.Module(trap));
      setTimeout(() => exports.t());
    });
    await page.waitForSelector('.guard');
    assert.match(await screenText(page), /^Weighbridge has stopped/);
    await page.close();
  });

  test('an ordinary error in a script does not halt the program', async () => {
    const page = await browser.newPage();
    await open(page, site.address);
    await page.evaluate(() => { setTimeout(() => { throw new Error('harmless'); }); });
    await page.waitForEvent('pageerror');
    assert.equal(await page.evaluate(() => globalThis.weighbridgeHalted), false);
    assert.equal(await screenText(page), '');
    await page.close();
  });
});

test('a program that cannot start says so instead of a blank page', async () => {
  const folder = copyOfDist();
  const program = readdirSync(folder).find(name => name.endsWith('_bg.wasm'));
  truncateSync(path.join(folder, program), 5000);
  const site = await serve(folder);
  const browser = await chromium();
  const page = await browser.newPage();
  await page.goto(site.address);
  await page.waitForSelector('.guard');
  assert.match(await screenText(page), /^Weighbridge could not start/);
  assert.match(await screenText(page), /Work kept in this browser has not been touched/);
  await browser.close();
  await site.stop();
});

test('a page whose chunk does not arrive says so, and can be fetched again', async () => {
  const site = await serve();
  const browser = await chromium();
  const page = await browser.newPage();
  let blocked = true;
  await page.route('**/split_appraisal-*', route => (blocked ? route.abort() : route.continue()));
  await page.goto(site.address);
  await page.getByRole('button', { name: /Open the worked example/ }).click();
  await page.getByRole('heading', { name: 'This page could not be fetched' }).waitFor();
  assert.deepEqual(await axe(page), []);
  blocked = false;
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.locator('.bars__row').first().waitFor();
  await browser.close();
  await site.stop();
});

test('a script that does not arrive says so', async () => {
  const folder = copyOfDist();
  truncateSync(path.join(folder, 'start.js'), 0);
  const site = await serve(folder);
  const browser = await chromium();
  const page = await browser.newPage();
  await page.route('**/start.js', route => route.abort());
  await page.goto(site.address);
  await page.waitForSelector('.guard');
  assert.match(await screenText(page), /could not load \.\/start\.js/);
  await browser.close();
  await site.stop();
});

test('the screen works in Firefox from the single file', async () => {
  const browser = await firefox();
  const page = await browser.newPage();
  await open(page, singleFile());
  await page.evaluate(() => globalThis.weighbridgePanic('deliberate'));
  assert.match(await screenText(page), /^Weighbridge has stopped/);
  await browser.close();
});
