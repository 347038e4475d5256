// The memory of the browser's process that draws a page, for the measures that print it.
import { readdirSync, readFileSync } from 'node:fs';

/** Returns the resident memory of the largest renderer that this process has started, in bytes. */
export function rendererMemory() {
  const status = pid => {
    try {
      const text = readFileSync(`/proc/${pid}/status`, 'utf8');
      const number = name => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? 0);
      return { parent: number('PPid'), resident: number('VmRSS') * 1024, command: readFileSync(`/proc/${pid}/cmdline`, 'utf8') };
    } catch {
      return null;
    }
  };
  const all = new Map(readdirSync('/proc').filter(name => /^\d+$/.test(name)).map(pid => [Number(pid), status(pid)]));
  const isOurs = pid => pid === process.pid || (all.get(pid)?.parent > 0 && isOurs(all.get(pid).parent));
  const renderers = [...all].filter(([pid, found]) => found?.command.includes('--type=renderer') && isOurs(pid));
  return Math.max(0, ...renderers.map(([, found]) => found.resident));
}
