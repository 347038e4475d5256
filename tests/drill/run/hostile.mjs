// 150 hostile files in 15 classes, opened by the file chooser and by drop while another case is open. Each opens or is
// refused in plain English; the page is never held for over 200 ms, the renderer never grows by more than 300 MiB over the
// empty page, and the case that was open stays as it was.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from '../../e2e/lib.mjs';
import { smallCase } from '../case.mjs';
import { FILES } from '../hostile-files.mjs';
import { Edition, dropRows } from '../kept.mjs';
import { Browser, descendants, drill, within } from '../lib.mjs';
import * as the from '../page.mjs';

const LONGEST_TASK_MS = 200;
const MOST_MIB = 300;
const PATIENCE_MS = 60_000;
const ROUTES = ['chooser', 'drop'];

/** Runs in the page before its own scripts: keeps the longest task since it was last asked, and what must never run. */
function watchPage() {
  globalThis.drillTask = 0;
  new PerformanceObserver(list => {
    for (const task of list.getEntries()) globalThis.drillTask = Math.max(globalThis.drillTask, task.duration);
  }).observe({ type: 'longtask' });
}

/** Returns a number of kB from /proc/PID/status. */
function memory(pid, name) {
  const line = new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(line[1]);
}

/** The process that draws the page: of this browser's renderers the largest, as only one page is open. */
function renderer(browser) {
  const ids = descendants(browser.puppet.process().pid).filter(pid => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--type=renderer');
    } catch {
      return false;
    }
  });
  return ids.sort((one, other) => memory(other, 'VmRSS') - memory(one, 'VmRSS'))[0];
}

class Opener {
  constructor(run, edition) {
    Object.assign(this, { run, edition, folder: temporaryFolder(), profile: temporaryFolder() });
  }

  /** A browser with one page on which the good case is open, and the memory of that page. */
  async start() {
    this.browser = await Browser.start('chromium', { profile: this.profile });
    const [first] = await this.browser.puppet.pages();
    this.page = await this.browser.newPage();
    await first.close();
    await this.page.evaluateOnNewDocument(the.withoutDialogues);
    await this.page.evaluateOnNewDocument(watchPage);
    if (!this.good) {
      this.good = await the.openText(this.page, this.edition.address, smallCase('The good case', 'A good initiative'));
      await the.untilLook(this.page, null, ({ line }) => the.promises(line));
      this.goodPrint = (await this.edition.kept(this.page)).print(this.good);
    }
    await this.openGood();
    this.pid = renderer(this.browser);
    this.empty = Math.min(this.empty ?? Infinity, memory(this.pid, 'VmRSS'));
    this.run.worst('empty page', this.empty / 1024, 'MiB');
  }

  async openGood() {
    await the.open(this.page, `${this.edition.address}#/case/${this.good}/programme`);
    await this.page.waitForSelector('#initiatives-1-0', { timeout: 20_000 });
  }

  async stop() {
    await this.browser.kill();
  }

  /** Asks the page to open a file by one of the ways. */
  async put(route, file) {
    if (route === 'chooser') {
      await the.choose(this.page, file, () => the.chord(this.page, 'Control', 'o'));
      return;
    }
    await the.go(this.page, '#/');
    await this.page.waitForSelector('.hero');
    // The file comes into the page by a field of the drill's own, and is then dropped.
    const field = await this.page.evaluateHandle(() => Object.assign(document.createElement('input'), { type: 'file' }));
    await field.uploadFile(file);
    await field.evaluate(field => {
      const data = new DataTransfer();
      data.items.add(field.files[0]);
      document.querySelector('main h1').dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
    });
    await field.dispose();
  }

  async one({ name, group, opens, make }, route) {
    const where = `${group}: ${name}, by ${route}`;
    const file = path.join(this.folder, 'hostile.json');
    writeFileSync(file, make());
    await this.page.evaluate(() => { globalThis.drillTask = 0; });
    // The kernel's mark of the most memory begins anew.
    writeFileSync(`/proc/${this.pid}/clear_refs`, '5');
    const before = (await the.look(this.page)).hash;
    const begun = Date.now();
    let found;
    try {
      await within(PATIENCE_MS, where, this.put(route, file));
      found = await within(PATIENCE_MS, where, the.untilLook(this.page, null, look => this.outcome(look, before), PATIENCE_MS));
    } catch (error) {
      this.run.count('no answer in a minute');
      this.run.loss(`${error.message.split('\n')[0]}`);
      return false;
    }
    const took = Date.now() - begun;
    const outcome = found ? this.outcome(found, before) : 'nothing';
    await this.measure(where);
    await this.judge(where, opens, outcome, found, took);
    return this.after(where, outcome);
  }

  outcome({ hash, notice, stopped, isAsked }, before) {
    if (stopped) return 'stopped';
    if (isAsked) return 'asked';
    const key = the.keyOf(hash);
    if (key && key !== this.good) return 'opened';
    if (notice !== '' && !the.isReading(notice) && (hash === before || hash === '#/')) return 'refused';
    return null;
  }

  async measure(where) {
    const mib = (memory(this.pid, 'VmHWM') - this.empty) / 1024;
    this.run.worst('most memory over the empty page', mib, 'MiB');
    if (mib > MOST_MIB) {
      this.run.count(`over ${MOST_MIB} MiB`);
      this.run.loss(`${where}: ${Math.round(mib)} MiB over the empty page`);
    }
    // The page answers this when its last task is over.
    const task = await within(PATIENCE_MS, where, this.page.evaluate(() => new Promise(resolve => setTimeout(() => resolve(globalThis.drillTask), 60))));
    this.run.worst('longest task', task);
    if (task > LONGEST_TASK_MS) {
      this.run.count(`over ${LONGEST_TASK_MS} ms`);
      this.run.late(`${where}: the page was held for ${Math.round(task)} ms`);
    }
  }

  async judge(where, opens, outcome, found, took) {
    this.run.count(outcome);
    this.run.worst('longest until answered', took);
    if (outcome === 'nothing') this.run.loss(`${where}: nothing was said`);
    if (outcome === 'stopped') this.run.loss(`${where}: the program stopped: ${found.stopped.slice(0, 200)}`);
    if (opens === true && outcome === 'refused') this.run.loss(`${where}: a file within the bounds was refused: ${found.notice}`);
    if (opens === false && outcome === 'opened') this.run.loss(`${where}: it was opened`);
    if (outcome !== 'refused') return;
    if (!/needs|found|larger|at most|limit|newer|damaged|is not|empty|cannot|cut off|line \d+/i.test(found.notice) || /panicked|JsValue|undefined|serde/.test(found.notice)) {
      this.run.loss(`${where}: refused without a place or a reason: “${found.notice}”`);
    }
  }

  /** The good case is as it was. Returns whether the page can go on being used. */
  async after(where, outcome) {
    const ran = await this.page.evaluate(() => globalThis.drillRan);
    if (ran) this.run.loss(`${where}: a script of the file ran`);
    if (this.run.sabotage) await this.page.evaluate(() => { document.title = 'sabotage'; });
    const kept = await this.edition.kept(this.page);
    if (this.run.sabotage) await this.edition.aside(this.page, page => dropRows(page, 'slots', kept.rows('slots').filter(row => row.case === this.good).map(row => row.id)));
    const print = (this.run.sabotage ? await this.edition.kept(this.page) : kept).print(this.good);
    if (print !== this.goodPrint) this.run.loss(`${where}: the open case was changed`);
    for (const store of Object.keys(kept.stores)) {
      const others = kept.ids(store, this.good, true);
      if (others.length > 0) await this.edition.aside(this.page, page => dropRows(page, store, others));
    }
    if (outcome === 'stopped' || this.run.sabotage) return false;
    await this.openGood();
    const shown = await the.untilLook(this.page, '#initiatives-1-0', ({ shown }) => shown === 'A good initiative', 5000);
    if (!shown) this.run.loss(`${where}: the case that was open does not show as it was`);
    return true;
  }
}

await drill('hostile', { full: FILES.length, short: 15, selfCheck: /the open case was changed/ }, async run => {
  run.count('files', 0);
  const edition = await Edition.start('hosted');
  const opener = new Opener(run, edition);
  const groups = [...new Set(FILES.map(file => file.group))];
  // A short form takes from each class in turn; the full one takes every file by both ways.
  const shuffled = groups.map(group => run.random.shuffled(FILES.filter(file => file.group === group)));
  const inTurn = Array.from({ length: 10 }, (_, i) => shuffled.map(files => files[i])).flat();
  const trials = run.isFull
    ? FILES.flatMap(file => ROUTES.map(route => [file, route]))
    : inTurn.slice(0, run.n).map(file => [file, run.random.pick(ROUTES)]);
  for (const [file, route] of trials) {
    // A renderer of its own for each file, so that what one leaves behind is not counted for the next.
    await opener.start();
    try {
      await opener.one(file, route);
    } catch (error) {
      run.loss(`${file.group}: ${file.name}, by ${route}: ${error.message.split('\n')[0]}`);
    }
    run.count('files');
    await opener.stop();
    if (run.counts.get('files') % 30 === 0) run.note(`${run.counts.get('files')} files`);
  }
  await edition.stop();
});
