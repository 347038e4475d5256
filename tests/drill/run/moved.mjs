// The single file renamed, copied, in a private window, with storage refused, in a folder that cannot be written, and at a
// path as on a network share. Each time it starts, says where work is, and its own file comes back whole.
import { chmodSync, copyFileSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { DIST, temporaryFolder } from '../../e2e/lib.mjs';
import { Browser, KINDS, downloaded, drill } from '../lib.mjs';
import * as the from '../page.mjs';

const BUILT = path.join(DIST, 'weighbridge.html');

function place(...parts) {
  const folder = path.join(temporaryFolder(), ...parts.slice(0, -1));
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, parts.at(-1));
  copyFileSync(BUILT, file);
  return file;
}

/** Chromium's setting that refuses all storage to every site, as an organisation's policy does. */
function profileWithoutStorage() {
  const profile = temporaryFolder();
  mkdirSync(path.join(profile, 'Default'), { recursive: true });
  writeFileSync(path.join(profile, 'Default', 'Preferences'), JSON.stringify({ profile: { default_content_setting_values: { cookies: 2 } } }));
  return profile;
}

/** Runs in a page where a setting alone does not refuse storage to a file: it does what the browser does then. */
function refuseStorage() {
  const refused = () => { throw new DOMException('The operation is insecure.', 'SecurityError'); };
  for (const name of ['indexedDB', 'localStorage', 'sessionStorage']) Object.defineProperty(globalThis, name, { configurable: true, get: refused });
}

/** The six ways. `keeps` tells whether the browser can keep work there. */
const WAYS = {
  renamed: {
    keeps: true,
    file() {
      const file = place('weighbridge.html');
      const other = path.join(path.dirname(file), 'Copy of weighbridge (2) final.html');
      renameSync(file, other);
      return other;
    },
  },
  copied: {
    keeps: true,
    file() {
      const file = place('memory stick', 'weighbridge.html');
      const other = path.join(path.dirname(file), '..', 'desktop.html');
      copyFileSync(file, other);
      return other;
    },
  },
  'in a private window': { keeps: null, file: () => place('weighbridge.html'), isPrivate: true },
  'with storage refused': { keeps: false, file: () => place('weighbridge.html'), isRefused: true },
  'in a folder that cannot be written': {
    keeps: true,
    file() {
      const file = place('read only', 'weighbridge.html');
      chmodSync(file, 0o444);
      chmodSync(path.dirname(file), 0o555);
      return file;
    },
  },
  'at a path as on a share': { keeps: true, file: () => place('server01', 'Shared Drive$', 'Planning & Änderungen #2', "O'Neill 100%", 'weighbridge.html') },
};

class Trial {
  constructor(run, kind, way) {
    Object.assign(this, { run, kind, way, ...WAYS[way] });
  }

  loss(text) {
    this.run.loss(`${this.kind}, ${this.way}: ${text}`);
  }

  async start() {
    this.downloads = path.join(temporaryFolder(), 'downloads');
    mkdirSync(this.downloads);
    const options = { downloads: this.downloads };
    if (this.isRefused && this.kind === 'chromium') options.profile = profileWithoutStorage();
    if (this.isRefused && this.kind === 'firefox') options.preferences = { 'network.cookie.cookieBehavior': 2 };
    if (this.isPrivate && this.kind === 'firefox') options.preferences = { 'browser.privatebrowsing.autostart': true };
    this.browser = await Browser.start(this.kind, options);
    this.page = await this.newPage();
  }

  async newPage() {
    const isContext = this.isPrivate && this.kind === 'chromium';
    const page = isContext ? await this.private().then(context => context.newPage()) : await this.browser.newPage();
    await page.evaluateOnNewDocument(the.withoutDialogues);
    if (this.isRefused) await page.evaluateOnNewDocument(refuseStorage);
    return page;
  }

  async private() {
    this.context ??= await this.browser.puppet.createBrowserContext({ downloadBehavior: { policy: 'allow', downloadPath: this.downloads } });
    return this.context;
  }

  async play() {
    await this.start();
    const { page } = this;
    const file = this.file();
    this.address = pathToFileURL(file).href;
    await the.open(page, this.address);
    const { stopped } = await the.look(page);
    if (stopped) return this.loss(`it does not start: ${stopped}`);
    const home = await page.evaluate(() => document.querySelector('main').innerText);
    if (!/Where your work is/.test(home) || !/(Treat the file you save as the real copy|keeps nothing for this page)/.test(home)) this.loss('Home does not say where work is');
    const words = await this.makeCase();
    const saved = await this.save(words);
    if (saved) await this.openAgain(saved, words);
    if (this.keeps && saved) await this.stays(words);
    this.run.count('places');
    return null;
  }

  /** Starts a case, and the line at the top says whether this browser keeps it. */
  async makeCase() {
    const { page } = this;
    const words = `Moved ${this.kind} ${this.way}`;
    await the.click(page, 'main', '^Start a case$');
    await page.waitForSelector('#new-title');
    await page.evaluate(() => document.querySelectorAll('[name=purpose]')[1].click());
    await the.type(page, '#new-title', 'Moved');
    await page.keyboard.press('Enter');
    await page.waitForSelector(the.AT.addInitiative, { timeout: 15_000 });
    await the.type(page, the.AT.addInitiative, words);
    await page.keyboard.press('Enter');
    const settled = await the.untilLook(page, null, ({ line }) => the.promises(line) || the.saysNotSaved(line), 12_000);
    if (!settled) this.loss(`the line at the top does not say where the work is: “${(await the.look(page)).line}”`);
    else if (this.keeps === false && !the.saysNotSaved(settled.line)) this.loss(`nothing is kept, and the line says “${settled.line}”`);
    else if (this.keeps && !the.promises(settled.line)) this.loss(`the browser could keep it, and the line says “${settled.line}”`);
    this.key = the.keyOf((await the.look(page)).hash);
    return words;
  }

  async save(words) {
    await the.click(this.page, the.AT.tools, '^Save to file$');
    const found = await downloaded(this.downloads);
    if (!found) {
      this.loss('no file came out');
      return null;
    }
    if (!found.text.includes(words)) this.loss('the file lacks the work');
    const file = path.join(temporaryFolder(), this.run.sabotage ? 'other.json' : 'case.json');
    writeFileSync(file, this.run.sabotage ? found.text.replace(words, 'Something else') : found.text);
    return { file, text: found.text };
  }

  /** The file opens in a page that has never seen it, shows the work, and comes out again with the same case. */
  async openAgain({ file, text }, words) {
    const page = await this.newPage();
    await the.open(page, pathToFileURL(place('elsewhere', `again-${this.kind}.html`)).href);
    await the.choose(page, file, () => the.click(page, 'main', '^Open a file'));
    // In Chromium all local pages have one storage, so the case may be known already: then it is asked which is newer.
    const opened = await the.untilOpened(page, 8000);
    if (!the.keyOf(opened?.hash ?? '')) {
      this.loss(`its own file does not open again: ${(await the.look(page)).notice}`);
      return;
    }
    await the.go(page, `#/case/${the.keyOf(opened.hash)}/programme`);
    await page.waitForSelector(the.AT.addInitiative, { timeout: 15_000 });
    const shown = await page.evaluate((at, words) => [...document.querySelectorAll(at)].some(one => one.textContent === words), the.AT.initiatives, words);
    if (!shown) this.loss('the file opens without the work');
    await the.click(page, the.AT.tools, '^Save to file$');
    const again = await downloaded(this.downloads);
    const caseOf = words => JSON.stringify(JSON.parse(words).case);
    if (!again || caseOf(again.text) !== caseOf(text)) this.loss('the case is another after a file\'s round trip');
    await the.close(page);
  }

  /** The browser kept it as it said. */
  async stays(words) {
    await the.open(this.page, `${this.address}#/case/${this.key}/programme`);
    await this.page.waitForSelector(the.AT.addInitiative, { timeout: 15_000 }).catch(() => {});
    const shown = await this.page.evaluate((at, words) => [...document.querySelectorAll(at)].some(one => one.textContent === words), the.AT.initiatives, words);
    if (!shown) this.loss('it was called saved and is not there after a reload');
  }
}

await drill('moved', { full: 6, short: 1, selfCheck: /without the work|another after a file/ }, async run => {
  run.count('places', 0);
  const ways = run.n >= 6 ? Object.keys(WAYS) : run.random.shuffled(Object.keys(WAYS)).slice(0, run.n);
  for (const kind of KINDS) {
    for (const way of ways) {
      const trial = new Trial(run, kind, way);
      try {
        await trial.play();
      } catch (error) {
        run.loss(`${kind}, ${way}: ${error.message.split('\n')[0]}`);
      }
      await trial.browser?.close();
    }
  }
});
