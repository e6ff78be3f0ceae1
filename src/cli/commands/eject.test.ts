import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { runCommand } from '../../../test/captured-environment.ts';
import { BUILT_IN, sampleFolder, sampleProject } from '../../../test/sample-project.ts';
import { checkCommand } from './check.ts';
import { ejectCommand } from './eject.ts';
import { initCommand } from './init.ts';

async function initialised() {
  const folder = sampleFolder();
  await runCommand(initCommand, { folder: '.' }, { cwd: folder.root });
  return folder;
}

const eject = (root: string, path: string[], more = {}) => runCommand(ejectCommand, { path, ...more }, { cwd: root });

test('a pipe by its name is copied, wins, and checks', async () => {
  using project = await initialised();
  const { code, stdout } = await eject(project.root, ['orders']);
  assert.equal(code, 0);
  assert.match(stdout, /pipes\/orders\.yaml +used in place of the built-in pipe/);
  const text = readFileSync(join(project.root, 'pipes/orders.yaml'), 'utf8');
  assert.match(text, /\$schema=\.\.\/node_modules\/pipewright\/schemas\/config\/pipe\.schema\.json/);
  assert.equal((await runCommand(checkCommand, { strict: true }, { cwd: project.root })).code, 0);
});

test('a pipe whose source does not tell of changes comes without the event, and says why', async () => {
  using folder = sampleFolder();
  await runCommand(initCommand, { folder: '.', shop: 'magento', erp: 'netsuite' }, { cwd: folder.root });
  assert.equal((await eject(folder.root, ['orders', 'products'])).code, 0);
  const text = (pipe: string) => readFileSync(join(folder.root, `pipes/${pipe}.yaml`), 'utf8');
  assert.match(
    text('orders'),
    /^when: \{ every: 2m \} # no event: Magento Open Source \/ Adobe Commerce does not tell of order\.changed$/m,
  );
  assert.match(text('products'), /^when: \{ every: 10m \} # no event: Oracle NetSuite does not tell/m);
  const checked = await runCommand(checkCommand, { strict: true }, { cwd: folder.root });
  assert.equal(checked.code, 0, checked.stdout);
});

test('a mapping brings its cases and the files that they read', async () => {
  using project = await initialised();
  const { stdout } = await eject(project.root, ['./mappings/business-central/order.to.jsonata']);
  assert.match(stdout, /order\.to\.jsonata +used by the pipes order-edits, orders\n/);
  assert.ok(existsSync(join(project.root, 'mappings/business-central/order.to.cases.yaml')));
  assert.ok(existsSync(join(project.root, 'mappings/business-central/fixtures/order-document.json')));
  const checked = await runCommand(checkCommand, { strict: true }, { cwd: project.root });
  assert.equal(checked.code, 0, checked.stdout);
});

test('a connector comes as a whole, by path or by name', async () => {
  for (const name of ['connectors/woocommerce/', 'woocommerce']) {
    using project = await initialised();
    assert.equal((await eject(project.root, [name])).code, 0);
    assert.ok(existsSync(join(project.root, 'connectors/woocommerce/connector.yaml')));
    assert.ok(existsSync(join(project.root, 'connectors/woocommerce/order.write.schema.json')));
    assert.equal((await runCommand(checkCommand, { strict: true }, { cwd: project.root })).code, 0);
  }
});

test('a pipe that nobody asked for says that it runs from now on', async () => {
  using project = sampleProject();
  assert.match((await eject(project.root, ['orders'])).stdout, /this pipe runs from now on/);
});

test('a name that is nearly right is answered with the right one, and nothing is copied', async () => {
  using project = await initialised();
  const nearly = await eject(project.root, ['customers', 'mapings/woocommerce/order.from.jsonata']);
  assert.equal(nearly.code, 3);
  assert.match(nearly.stderr, /did you mean "mappings\/woocommerce\/order\.from\.jsonata"\?/);
  assert.equal(existsSync(join(project.root, 'pipes')), false);
  assert.match((await eject(project.root, ['order'])).stderr, /did you mean "orders"\?/);
});

test('only what is there for projects can be copied', async () => {
  using project = await initialised();
  for (const path of ['../package.json', 'src/app.ts', 'package.json', 'connectors', 'pipes/../src/app.ts'])
    assert.equal((await eject(project.root, [path])).code, 3, path);
});

test('a file of the project is not overwritten without --force', async () => {
  using project = await initialised();
  project.write({ 'pipes/orders.yaml': 'mine' });
  const refused = await eject(project.root, ['customers', 'pipes/orders.yaml']);
  assert.equal(refused.code, 3);
  assert.match(refused.stderr, /pipes\/orders\.yaml; --force/);
  assert.equal(readFileSync(join(project.root, 'pipes/orders.yaml'), 'utf8'), 'mine');
  assert.equal((await eject(project.root, ['orders'], { force: true })).code, 0);
});

test('there must be a project, and it must not be Pipewright itself', async () => {
  using folder = sampleFolder();
  assert.match((await eject(folder.root, ['orders'])).stderr, /no pipewright\.yaml/);
  const itself = await eject(BUILT_IN, ['orders']);
  assert.equal(itself.code, 3);
});
