import assert from 'node:assert/strict';
import test from 'node:test';
import { runCommand } from '../run-command.ts';
import { assertClear, once, trial } from './trial.ts';

/**
 * Projects with something wrong in them: refused before a system is asked, with the place of the mistake. What else can be
 * wrong with the files is tested beside src/load and src/check.
 */

const ALIAS_BOMB = [
  'a: &a [x, x, x, x, x, x, x, x, x]',
  ...[...'bcdef'].map((name, index) => {
    const before = 'abcde'[index];
    return `${name}: &${name} [${Array.from({ length: 9 }, () => `*${before}`).join(', ')}]`;
  }),
].join('\n');

const PROJECTS: readonly {
  readonly name: string;
  readonly file: string;
  readonly text: string;
  readonly says: readonly RegExp[];
}[] = [
  {
    name: 'a pipe that is no YAML',
    file: 'pipes/orders.yaml',
    text: 'pipe: orders\nfrom: { connection: shop, read: order\nto: x\n',
    says: [/pipes\/orders\.yaml:3:1/, /not valid YAML/],
  },
  {
    name: 'an alias bomb',
    file: 'pipes/orders.yaml',
    text: ALIAS_BOMB,
    says: [/pipes\/orders\.yaml:1:1/, /aliases cannot be expanded/],
  },
  {
    name: 'a key that is there twice',
    file: 'pipes/orders.yaml',
    text: 'pipe: orders\nfrom: { connection: shop, read: order }\nto: { connection: erp, write: order }\nto: { connection: shop, write: order }\n',
    says: [/pipes\/orders\.yaml:4:1/, /this key is there twice/],
  },
  {
    name: 'a mapping that is no JSONata',
    file: 'mappings/business-central/order.to.jsonata',
    text: '{ "externalDocumentNumber": number,, }',
    says: [/order\.to\.jsonata/],
  },
];

for (const { name, file, text, says } of PROJECTS) {
  test(`${name} ends a run before anything is asked`, async (t) => {
    const { systems, project, run } = await trial(t);
    project.write(file, text);
    const { code, said } = await run();
    assert.equal(code, 1, said);
    for (const each of says) assert.match(said, each);
    assert.deepEqual([...systems.shop.exchanges, ...systems.erp.exchanges], []);
  });
}

test('a variable that is missing is told by its name; set, the run goes through', async (t) => {
  const { systems, project, clock, orders, run, onErp } = await trial(t);
  for (const variable of ['SHOP_SECRET', 'ERP_URL']) {
    const refused = await runCommand(project, ['run', 'orders'], { clock, env: { [variable]: undefined } });
    assertClear(refused);
    assert.equal(refused.code, 2);
    assert.match(refused.stderr, new RegExp(`error the environment variable ${variable} is not set`));
    assert.match(refused.stderr, /next +Set the variable/);
  }
  assert.deepEqual([...systems.shop.exchanges, ...systems.erp.exchanges], []);
  assert.equal((await run()).code, 0);
  assert.deepEqual(onErp(), once(orders));
});

test('a port that is taken ends a twin with its number and what to do', async (t) => {
  const { systems, project, clock } = await trial(t, 0);
  const taken = String(systems.shop.port);
  const { code, stderr } = await runCommand(project, ['twin', 'woocommerce', '--port', taken], { clock });
  assert.equal(code, 2);
  assert.match(stderr, new RegExp(`error port ${taken} on 127.0.0.1 is taken by another process`));
  assert.match(stderr, /next +Choose another port/);
});
