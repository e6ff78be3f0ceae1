import type { Profiler } from 'node:inspector';
import { Session } from 'node:inspector/promises';
import { pathToFileURL } from 'node:url';
import type { RunFigures } from './run-task.ts';

/**
 * Runs `work` under the CPU profiler and says where its time went: per cent by folder of src, by package, by what Node
 * does itself. Time that the process only waits is left out.
 */
export async function profileOf(
  work: () => Promise<RunFigures>,
  repository: string,
): Promise<{ readonly figures: RunFigures; readonly profile: Readonly<Record<string, number>> }> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: 500 });
  await session.post('Profiler.start');
  const figures = await work();
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  return { figures, profile: summaryOf(profile, `${pathToFileURL(repository).href.replace(/\/$/, '')}/`) };
}

function summaryOf(profile: Profiler.Profile, base: string): Readonly<Record<string, number>> {
  const parents = new Map<number, number>();
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  for (const { id, children } of profile.nodes) for (const child of children ?? []) parents.set(child, id);
  const placeOf = (id: number): string => {
    for (let at: number | undefined = id; at !== undefined; at = parents.get(at)) {
      const frame = nodes.get(at)?.callFrame;
      if (frame === undefined) break;
      if (/^\((garbage collector|program|idle)\)$/.test(frame.functionName)) return frame.functionName.slice(1, -1);
      // What V8 does itself counts for whoever called it.
      if (frame.url !== '') return roomOf(frame.url, base);
    }
    return 'program';
  };
  const spent = new Map<string, number>();
  for (const [index, id] of (profile.samples ?? []).entries()) {
    const place = placeOf(id);
    spent.set(place, (spent.get(place) ?? 0) + (profile.timeDeltas?.[index] ?? 0));
  }
  spent.delete('idle');
  const all = [...spent.values()].reduce((total, micros) => total + micros, 0);
  const shares = [...spent].map(([place, micros]) => [place, Math.round((micros / all) * 1000) / 10] as const);
  return Object.fromEntries(shares.toSorted((a, b) => b[1] - a[1]));
}

function roomOf(url: string, base: string): string {
  if (url.startsWith('node:')) return /sqlite/.test(url) ? 'node:sqlite' : 'node';
  const path = url.startsWith(base) ? url.slice(base.length) : url;
  const dependency = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path);
  if (dependency?.[1] !== undefined) return dependency[1];
  const room = /^(src\/[^/]+|bench\/[^/]+)\//.exec(path);
  return room?.[1] ?? 'other';
}
