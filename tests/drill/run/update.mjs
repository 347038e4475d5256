// A new version is published while a case is open. The open page is never reloaded by it, never runs parts of two versions,
// loses nothing, and the new version starts once every page is closed.
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { copyOfDist } from '../../e2e/lib.mjs';
import { smallCase } from '../case.mjs';
import { Edition, dropRows, readKept } from '../kept.mjs';
import { Browser, drill, until } from '../lib.mjs';
import * as the from '../page.mjs';

const FIELD = '#name-1';

/** A copy of the build of which new versions are published: every file that runs carries the version. */
class Site {
  constructor() {
    this.folder = copyOfDist();
    this.first = Object.fromEntries(['index.html', 'sw.js', 'start.js'].map(name => [name, readFileSync(path.join(this.folder, name), 'utf8')]));
    this.version = 0;
  }

  publish() {
    this.version += 1;
    const write = (name, from, to) => {
      if (!this.first[name].includes(from)) throw new Error(`${name} does not hold ${from}`);
      writeFileSync(path.join(this.folder, name), this.first[name].replace(from, to));
    };
    write('index.html', '<html lang="en-GB"', `<html lang="en-GB" data-version="${this.version}"`);
    write('sw.js', "const VERSION = 'weighbridge-", `const VERSION = 'weighbridge-${this.version}-`);
    writeFileSync(path.join(this.folder, 'start.js'), `globalThis.drillStart = '${this.version}';\n${this.first['start.js']}`);
    return this.version;
  }
}

/** Returns the versions of the page's parts, and the mark that a document set before has. */
const parts = page => page.evaluate(() => ({ page: document.documentElement.dataset.version, start: globalThis.drillStart, mark: globalThis.drillMark }));

/** Asks the browser to look for a new version, and waits until it lies ready. */
const lookForUpdate = page => page.evaluate(async () => {
  const registration = await navigator.serviceWorker.getRegistration();
  await registration.update().catch(() => {});
  const end = Date.now() + 15_000;
  while (!registration.waiting && Date.now() < end) await new Promise(resolve => setTimeout(resolve, 20));
  return registration.waiting !== null;
});

const workerReady = page => page.evaluate(async () => {
  await navigator.serviceWorker.ready;
  const end = Date.now() + 15_000;
  while (!navigator.serviceWorker.controller && Date.now() < end) await new Promise(resolve => setTimeout(resolve, 20));
});

class Round {
  constructor(run, site, edition, browser, n) {
    Object.assign(this, { run, site, edition, browser, n, random: run.random });
  }

  loss(text) {
    this.run.loss(`${this.browser.kind}, round ${this.n}: ${text}`);
  }

  async edit(page, words) {
    await the.go(page, `#/case/${this.key}/initiative/1`);
    await the.type(page, FIELD, words);
    await page.keyboard.press('Enter');
    const kept = await the.untilLook(page, FIELD, ({ line, shown }) => shown === words && the.promises(line));
    if (kept) this.words = words;
    else this.loss(`the edit “${words}” was not saved: ${(await the.look(page)).line}`);
  }

  /** The page runs one version, the one it should. */
  async checkVersion(page, version, when) {
    const found = await parts(page);
    if (found.page !== String(version) || found.start !== String(version)) this.loss(`${when}: expected version ${version}, found ${JSON.stringify(found)}`);
  }

  async play() {
    const running = this.site.version;
    const page = await this.browser.newPage();
    this.key = await the.openText(page, this.edition.address, smallCase(`Update ${this.n}`));
    await workerReady(page);
    await this.checkVersion(page, running, 'at the start');
    await this.edit(page, `Before ${this.n}`);
    await page.evaluate(() => { globalThis.drillMark = true; });
    // The new version comes before, in the middle of, or after an edit.
    const moment = this.random.int(0, 2);
    if (moment === 1) await the.type(page, FIELD, `Typed ${this.n}`);
    const next = this.site.publish();
    if (!(await lookForUpdate(page))) this.loss('the new version was never fetched');
    if (moment === 1) await page.keyboard.press('Enter');
    // Pages that were not visited before come from the version that runs.
    if (this.random.chance(0.5)) {
      await the.go(page, `#/case/${this.key}/log`);
      await the.go(page, '#/check');
      await page.waitForSelector(the.AT.usable);
    }
    await this.edit(page, `After ${this.n}`);
    if ((await parts(page)).mark !== true) this.loss('the open page was reloaded');
    if (this.random.chance(0.6)) {
      await page.reload();
      await page.waitForSelector(the.AT.usable);
      await this.checkVersion(page, running, 'after a reload');
      if ((await the.look(page, FIELD)).shown === null) await the.untilLook(page, FIELD, ({ shown }) => shown !== null);
      await this.checkShown(page);
    }
    await this.second(running);
    await the.close(page);
    await this.afterAll(next);
  }

  async second(running) {
    if (!this.random.chance(0.5)) return;
    const other = await this.browser.newPage();
    await the.open(other, `${this.edition.address}#/`);
    await this.checkVersion(other, running, 'a second page');
    await the.close(other);
  }

  async checkShown(page) {
    const found = await the.untilLook(page, FIELD, ({ shown }) => shown === this.words, 5000);
    if (!found) this.loss(`“${this.words}” was called saved and is not shown`);
  }

  async afterAll(next) {
    // The browser hands over to the new version when it has noticed that the last page is gone.
    const later = await until(20_000, async () => {
      const page = await this.browser.newPage();
      await the.open(page, `${this.edition.address}#/case/${this.key}/initiative/1`);
      if ((await parts(page)).page === String(next)) return page;
      await the.close(page);
      return null;
    }, 300);
    if (!later) {
      this.loss(`version ${next} never started`);
      return;
    }
    await this.checkVersion(later, next, 'after all pages were closed');
    if (this.run.sabotage) await dropRows(later, 'slots', (await readKept(later)).rows('slots').filter(row => row.text.includes(this.words)).map(row => row.id));
    const kept = await readKept(later);
    if (!kept.newest(this.key)?.text.includes(this.words)) this.loss(`“${this.words}” was called saved and is not kept`);
    await this.checkShown(later);
    const caches = await later.evaluate(() => caches.keys());
    this.run.worst('most caches left', caches.length, caches.length === 1 ? 'cache' : 'caches');
    await the.close(later);
  }
}

await drill('update', { full: 50, short: 2, selfCheck: /was called saved and is not kept/ }, async run => {
  run.count('updates', 0);
  const site = new Site();
  site.publish();
  if (!existsSync(path.join(site.folder, 'sw.js'))) throw new Error(`no service worker among ${readdirSync(site.folder).join(', ')}`);
  const edition = await Edition.start('hosted', site.folder);
  const shares = [['chromium', Math.ceil(run.n * 0.7)], ['firefox', Math.floor(run.n * 0.3)]];
  let n = 0;
  for (const [kind, rounds] of shares) {
    if (rounds === 0) continue;
    const browser = await Browser.start(kind);
    await browser.newPage();
    for (let i = 0; i < rounds; i++) {
      try {
        await new Round(run, site, edition, browser, ++n).play();
      } catch (error) {
        run.loss(`${kind}, round ${n}: ${error.message.split('\n')[0]}`);
      }
      run.count('updates');
    }
    await browser.close();
  }
  await edition.stop();
});
