import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { parse } from 'yaml';
import yargs from 'yargs';
import { CHECKS } from '../src/check/check-project.ts';
import { allCommands } from '../src/cli/commands/index.ts';
import { compileMapping, type Surroundings } from '../src/map/mapping.ts';
import { Hold } from '../src/model/hold.ts';

const PAGE = 'docs/mapping.md';
const text = readFileSync(PAGE, 'utf8');
const commands = await allCommands();

interface Block {
  readonly kind: string;
  readonly text: string;
  readonly line: number;
}

const blocks: Block[] = [...text.matchAll(/^```(.*)\n([\s\S]*?)^```$/gm)].map((match) => ({
  kind: match[1] ?? '',
  text: match[2] ?? '',
  line: text.slice(0, match.index).split('\n').length,
}));

function surroundings(written: string | undefined): Surroundings {
  const { options = {}, needs = {}, lookups = {} } = written === undefined ? {} : parse(written);
  return {
    options,
    needs,
    translate: (table, code) => {
      const found = lookups[table]?.[code];
      if (found === undefined) throw new Hold('translation-missing', `${table} has no ${code}`);
      return found;
    },
    reference: () => undefined,
  };
}

let input: string | undefined;
let setting: string | undefined;
let examples = 0;
for (const [index, { kind, text: source, line }] of blocks.entries()) {
  if (kind === 'json input') {
    input = source;
    // A setting stands just above the input that it belongs to.
    const above = blocks[index - 1];
    setting = above?.kind === 'yaml with' ? above.text : undefined;
  }
  if (kind !== 'jsonata') continue;
  examples += 1;
  const [record, around, expected] = [input, setting, blocks[index + 1]];
  test(`${PAGE}:${line}: the example yields what stands below it`, async () => {
    assert.ok(record !== undefined && expected !== undefined, 'an example has its input above and its output below');
    const outcome = (async () =>
      compileMapping(`${PAGE}:${line}`, source).run(JSON.parse(record), surroundings(around)))();
    if (expected.kind === 'text hold') await assert.rejects(outcome, { name: 'Hold', code: expected.text.trim() });
    else {
      assert.equal(expected.kind, 'json output');
      assert.deepEqual(await outcome, JSON.parse(expected.text));
    }
  });
}

test('there are examples', () => assert.ok(examples >= 12));

for (const { kind, text: lines, line } of blocks) {
  if (kind !== 'sh') continue;
  for (const command of lines.trim().split('\n')) {
    test(`${PAGE}:${line}: \`${command}\` exists`, () => {
      const [program, name, ...args] = command.split(' ');
      assert.equal(program, 'pipewright');
      const known = commands.find(({ usage }) => usage.split(' ')[0] === name);
      assert.ok(known !== undefined, `there is no command ${name}`);
      const places = (known.usage.match(/[<[]/g) ?? []).length;
      assert.ok(args.filter((arg) => !arg.startsWith('--')).length <= places || known.usage.includes('..'));
      const { key } = (known.options(yargs([])) as unknown as { getOptions(): { key: object } }).getOptions();
      for (const arg of args.filter((each) => each.startsWith('--'))) assert.ok(arg.slice(2) in key, arg);
    });
  }
}

test('the page names every finding in mappings, in its own words', () => {
  for (const { code, summary } of CHECKS)
    if (code.startsWith('MAPPING')) assert.ok(text.includes(`| ${code} | ${summary} |`), code);
});
