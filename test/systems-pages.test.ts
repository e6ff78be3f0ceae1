import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { systemPage } from '../src/init/system-page.ts';
import { loadLibrary } from '../src/load/load-project.ts';
import { BUILT_IN } from './sample-project.ts';

const { connectors } = loadLibrary({ root: BUILT_IN, builtIn: BUILT_IN });

for (const [name, { value: connector }] of connectors) {
  const page = systemPage(connector, BUILT_IN);

  test(`docs/systems/${name}.md is what the connector says: npm run generate`, () => {
    assert.equal(readFileSync(join(BUILT_IN, `docs/systems/${name}.md`), 'utf8'), page);
  });

  test(`${name}: its page has every capability, gap, permission and call`, () => {
    const { capabilities, gaps, operations, setup } = connector;
    for (const each of [...Object.keys(capabilities), ...Object.keys(gaps), ...Object.keys(operations)])
      assert.ok(page.includes(each), each);
    for (const { name: permission } of setup.permissions) assert.ok(page.includes(permission), permission);
  });

  test(`${name}: a permission is for something that the connector can do`, () => {
    const known = new Set([...Object.keys(connector.capabilities), 'everything', 'events']);
    for (const { name: permission, for: uses } of connector.setup.permissions)
      assert.deepEqual(
        uses.filter((use) => !known.has(use)),
        [],
        permission,
      );
  });
}
