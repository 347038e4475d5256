// Getting work back: everything that is kept can be looked at, opened as a copy and saved as it is, damaged or whole; the
// history of a case says what was changed from one state to the next.
import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { LOOKS, addInitiative, downloaded, fits, kept, look, startCase } from './drive.mjs';
import { axe, open, shot, withSite } from './lib.mjs';

/** Runs a step on one store of the page's database, with the rows that it holds. The step is text: the page allows no eval. */
const inStore = (page, store, step, argument) => page.evaluate(`new Promise((resolve, reject) => {
  const request = indexedDB.open('weighbridge');
  request.onerror = () => reject(request.error);
  request.onsuccess = () => {
    const database = request.result;
    const transaction = database.transaction(${JSON.stringify(store)}, 'readwrite');
    const rows = transaction.objectStore(${JSON.stringify(store)});
    const reading = rows.getAll();
    let answer;
    reading.onsuccess = () => {
      const [all, argument] = [reading.result, ${JSON.stringify(argument ?? null)}];
      answer = (() => { ${step} })();
    };
    transaction.oncomplete = () => { database.close(); resolve(answer); };
    transaction.onerror = () => reject(transaction.error);
  };
})`);

/** Puts a whole state of a case into a store: its digest and seal hold. */
async function putState(page, { store, id, key, revision, text, time, day, title }) {
  const row = await page.evaluate(async ([key, revision, text]) => {
    const digest = async words => [...new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(words)))]
      .map(byte => byte.toString(16).padStart(2, '0')).join('');
    const of = await digest(text);
    return { digest: of, seal: await digest(`${key}\n${revision}\n${revision - 1}\n${of}`) };
  }, [key, revision, text]);
  await inStore(page, store, 'rows.put(argument)', {
    id, case: key, revision, parent: revision - 1, time, text, ...row, title, holds: '', entries: 0, changes: 0, day,
  });
}

const keyOf = page => new URL(page.url()).hash.split('/')[2];

/** Adds initiatives, and waits after each until it is kept: each makes a state of its own. */
async function addKept(page, ...names) {
  for (const name of names) {
    await addInitiative(page, name);
    await kept(page);
  }
}

describe('recover work', () => {
  const at = withSite({ fresh: true });

  at.inPage('the raw texts of a case whose last saves are both damaged can be looked at and saved', async page => {
    await startCase(page, at.address, 'Hit by a bad disk');
    await addKept(page, 'Electric fleet', 'Heat pumps');
    await open(page, `${at.address}#/about/methods`);
    const texts = await inStore(page, 'slots', `
      return all.map(row => { row.text = row.text.slice(0, row.text.length - 40) + 'BAD'; rows.put(row); return row.text; });`);
    assert.equal(texts.length, 2);
    await page.reload();
    await open(page, `${at.address}#/`);
    // Home leads there.
    await page.getByRole('link', { name: /Recover work/ }).first().click();
    await page.getByRole('heading', { level: 1, name: 'Recover work' }).waitFor();
    await page.getByText('2 states of 1 case. 2 states are damaged; their texts can be saved as they are.').waitFor();
    await page.getByRole('heading', { level: 2, name: 'Hit by a bad disk' }).waitFor();
    const rows = page.locator('.kept__row');
    assert.equal(await rows.count(), 2);
    const found = [];
    for (const row of await rows.all()) {
      found.push((await downloaded(page, () => row.getByRole('button', { name: /^Save as it is/ }).click())).text);
    }
    assert.deepEqual(found.sort(), texts.sort(), 'the very texts that are kept');
    await rows.first().getByRole('button', { name: /^Preview/ }).click();
    await rows.first().getByText(/This text cannot be opened as a case/).waitFor();
    assert.match(await rows.first().locator('.kept__raw').textContent(), /"format": "weighbridge"/);
    await rows.first().getByRole('button', { name: /^Open as a copy/ }).click();
    await page.locator('.notice--problem', { hasText: 'Save it as it is to look for what can be used.' }).waitFor();
    // Opening the case leads here too.
    await open(page, `${at.address}#/`);
    await page.locator('.case__name a', { hasText: 'Hit by a bad disk' }).click();
    await page.locator('.notice--problem').getByRole('button', { name: 'Recover work' }).click();
    await page.getByRole('heading', { level: 1, name: 'Recover work' }).waitFor();
  });

  at.inPage('an earlier state is previewed with what was changed after it, and opened as a copy', async page => {
    await startCase(page, at.address, 'Two states');
    await addKept(page, 'Electric fleet', 'Heat pumps');
    const key = keyOf(page);
    await open(page, `${at.address}#/recover`);
    const earlier = page.locator('.kept__row', { hasText: 'The save before the last' });
    await earlier.getByRole('button', { name: /^Preview/ }).click();
    const preview = earlier.locator('.kept__look');
    await preview.getByText('1 difference: 1 added.').waitFor();
    assert.match(await preview.textContent(), /Add initiative Electric fleet/);
    assert.match(await preview.locator('.differences__line').textContent(), /Added.*Initiative Heat pumps/);
    await earlier.getByRole('button', { name: /^Open as a copy/ }).click();
    await page.locator('.masthead__case', { hasText: 'Two states (copy of today' }).waitFor();
    assert.notEqual(keyOf(page), key, 'nothing is replaced');
    await open(page, `${at.address}#/`);
    await page.locator('.case__name a', { hasText: 'Two states' }).nth(1).waitFor();
  });

  at.inPage('hundreds of states are listed, a part at first', async page => {
    await startCase(page, at.address, 'Long history');
    const key = keyOf(page);
    const text = (await inStore(page, 'slots', 'return all[0].text;'));
    for (let n = 1; n <= 30; n++) {
      const day = `2026-10-${String(n).padStart(2, '0')}`;
      await putState(page, { store: 'days', id: `${key}/${day}`, key, revision: n, text, time: Date.parse(`${day}T12:00:00Z`), day, title: 'Long history' });
    }
    await inStore(page, 'aside', `
      for (let n = 0; n < 300; n++) rows.put({ id: argument + '/lost-' + n, raw: { id: argument + '/0', case: argument, text: 'rest of a text ' + n, title: 'Long history', time: 1e12 + n } });`, key);
    await open(page, `${at.address}#/recover`);
    await page.getByText(/^33[12] states of 1 case\. 300 states are damaged/).waitFor();
    assert.equal(await page.locator('.kept__row').count(), 10);
    await page.getByRole('button', { name: /^Show 100 more states of 32[12]$/ }).click();
    await page.locator('.kept__row').nth(109).waitFor();
    for (const [width, colorScheme] of LOOKS) {
      await look(page, width, colorScheme);
      assert.deepEqual(await axe(page), [], `${width} ${colorScheme}`);
      await fits(page, `${width} ${colorScheme}`);
    }
    await shot(page, 'recover-320-dark');
  });

  at.inPage('the history of a case says day by day what was changed', async page => {
    await startCase(page, at.address, 'Day by day');
    const key = keyOf(page);
    await addKept(page, 'Electric fleet');
    const now = JSON.parse(await inStore(page, 'slots', 'return all.sort((one, other) => other.revision - one.revision)[0].text;'));
    const before = structuredClone(now);
    before.case.programme = {};
    before.log = [];
    before.case.title = 'As it was called';
    const write = document => `${JSON.stringify(document, null, 2)}\n`;
    const [first, second] = ['2026-11-20', '2026-11-21'];
    // Revisions below those in the slots: rows are renumbered upwards first.
    await inStore(page, 'slots', 'for (const row of all) rows.delete(row.id);');
    await putState(page, { store: 'slots', id: `${key}/1`, key, revision: 51, text: write(now), time: Date.now(), day: '2026-11-29', title: 'Day by day' });
    await putState(page, { store: 'days', id: `${key}/${second}`, key, revision: 40, text: write(now), time: Date.parse(`${second}T17:00:00Z`), day: second, title: 'Day by day' });
    await putState(page, { store: 'days', id: `${key}/${first}`, key, revision: 30, text: write(before), time: Date.parse(`${first}T17:00:00Z`), day: first, title: 'As it was called' });
    await open(page, `${at.address}#/case/${key}/log`);
    await page.getByRole('link', { name: 'History of this case' }).click();
    await page.getByRole('heading', { level: 1, name: 'History of this case' }).waitFor();
    await page.getByRole('heading', { level: 2, name: '21 November 2026' }).waitFor();
    await page.getByRole('heading', { level: 2, name: '20 November 2026' }).waitFor();
    const state = page.locator('.kept__row', { hasText: 'State 40' });
    await state.getByRole('button', { name: /^Preview/ }).click();
    const preview = state.locator('.kept__look');
    await preview.getByText('2 differences: 1 added, 1 changed.').waitFor();
    const said = await preview.textContent();
    assert.match(said, /Title of the case\s+was As it was called now Day by day/);
    assert.match(said, /Initiative Electric fleet/);
    for (const [width, colorScheme] of [[1280, 'light'], [320, 'dark']]) {
      await look(page, width, colorScheme);
      assert.deepEqual(await axe(page), [], `${width} ${colorScheme}`);
      await shot(page, `history-${width}-${colorScheme}`);
    }
  });
});
