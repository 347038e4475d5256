// script/apt waits for a package manager that another process holds, and only for that.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const SCRIPT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../script/apt');
const folder = mkdtempSync(path.join(os.tmpdir(), 'weighbridge-apt-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const LOCKED = 'E: Could not get lock /var/lib/dpkg/lock-frontend. It is held by process 4711 (unattended-upgr)';

// Runs script/apt with an apt-get, and a sudo, of our own that fails `times` times with `message`.
function runWithFake(message, times, limit) {
  const count = path.join(folder, 'count');
  writeFileSync(count, '');
  writeFileSync(path.join(folder, 'sudo'), '#!/bin/sh\nexec "$@"\n');
  writeFileSync(path.join(folder, 'apt-get'), `#!/bin/sh
echo "$*" >>'${count}'
[ "$(wc -l <'${count}')" -gt ${times} ] && exit 0
echo '${message}' >&2
exit 100
`);
  for (const name of ['sudo', 'apt-get']) chmodSync(path.join(folder, name), 0o755);
  const env = { ...process.env, PATH: `${folder}:${process.env.PATH}`, APT_EVERY: '1', APT_LIMIT: String(limit) };
  const done = spawnSync(SCRIPT, ['install', '-y', 'brotli'], { env, encoding: 'utf8' });
  return { ...done, calls: readFileSync(count, 'utf8').trim().split('\n') };
}

test('it tries again while the lock is held, and names who holds it', () => {
  const { status, stdout, calls } = runWithFake(LOCKED, 2, 60);
  assert.equal(status, 0);
  assert.deepEqual(calls, Array(3).fill('-qq install -y brotli'));
  assert.match(stdout, /waiting for the package manager, which process 4711 \(unattended-upgr\) holds \(0 s of at most 60 s\)/);
  assert.match(stdout, /\(1 s of/);
});

test('it gives up at the limit', () => {
  const { status, stderr, calls } = runWithFake(LOCKED, 100, 1);
  assert.equal(status, 1);
  assert.equal(calls.length, 2);
  assert.match(stderr, /process 4711 \(unattended-upgr\) has held the package manager for 1 s/);
});

test('any other fault is shown at once', () => {
  const { status, stderr, calls } = runWithFake('E: Unable to locate package brotli', 100, 60);
  assert.equal(status, 1);
  assert.equal(calls.length, 1);
  assert.match(stderr, /Unable to locate package brotli\nsetup: apt-get install failed/);
});

// The real locks need root, apt-get and Python. Nothing is installed, and the lists stay as they are.
const HOLD = `
import fcntl, sys
held = open(sys.argv[1], "w")
fcntl.lockf(held, fcntl.LOCK_EX)
print("held", flush=True)
sys.stdin.read()
`;
const LOCKS = [
  ['/var/lib/dpkg/lock-frontend', ['install', '-y', 'dpkg', '--no-upgrade']],
  ['/var/lib/dpkg/lock', ['install', '-y', 'dpkg', '--no-upgrade']],
  ['/var/lib/apt/lists/lock', ['update', '-o', 'Dir::Etc::sourcelist=/dev/null', '-o', 'Dir::Etc::sourceparts=-',
    '-o', 'APT::Get::List-Cleanup=0']],
];
const isReal = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
  && spawnSync('python3', ['--version']).status === 0;

for (const [lock, given] of isReal ? LOCKS : []) {
  test(`it waits while ${lock} is held, and goes on when it is free`, async () => {
    const holder = spawn('python3', ['-c', HOLD, lock], { stdio: ['pipe', 'pipe', 'inherit'] });
    await new Promise(resolve => holder.stdout.once('data', resolve));
    const run = spawn(SCRIPT, given, { env: { ...process.env, APT_EVERY: '1', APT_LIMIT: '120' } });
    const ended = new Promise(resolve => run.once('exit', resolve));
    let said = '';
    const waits = new Promise(resolve => run.stdout.on('data', text => {
      said += text;
      if (/waiting for the package manager, which process \d+ \(python3\) holds/.test(said)) resolve('waits');
    }));
    run.stderr.on('data', text => { said += text; });
    assert.equal(await Promise.race([waits, ended]), 'waits', said);
    holder.stdin.end();
    assert.equal(await ended, 0, said);
  });
}
