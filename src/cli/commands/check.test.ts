import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { runCommand } from '../../../test/captured-environment.ts';
import { sampleProject } from '../../../test/sample-project.ts';
import { checkCommand } from './check.ts';

const PIPE =
  'pipe: mine\nfrom: { connection: shop, read: customer }\nto: { connection: erp, write: customer }\nmodify: [mappings/acme/name.jsonata]\n';
const FILE = 'mappings/acme/name.jsonata';

const project = (mapping: string) => sampleProject({ 'pipes/mine.yaml': PIPE, [FILE]: mapping });

test('--fix corrects until nothing is left to correct, and says what', async () => {
  using sample = project(
    '(\n  $a := "x";\n  $b := $a;\n  $merge([$, { "fist_name": $uppercase(lst_name), "addresses": addresses[country = "IT"] }])\n)\n',
  );
  const { stdout, code } = await runCommand(checkCommand, { fix: true, cases: false }, { cwd: sample.root });
  assert.equal(
    readFileSync(join(sample.root, FILE), 'utf8'),
    '(\n  $merge([$, { "first_name": $uppercase(last_name), "addresses": [addresses[country = "IT"]] }])\n)\n',
  );
  assert.equal((stdout.match(/^fixed /gm) ?? []).length, 5);
  assert.match(stdout, /fixed mappings\/acme\/name\.jsonata:4:\d+ .*MAPPING601/);
  assert.match(stdout, /fine: /);
  assert.equal(code, 0);
});

test('without --fix nothing is written; JSON and SARIF carry the fixes', async () => {
  const text = '$merge([$, { "last_name": lst_name }])';
  using sample = project(text);
  const json = await runCommand(checkCommand, { format: 'json', cases: false }, { cwd: sample.root });
  const [finding] = JSON.parse(json.stdout) as { fix: unknown }[];
  const start = text.indexOf('lst_name');
  assert.deepEqual(finding?.fix, { start, end: start + 8, text: 'last_name' });
  const sarif = await runCommand(checkCommand, { format: 'sarif', cases: false }, { cwd: sample.root });
  const [run] = (JSON.parse(sarif.stdout) as { runs: { results: { fixes?: unknown }[] }[] }).runs;
  assert.deepEqual(run?.results[0]?.fixes, [
    {
      description: { text: 'did you mean "last_name"?' },
      artifactChanges: [
        {
          artifactLocation: { uri: FILE },
          replacements: [
            { deletedRegion: { charOffset: start, charLength: 8 }, insertedContent: { text: 'last_name' } },
          ],
        },
      ],
    },
  ]);
  assert.equal(readFileSync(join(sample.root, FILE), 'utf8'), text);
});
