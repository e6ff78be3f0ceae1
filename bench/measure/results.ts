import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from './benchmark.ts';
import { loadNow, type MachineFacts } from './machine.ts';
import { REPOSITORY } from './repository.ts';

interface Result {
  readonly benchmark: string;
  readonly summary: string;
  /** Calendar day, UTC. */
  readonly date: string;
  readonly command: string;
  readonly machine: MachineFacts & { readonly loadAfter: number };
  readonly text: string;
  readonly figures: unknown;
}

const FOLDER = join(REPOSITORY, 'bench/results');
const ORDER = ['whole-way', 'memory', 'mapping', 'start', 'check', 'types', 'scenarios', 'pairs'];

/** Keeps the report of a benchmark, in place of the one before, and writes the page of all of them anew. */
export function keepResult(
  benchmark: string,
  summary: string,
  command: string,
  report: Report,
  machine: MachineFacts,
): void {
  const result: Result = {
    benchmark,
    summary,
    date: new Date().toISOString().slice(0, 10),
    command,
    machine: { ...machine, loadAfter: loadNow() },
    text: report.text,
    figures: report.figures,
  };
  writeFileSync(join(FOLDER, `${benchmark}.json`), `${JSON.stringify(result, undefined, 2)}\n`);
  writePage();
}

/** Writes the page anew from the kept results. */
export function writePage(): void {
  writeFileSync(join(FOLDER, 'README.md'), page(readResults()));
}

function readResults(): readonly Result[] {
  const files = existsSync(FOLDER) ? readdirSync(FOLDER).filter((file) => file.endsWith('.json')) : [];
  const results = files.map((file) => JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Result);
  return results.toSorted((a, b) => ORDER.indexOf(a.benchmark) - ORDER.indexOf(b.benchmark));
}

function page(results: readonly Result[]): string {
  return `${[
    '# Results of the benchmarks',
    '',
    'Written by `npm run bench`; all figures are in the JSON files beside this page. What is compared ran in turn, in one run, on one machine: trust the ratios, not the seconds. How each is measured: [docs/benchmarks.md](../../docs/benchmarks.md).',
    ...results.flatMap((result) => ['', ...section(result)]),
  ].join('\n')}\n`;
}

function section({ benchmark, summary, date, command, machine, text }: Result): string[] {
  const { processor, cores, memoryGb, platform, node, packages, loadBefore, loadAfter } = machine;
  const versions = Object.entries(packages).map(([name, version]) => `${name} ${version}`);
  return [
    `## ${benchmark}: ${summary}`,
    '',
    `\`${command}\`, ${date}. ${cores} cores of ${processor}, ${memoryGb} GB, ${platform}, Node ${node}, ${versions.join(', ')}; load ${loadBefore} before, ${loadAfter} after.`,
    ...(Math.max(loadBefore, loadAfter) > cores ? ['', BUSY] : []),
    '',
    text,
  ];
}

const BUSY =
  'The machine was busy with other work. Wall time then flatters the slower side, which waits less for others: trust the ratios of processor time.';
