import assert from 'node:assert/strict';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { type PipewrightProcess, startPipewright } from '../../test/pipewright-process.ts';
import { type SampleProject, sampleProject } from '../../test/sample-project.ts';
import { changedFields } from './changed-fields.ts';

const MAPPING = 'mappings/acme/customer.from.jsonata';
const FILES = {
  [MAPPING]: '{ "name": first, "level": $translate("levels", level) }',
  'lookups/levels.csv': 'shop,erp\ngold,G1\n',
  'pipes/people.yaml': `pipe: people\nfrom: { connection: shop, read: customer }\nto: { connection: erp, write: customer, mapping: ${MAPPING} }\n`,
  'sample.json': '{ "first": "Dana", "last": "Reyes", "level": "gold" }',
};

/** What is told after something, as soon as it is. */
class Watching {
  readonly #process: PipewrightProcess;
  readonly #project: SampleProject;
  #read = 0;

  constructor(project: SampleProject, ...more: string[]) {
    this.#project = project;
    const file = join(project.root, 'sample.json');
    this.#process = startPipewright({ root: project.root, env: {} }, ['map', MAPPING, file, '--watch', ...more]);
  }

  /** The rounds that were told since the last one, up to the first that says this. */
  async hears(says: RegExp): Promise<string> {
    for (;;) {
      const text = this.#process.stdout().slice(this.#read);
      const round = text.split('\n').findIndex((_, index, lines) => says.test(lines.slice(0, index + 1).join('\n')));
      if (round >= 0 && text.endsWith('\n')) {
        this.#read += text.length;
        return text;
      }
      await new Promise<void>((resolve, reject) => {
        this.#process.child.stdout?.once('data', () => resolve());
        this.#process.child.once('exit', () => reject(new Error(`ended: ${text}\n${this.#process.stderr()}`)));
      });
    }
  }

  write(path: string, text: string): void {
    writeFileSync(join(this.#project.root, path), text);
  }

  async ends(signal: NodeJS.Signals = 'SIGINT'): Promise<number | null> {
    this.#process.kill(signal);
    return (await this.#process.ended).code;
  }
}

test('a change of mapping, sample or table shows the new result and what differs; Ctrl-C ends', async () => {
  using project = sampleProject(FILES);
  const watching = new Watching(project);
  const first = await watching.hears(/── .* ms: /);
  assert.match(first, /"name": "Dana"/);
  assert.match(first, /"level": "G1"/);

  watching.write(MAPPING, FILES[MAPPING].replace('first', 'first & " " & last'));
  assert.match(await watching.hears(/── .* ms: /), /~ name = "Dana" → "Dana Reyes"/);

  watching.write('sample.json', '{ "first": "Sam", "last": "Ito", "level": "gold" }');
  assert.match(await watching.hears(/── .* ms: /), /~ name = "Dana Reyes" → "Sam Ito"/);

  watching.write('lookups/levels.csv', 'shop,erp\ngold,G2\n');
  assert.match(await watching.hears(/── .* ms: /), /~ level = "G1" → "G2"/);
  assert.equal(await watching.ends(), 0);
});

test('a mistake is told with its place, and the difference is to the last result that there was', async () => {
  using project = sampleProject(FILES);
  const watching = new Watching(project);
  await watching.hears(/── .* ms: /);
  watching.write(MAPPING, '{ "name": first & }');
  const broken = await watching.hears(/── .* ms: not fine/);
  assert.match(broken, /customer\.from\.jsonata:1:19 error not valid JSONata/);
  assert.doesNotMatch(broken, /cannot run/);
  watching.write(MAPPING, '{ "name": first, "level": "none" }');
  assert.match(await watching.hears(/level = "G1" → "none"[\s\S]*── /), /~ level/);
  watching.write('sample.json', '{ "first": ');
  assert.match(await watching.hears(/── .* ms: not fine/), /cannot run .*sample\.json is not JSON/);
  watching.write('sample.json', FILES['sample.json']);
  assert.match(await watching.hears(/── /), /"name": "Dana"/);
  assert.equal(await watching.ends('SIGTERM'), 0);
});

test('an editor that writes a new file and renames it is seen every time, and so is a file that went and came', async () => {
  using project = sampleProject(FILES);
  const watching = new Watching(project, '--json');
  const path = join(project.root, MAPPING);
  await watching.hears(/"tookMs"/);
  for (const name of ['"one"', '"two"', '"three"']) {
    writeFileSync(`${path}~`, `{ "name": ${name} }`);
    renameSync(`${path}~`, path);
    const lines = (await watching.hears(new RegExp(`"output":.*${name}`))).trimEnd().split('\n');
    assert.deepEqual(JSON.parse(lines.at(-1) ?? '').output, { name: JSON.parse(name) });
  }
  rmSync(path);
  assert.match(await watching.hears(/"failure"/), /there is no mapping/);
  writeFileSync(path, '{ "name": "back" }');
  assert.match(
    await watching.hears(/"output":.*back/),
    /"changes":\[\{"path":"name","before":"three","after":"back"\}\]/,
  );
  assert.equal(await watching.ends(), 0);
});

test('nothing is told of a file that was saved as it was, and standard input cannot be watched', async () => {
  using project = sampleProject(FILES);
  const watching = new Watching(project);
  await watching.hears(/── .* ms: /);
  watching.write(MAPPING, FILES[MAPPING]);
  watching.write('sample.json', '{ "first": "Kim", "last": "Reyes", "level": "gold" }');
  const told = await watching.hears(/"name": "Kim"[\s\S]*── /);
  assert.equal(told.match(/── /g)?.length, 1);
  assert.equal(await watching.ends(), 0);
  const without = startPipewright({ root: project.root, env: {} }, ['map', MAPPING, '--watch']);
  assert.equal((await without.ended).code, 3);
  assert.match(without.stderr(), /--watch needs a file/);
});

test('differences are told field by field', () => {
  const changes = (before: unknown, after: unknown) =>
    changedFields(before, after).map(({ path, before: was, after: is }) => [path, was, is]);
  assert.deepEqual(changes({ a: 1, b: [{ c: 1 }] }, { a: 1, b: [{ c: 2 }, { c: 3 }] }), [
    ['b[0].c', 1, 2],
    ['b[1]', undefined, { c: 3 }],
  ]);
  assert.deepEqual(changes({ a: 1 }, { b: null }), [
    ['a', 1, undefined],
    ['b', undefined, null],
  ]);
  assert.deepEqual(changes({ a: [] }, { a: {} }), [['a', [], {}]]);
  assert.deepEqual(changes('x', 'y'), [['output', 'x', 'y']]);
  assert.deepEqual(changes({ constructor: 1 }, {}), [['constructor', 1, undefined]]);
});
