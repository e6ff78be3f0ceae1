import assert from 'node:assert/strict';
import test from 'node:test';
import { BUILT_IN, sampleProject } from '../../test/sample-project.ts';
import { loadProject } from '../load/load-project.ts';
import type { Finding } from '../model/finding.ts';
import { CHECKS, checkProject } from './check-project.ts';

async function findingsWith(files: Readonly<Record<string, string>>): Promise<Finding[]> {
  using project = sampleProject(files);
  // Awaited here: the folder is gone when the function is left.
  return await checkProject(loadProject({ root: project.root, builtIn: BUILT_IN }), { cases: true });
}

test('the sample project itself has no findings', async () => {
  assert.deepEqual(await findingsWith({}), []);
});

test('codes are given once', () => {
  const codes = CHECKS.map(({ code }) => code);
  assert.deepEqual(codes, [...new Set(codes)]);
});

for (const { code, severity, summary, bad, good } of CHECKS) {
  test(`${code}: the bad sample is found, where it is, with what to do. ${summary}`, async () => {
    const own = (await findingsWith(bad)).filter((finding) => finding.code === code);
    assert.ok(own.length > 0, `the bad sample of ${code} yields no ${code}`);
    for (const { at, message, hint, severity: told } of own) {
      assert.equal(told, severity);
      assert.ok(message.length > 0 && !message.includes('undefined'), message);
      assert.ok(hint !== undefined && hint.length > 0, `${code} has no hint`);
      const lines = (bad[at.file] ?? '').split('\n');
      assert.ok(Object.hasOwn(bad, at.file), `${at.file} is none of the files of the sample`);
      assert.ok(at.line >= 1 && at.line <= lines.length, `line ${at.line} of ${lines.length}`);
      assert.ok(at.column >= 1 && at.column <= (lines[at.line - 1]?.length ?? 0) + 1, `column ${at.column}`);
    }
  });

  test(`${code}: the good sample is not found`, async () => {
    const findings = await findingsWith(good);
    assert.deepEqual(findings, [], 'a good sample has no finding at all');
  });
}

test('PROJECT103: a list of an option holds texts: a number would be none of the ids that it is held against', async () => {
  const project = (locations: string) =>
    `project: sample\nconnections:\n  shop:\n    connector: woocommerce\n    url: https://shop.example.com\n    credentials: { consumer_key: "\${env:KEY}", consumer_secret: "\${env:SECRET}" }\n    options: { currency: EUR, prices_include_tax: false, stock_locations: ${locations} }\n`;
  const told = async (locations: string) =>
    (await findingsWith({ 'pipewright.yaml': project(locations) }))
      .filter(({ code }) => code === 'PROJECT103')
      .map(({ message }) => message);
  assert.deepEqual(await told('["6"]'), []);
  assert.deepEqual(await told('[6]'), ['stock_locations must be a list of texts (in quotes), not [6]']);
  assert.deepEqual(await told('[[]]'), ['stock_locations must be a list of texts (in quotes), not [[]]']);
});
