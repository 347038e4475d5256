// When the program stops or cannot start, a screen of plain JavaScript says so, and says what is safe.
import assert from 'node:assert/strict';
import { readdirSync, truncateSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { downloaded, kept, openExample, step } from './drive.mjs';
import { axe, chromium, copyOfDist, open, pause, serve, shot, singleFile, usable, withSite } from './lib.mjs';

const screenText = page => page.evaluate(() => document.querySelector('.guard')?.innerText ?? '');
const panic = page => page.evaluate(() => globalThis.weighbridgePanic('deliberate'));
const HOME = 'Home, without opening the case';
const LAST_SAVE = 'Download its last save';

// Opens the worked example, which this browser then keeps, and returns its key.
async function exampleKept(page, address) {
  await openExample(page, address);
  return page.evaluate(() => location.hash.split('/')[2]);
}

// The texts that the slots hold of a case, newest first.
const slots = (page, key) => page.evaluate(wanted => new Promise((resolve, reject) => {
  const asked = indexedDB.open('weighbridge');
  asked.onerror = () => reject(asked.error);
  asked.onsuccess = () => {
    const read = asked.result.transaction('slots').objectStore('slots').getAll();
    read.onsuccess = () => {
      asked.result.close();
      const mine = read.result.filter(row => row.id.startsWith(`${wanted}/`));
      resolve(mine.sort((one, other) => other.revision - one.revision).map(row => row.text));
    };
  };
}), key);

// Cuts the text of the newest `count` saves of a case short.
const damage = (page, key, count) => page.evaluate(([wanted, n]) => new Promise((resolve, reject) => {
  const asked = indexedDB.open('weighbridge');
  asked.onerror = () => reject(asked.error);
  asked.onsuccess = () => {
    const change = asked.result.transaction('slots', 'readwrite');
    const store = change.objectStore('slots');
    store.getAll().onsuccess = event => {
      const mine = event.target.result.filter(row => row.id.startsWith(`${wanted}/`));
      const newestFirst = mine.sort((one, other) => other.revision - one.revision);
      for (const row of newestFirst.slice(0, n)) store.put({ ...row, text: row.text.slice(0, 500) });
    };
    change.oncomplete = () => { asked.result.close(); resolve(); };
  };
}), [key, count]);

// Says which of two texts is not as the other, without printing both.
const assertSame = (one, other, what) => assert.ok(one === other, `${what}: ${one?.length} and ${other?.length} characters`);

// The newest save once nothing more is on its way: the same twice, with a save's time between.
async function newestSave(page, key) {
  for (;;) {
    const [first] = await slots(page, key);
    await pause(300);
    const [second] = await slots(page, key);
    if (first && first === second) return second;
  }
}

const databases = page => page.evaluate(() => indexedDB.databases().then(all => all.map(one => one.name)));

// Clicks a button and takes what it downloads.
const given = (page, name) => downloaded(page, () => page.getByRole('button', { name }).click());

describe('halted', () => {
  const at = withSite({ clean: false });

  at.inPage('a panic halts the program, says that nothing was saved, and passes axe', async page => {
    await open(page, at.address);
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
  });

  at.inPage('it gives the time of the last save, and Reload starts again', async page => {
    await open(page, at.address);
    await page.evaluate(() => {
      globalThis.weighbridgeSavedAt = new Date(2026, 1, 3, 14, 2, 11).getTime();
      globalThis.weighbridgePanic('deliberate');
    });
    assert.match(await screenText(page), /Your work up to 14:02:11 is kept in this browser/);
    await page.getByRole('button', { name: 'Reload' }).click();
    await usable(page);
    assert.equal(await screenText(page), '');
  });

  at.inPage('the details can be copied', async page => {
    await at.browser.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: at.address });
    await open(page, at.address);
    await page.evaluate(() => globalThis.weighbridgePanic('deliberate fault 42'));
    await page.getByRole('button', { name: 'Copy details' }).click();
    await page.getByText('Copied.').waitFor();
    assert.match(await page.evaluate(() => navigator.clipboard.readText()), /deliberate fault 42/);
  });

  at.inPage('a trap in the compiled program halts it even without a message', async page => {
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
  });

  at.inPage('an ordinary error in a script does not halt the program', async page => {
    await open(page, at.address);
    await page.evaluate(() => { setTimeout(() => { throw new Error('harmless'); }); });
    await page.waitForEvent('pageerror');
    assert.equal(await page.evaluate(() => globalThis.weighbridgeHalted), false);
    assert.equal(await screenText(page), '');
  });
});

describe('away from the case that stopped it', () => {
  const at = withSite({ clean: false });

  at.inPage('Home does not open the case, and going back does not either', async page => {
    const key = await exampleKept(page, at.address);
    await panic(page);
    assert.deepEqual(await axe(page), []);
    await shot(page, 'halted-case');
    await page.getByRole('button', { name: HOME }).click();
    await page.getByRole('heading', { name: 'Data centre siting' }).or(page.getByRole('link', { name: 'Data centre siting' })).first().waitFor();
    assert.equal(await page.evaluate(() => location.hash), '#/');
    assert.equal(await screenText(page), '');
    assert.equal(await page.evaluate(() => document.querySelector('.guard-line')), null, 'one halt is no loop');
    await page.goBack().catch(() => null);
    assert.equal(await page.evaluate(wanted => location.hash.includes(wanted), key), false);
  });

  at.inPage('its last save is what this browser keeps, to the last byte', async page => {
    const key = await exampleKept(page, at.address);
    await panic(page);
    const text = await newestSave(page, key);
    const { name, text: got } = await given(page, LAST_SAVE);
    assert.match(name, /^data-centre-siting.*\.json$/);
    assertSame(got, text, 'the last save');
    await page.getByText(/was given to your browser’s downloads, as saved at \d+ \w+ 20\d\d/).waitFor();
  });

  at.inPage('where the newest save is damaged, the one before it is offered too', async page => {
    const key = await exampleKept(page, at.address);
    await step(page, 'record');
    await page.getByLabel('Why', { exact: true }).fill('Because.');
    await page.getByLabel('Why', { exact: true }).press('Tab');
    while (!(await slots(page, key))[0].includes('Because.')) await pause(50);
    await panic(page);
    await newestSave(page, key);
    await damage(page, key, 1);
    const [damaged, before] = await slots(page, key);
    assert.equal(damaged.length, 500);
    await page.getByRole('button', { name: LAST_SAVE }).click();
    await page.getByText('Not every save is whole').waitFor();
    assert.deepEqual(await axe(page), []);
    await shot(page, 'halted-damaged');
    const { name: wholeName, text: whole } = await given(page, /^Download the save of [^,]+$/);
    assertSame(whole, before, 'the one before');
    assert.doesNotMatch(wholeName, /damaged/);
    const { name: rawName, text: raw } = await given(page, /which is damaged$/);
    assertSame(raw, damaged, 'the damaged one');
    assert.match(rawName, /-damaged\.json$/);
  });

  at.inPage('where every save is damaged, what is left of each is offered', async page => {
    const key = await exampleKept(page, at.address);
    await panic(page);
    await newestSave(page, key);
    await damage(page, key, 2);
    const n_kept = (await slots(page, key)).length;
    await page.getByRole('button', { name: LAST_SAVE }).click();
    await page.getByText('No save of this case is whole').waitFor();
    assert.equal(await page.getByRole('button', { name: /which is damaged$/ }).count(), n_kept);
  });

  at.inPage('two halts at one address within a minute: the next start is at Home, and says so', async page => {
    const key = await exampleKept(page, at.address);
    await panic(page);
    assert.doesNotMatch(await screenText(page), /second time/);
    await page.getByRole('button', { name: 'Reload' }).click();
    await kept(page);
    assert.equal(await page.evaluate(() => location.hash.split('/')[2]), key, 'after one halt the case opens again');
    await step(page, 'scores');
    await panic(page);
    assert.match(await screenText(page), /second time within a minute/);
    assert.equal(await page.evaluate(() => document.querySelector('.guard .button--main').textContent), HOME);
    assert.deepEqual(await axe(page), []);
    await page.getByRole('button', { name: 'Reload' }).click();
    await page.getByText('Weighbridge stopped twice within a minute').waitFor();
    await usable(page);
    assert.equal(await page.evaluate(() => location.hash), '#/');
    assert.deepEqual(await axe(page), []);
    await shot(page, 'halted-home');
    assertSame((await given(page, LAST_SAVE)).text, await newestSave(page, key), 'the last save');
    await page.getByRole('button', { name: 'Close' }).click();
    assert.equal(await page.evaluate(() => document.querySelector('.guard-line')), null);
    await page.reload();
    await usable(page);
    assert.equal(await page.evaluate(() => document.querySelector('.guard-line')), null, 'it is said once');
  });
});

test('a program that cannot start still leads Home and hands out the last save, and makes no storage', async () => {
  const folder = copyOfDist();
  const site = await serve(folder);
  const browser = await chromium({ serviceWorkers: 'block' });
  const page = await browser.newPage();
  const key = await exampleKept(page, site.address);
  const text = await newestSave(page, key);
  truncateSync(path.join(folder, readdirSync(folder).find(name => name.endsWith('_bg.wasm'))), 5000);
  await page.reload();
  await page.waitForSelector('.guard');
  assert.match(await screenText(page), /^Weighbridge could not start/);
  assertSame((await given(page, LAST_SAVE)).text, text, 'the last save');
  await page.getByRole('button', { name: HOME }).click();
  await page.waitForFunction(() => location.hash === '#/' && document.querySelector('.guard'));
  assert.equal(await page.getByRole('button', { name: LAST_SAVE }).count(), 0, 'Home names no case');

  const other = await chromium({ serviceWorkers: 'block' });
  const fresh = await other.newPage();
  await fresh.goto(`${site.address}#/case/${key}/alignment`);
  await fresh.waitForSelector('.guard');
  await fresh.getByRole('button', { name: LAST_SAVE }).click();
  await fresh.getByText('This browser keeps no save of this case').waitFor();
  assert.deepEqual(await databases(fresh), []);
  await other.close();
  await browser.close();
  await site.stop();
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

const fox = withSite({ firefox: true, single: true, fresh: true, clean: false });

fox.inPage('the screen works in Firefox from the single file', async page => {
  await open(page, fox.address);
  await page.evaluate(() => globalThis.weighbridgePanic('deliberate'));
  assert.match(await screenText(page), /^Weighbridge has stopped/);
});

fox.inPage('in Firefox, from the single file: Home without the case, and its last save', async page => {
  const key = await exampleKept(page, fox.address);
  await page.evaluate(() => {
    const make = URL.createObjectURL;
    URL.createObjectURL = blob => {
      blob.text().then(given => { globalThis.given = given; });
      return make.call(URL, blob);
    };
  });
  await panic(page);
  const text = await newestSave(page, key);
  const pressHere = label => page.evaluate(wanted => [...document.querySelectorAll('.guard button')].find(b => b.textContent === wanted).click(), label);
  await pressHere(LAST_SAVE);
  await page.waitForFunction(() => globalThis.given !== undefined);
  assertSame(await page.evaluate(() => globalThis.given), text, 'the last save');
  await page.waitForFunction(() => /was given to your browser/.test(document.querySelector('.guard__kept').textContent));
  await page.evaluate(() => { globalThis.isBefore = true; });
  await pressHere(HOME);
  await page.waitForFunction(() => globalThis.isBefore === undefined && document.querySelector('main h1') !== null);
  assert.equal(await page.evaluate(() => location.hash), '#/');
  assert.equal(await screenText(page), '');
});
