import { execFileSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Benchmark } from '../measure/benchmark.ts';
import { inFolder } from '../measure/in-folder.ts';
import { REPOSITORY } from '../measure/repository.ts';

const REACH_MS = 2000;
const PROCESSES = 5;

interface Told {
  readonly mappings: number;
  readonly lines: number;
  readonly rounds: readonly { readonly wallMs: number; readonly cpuMs: number }[];
}

/** How long the type checker takes for every shipped mapping: in a new process, and in one that is warm. */
export const types: Benchmark = {
  name: 'types',
  summary: 'the type check of all shipped mappings, in one process',
  run: async (say) => {
    const told = await inFolder(async (folder) => {
      const connections = readdirSync(join(REPOSITORY, 'mappings')).map(
        (system) => `  ${system}: { connector: ${system}, url: https://${system}.example.com }`,
      );
      writeFileSync(join(folder, 'pipewright.yaml'), `project: types\nconnections:\n${connections.join('\n')}\n`);
      const task = join(REPOSITORY, 'bench/types/type-check-task.ts');
      return Array.from(
        { length: PROCESSES },
        () => JSON.parse(execFileSync(process.execPath, [task], { cwd: folder, encoding: 'utf8' })) as Told,
      );
    });
    const first = median(told.map(({ rounds }) => rounds[0]));
    const warm = median(told.map(({ rounds }) => rounds.at(-1)));
    const { mappings = 0, lines = 0 } = told[0] ?? {};
    say(`  ${mappings} mappings: ${first.wallMs} ms in a new process, ${warm.wallMs} ms in a warm one`);
    return {
      figures: { reachMs: REACH_MS, processes: PROCESSES, mappings, lines, first, warm },
      text: [
        `${mappings} mappings of ${lines} lines, with their schemas; median of ${PROCESSES} processes; to reach: ${REACH_MS} ms.`,
        '',
        '| | wall ms | processor ms |',
        '|---|---:|---:|',
        `| first time in a process | ${first.wallMs} | ${first.cpuMs} |`,
        `| fifth time | ${warm.wallMs} | ${warm.cpuMs} |`,
      ].join('\n'),
    };
  },
};

function median(rounds: readonly ({ wallMs: number; cpuMs: number } | undefined)[]): { wallMs: number; cpuMs: number } {
  const of = (key: 'wallMs' | 'cpuMs'): number => {
    const values = rounds.map((round) => round?.[key] ?? 0).sort((a, b) => a - b);
    return Math.round(values[Math.floor(values.length / 2)] ?? 0);
  };
  return { wallMs: of('wallMs'), cpuMs: of('cpuMs') };
}
