import assert from 'node:assert/strict';
import test from 'node:test';
import { compileMapping } from '../../src/map/mapping.ts';
import { runCommand } from '../run-command.ts';
import { once, trial } from './trial.ts';

/** X09, and a regular expression that takes JavaScript's own engine longer than the world will last. */
const RUNAWAYS = {
  recursion: '$ ~> |$|{\n  "internal_note": ($f := function($x){ $f($x & "a") }; $f("a"))\n}|',
  regex:
    '$ ~> |$|{\n  "internal_note": ($s := $pad("a", 300000, "a") & "!"; $join($map([1..100], function($i){ $replace($s & $string($i), /(a+|b)+$/, "") })))\n}|',
} as const;

const pipe = (name: string, mapping: string): string => `pipe: ${name}
summary: Orders, with a modifier that never ends
from: { connection: shop, read: order }
to: { connection: erp, write: order }
needs: [customer]
modify: [${mapping}]
deliver: { retry: { attempts: 2, first: 1s, longest: 5s }, concurrency: 4 }
`;

for (const [what, source] of Object.entries(RUNAWAYS)) {
  const file = `mappings/acme/${what}.jsonata`;

  test(`${what}: the command run holds the record with file and place, and the other pipe goes on`, async (t) => {
    const { project, clock, orders, onErp } = await trial(t, 2);
    project.write(file, source);
    project.write(`pipes/${what}.yaml`, pipe(what, file));
    const result = await runCommand(project, ['run', '--patience', '0'], { clock });
    assert.equal(result.code, 1, result.said);
    assert.deepEqual(onErp(), once(orders), result.said);
    const held = await project.look((ledger) => ledger.deliveries({ states: ['held'] }));
    assert.equal(held.length, 2);
    const shown = await runCommand(project, ['deliveries', 'list', '--state', 'held'], { clock });
    assert.match(shown.said, new RegExp(`${file}:2:\\d+: `));
  });

  test(`${what}: the command check tells the case that does not end, with file and place`, async (t) => {
    const { project, clock } = await trial(t, 0);
    project.write(file, source);
    project.write(`pipes/${what}.yaml`, pipe(what, file));
    project.write(file.replace('.jsonata', '.cases.yaml'), '- name: it ends\n  given: {}\n  expect: {}\n');
    const result = await runCommand(project, ['check'], { clock });
    assert.equal(result.code, 1, result.said);
    assert.match(result.said, new RegExp(`${what}\\.cases\\.yaml:1:\\d+`));
    assert.match(result.said.replace(/\s+/g, ' '), new RegExp(`the case fails: .*${file}:2:\\d+: `));
  });

  test(`${what}: one evaluation is stopped in about a second`, () => {
    const mapping = compileMapping(file, source);
    const surroundings = { options: {}, needs: {}, translate: String, reference: () => undefined };
    const began = process.cpuUsage();
    assert.throws(() => mapping.run({}, surroundings), { name: 'Hold', code: 'mapping-failed' });
    const { user, system } = process.cpuUsage(began);
    assert.ok((user + system) / 1000 < 2000, `${(user + system) / 1000} ms of processor time`);
  });
}

test('a pattern that cannot take linear time is told by check with its place', async (t) => {
  const { project, clock } = await trial(t, 0);
  project.write('mappings/acme/ahead.jsonata', '{\n  "ok": $contains(note, /a(?=b)/)\n}');
  project.write('pipes/ahead.yaml', pipe('ahead', 'mappings/acme/ahead.jsonata'));
  const { code, said } = await runCommand(project, ['check'], { clock });
  assert.equal(code, 1);
  assert.match(said, /mappings\/acme\/ahead\.jsonata:2:27/);
  assert.match(said.replace(/\s+/g, ' '), /look-ahead \(\?=b\) cannot run in linear time/);
});
