/** Plays all scenarios of one pair twice in this process, in one thread, and prints what each time took. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { pairText } from '../../src/qa/scenario/pair-project.ts';
import { shippedPairs } from '../../src/qa/test-run/known-pairs.ts';
import { runFeatures } from '../../src/qa/test-run/run-features.ts';
import { REPOSITORY } from '../measure/repository.ts';

const wanted = JSON.parse(process.argv[2] ?? '""') as string;
const pairs = shippedPairs(REPOSITORY).filter((pair) => pairText(pair) === wanted);
const scratch = mkdtempSync(join(tmpdir(), 'pipewright-bench-'));
const nowhere = () => new Writable({ write: (_chunk, _encoding, done) => done() });
const rounds: { scenarios: number; failed: number; cpuMs: number }[] = [];
try {
  for (let round = 0; round < 2; round += 1) {
    const before = process.cpuUsage();
    const { played } = await runFeatures({
      root: REPOSITORY,
      place: { shop: 'shop', erp: 'erp', builtIn: REPOSITORY, scratch },
      pairs,
      features: ['features'],
      // What is about Pipewright itself is played once, whatever the pairs are.
      tags: 'not @once',
      names: [],
      parallel: 0,
      formats: ['summary'],
      stdout: nowhere(),
      stderr: nowhere(),
      env: {},
    });
    const { user, system } = process.cpuUsage(before);
    const failed = played.filter(({ passed }) => !passed).length;
    rounds.push({ scenarios: played.length, failed, cpuMs: (user + system) / 1000 });
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
process.stdout.write(`${JSON.stringify(rounds)}\n`);
