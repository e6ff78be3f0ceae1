import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import type { KnownPair } from '../../src/qa/test-run/applicability.ts';
import { runFeatures } from '../../src/qa/test-run/run-features.ts';
import { REPOSITORY } from '../measure/repository.ts';

export interface Played {
  readonly scenarios: number;
  readonly failed: number;
}

const nowhere = () => new Writable({ write: (_chunk, _encoding, done) => done() });

/** Plays the scenarios of features/ that have the tags for the pairs, as `pipewright test` does; 0 workers: in this thread. */
export async function playFeatures(pairs: readonly KnownPair[], tags: string, workers: number): Promise<Played> {
  const scratch = mkdtempSync(join(tmpdir(), 'pipewright-bench-'));
  try {
    const { played } = await runFeatures({
      root: REPOSITORY,
      place: { shop: 'shop', erp: 'erp', builtIn: REPOSITORY, scratch },
      pairs,
      features: ['features'],
      tags,
      names: [],
      parallel: workers,
      formats: ['summary'],
      stdout: nowhere(),
      stderr: nowhere(),
      env: {},
    });
    return { scenarios: played.length, failed: played.filter(({ passed }) => !passed).length };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
