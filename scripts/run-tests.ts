/**
 * `npm test`: everything that must hold before a change lands, and one line at the end: `N passed, N failed`.
 * Types, lint, generated files and mapping cases count as one test each; each scenario of features/, for each pair of
 * systems, as one; node:test counts its own.
 */
import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { cpus } from 'node:os';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';

interface Gate {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
}

const bin = (name: string) => `node_modules/.bin/${name}`;

const GATES: readonly Gate[] = [
  { name: 'types', command: [bin('tsc'), '-p', '.'] },
  { name: 'format and lint', command: [bin('biome'), 'check', '--error-on-warnings'] },
  {
    name: 'generated files are what the schemas say',
    command: [process.execPath, 'scripts/generate-types.ts', '--check'],
  },
  {
    name: 'docs/functions.md is what the library says',
    command: [process.execPath, 'scripts/generate-functions.ts', '--check'],
  },
  {
    name: 'docs/steps.md is what the step library says',
    command: [process.execPath, 'scripts/generate-steps-page.ts', '--check'],
  },
  {
    name: 'scenarios of a few items over real HTTP',
    command: [
      process.execPath,
      'bin/pipewright.js',
      'test',
      '--all-pairs',
      '--over-http',
      '--tags',
      '@ORD-01 or @INV-01 or @D02 or @D03',
      '--format',
      'summary',
    ],
  },
  {
    name: 'docs/systems is what the connectors say',
    command: [process.execPath, 'scripts/systems-pages.ts', '--check'],
  },
  {
    name: 'docs/matrix.md is what verification.json says',
    command: [process.execPath, 'scripts/matrix-page.ts', '--check'],
  },
  {
    name: 'scenarios replayed from their cassettes',
    command: [process.execPath, 'bin/pipewright.js', 'test', '--all-pairs', '--replay', '--format', 'summary'],
  },
  { name: 'mapping cases', command: [process.execPath, 'scripts/run-cases.ts', 'mappings'] },
];

let passed = 0;
let failed = 0;

for (const { name, command } of GATES) {
  const [program, ...args] = command;
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  if (status === 0) passed += 1;
  else {
    failed += 1;
    process.stdout.write(`not ok: ${name}\n${stdout}${stderr}\n`);
  }
}

const wanted = process.argv.slice(2);
if (wanted.length === 0) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['bin/pipewright.js', 'test', '--all-pairs', '--format', 'summary'],
    { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  );
  const [, played = '0', broken = '0'] = /(\d+) scenarios? passed, (\d+) failed/.exec(stdout) ?? [];
  passed += Number(played);
  failed += Number(broken);
  // A run that fails without a failed scenario (nothing played, a scenario for no pair) is one failure.
  if (status !== 0 && Number(broken) === 0) failed += 1;
  if (status !== 0) process.stdout.write(`not ok: scenarios\n${stdout}${stderr}\n`);
}
const files = globSync(wanted.length > 0 ? wanted : ['src/**/*.test.ts', 'test/**/*.test.ts']).sort();
const stream = run({ files, concurrency: Math.max(2, cpus().length), timeout: 600_000 });
const failures: string[] = [];
stream.on('test:pass', (event) => {
  if (event.details.type !== 'suite') passed += 1;
});
stream.on('test:fail', (event) => {
  if (event.details.type === 'suite') return;
  failed += 1;
  failures.push(`${event.file ?? ''}: ${event.name}`);
});
const reported = new Promise<void>((resolve) => stream.on('end', resolve));
if (process.env.VERBOSE === undefined) {
  stream.on('test:fail', (event) => {
    const { error } = event.details as { error?: { cause?: unknown; message?: string } };
    const cause = error?.cause instanceof Error ? (error.cause.stack ?? error.cause.message) : (error?.message ?? '');
    process.stdout.write(`not ok: ${event.file ?? ''}: ${event.name}\n${cause}\n`);
  });
  stream.resume();
} else stream.compose(spec).pipe(process.stdout);
await reported;

if (failures.length > 0) process.stdout.write(`\nfailed:\n${failures.map((name) => `  ${name}\n`).join('')}`);
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
