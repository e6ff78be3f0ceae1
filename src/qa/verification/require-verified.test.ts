import assert from 'node:assert/strict';
import { appendFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { BUILT_IN, sampleProject } from '../../../test/sample-project.ts';
import { loadProject } from '../../load/load-project.ts';
import type { VerificationFile } from '../../model/config.generated.ts';
import { IntegrationError } from '../../model/integration-error.ts';
import { configurationOf } from './configuration.ts';
import { requireVerified, standingOf } from './require-verified.ts';
import { sampleVerification } from './sample-verification.support.ts';
import { VERIFICATION_FILE, writeVerification } from './verification-file.ts';

const MAPPING = 'mappings/acme/note.jsonata';
const FILES: Readonly<Record<string, string>> = {
  'pipes/mine.yaml': `pipe: mine\nfrom: { connection: shop, read: order }\nto: { connection: erp, write: order }\nmodify: [${MAPPING}]\n`,
  [MAPPING]: '$ ~> |$|{ "customer_note": "hello" }|',
  'mappings/acme/note.cases.yaml': '- name: a note\n  given: {}\n  expect: { customer_note: hello }\n',
  'mappings/woocommerce/order.from.jsonata': '{ "number": $string(number) }',
  'lookups/shipping-methods.csv': 'shop,erp\nflat_rate,UPS\n',
  'connectors/woocommerce/order.write.schema.json': '{}',
  'features/orders.feature': 'Feature: orders\n',
  'features/cassettes/woocommerce/one.yaml': 'format: 1\n',
};

const load = (root: string) => loadProject({ root, builtIn: BUILT_IN });

/** What `verify` writes when everything passed. */
function verified(root: string, change: Partial<VerificationFile> = {}): void {
  const { hash, engine, files } = configurationOf(load(root));
  writeVerification(root, sampleVerification({ hash, engine, files, ...change }));
}

test('a project that nobody verified is refused', () => {
  using project = sampleProject(FILES);
  assert.throws(() => requireVerified(load(project.root)), { code: 'NOT_VERIFIED', message: /nothing was verified/ });
});

test('exactly what was verified may run', () => {
  using project = sampleProject(FILES);
  verified(project.root);
  requireVerified(load(project.root));
});

for (const path of ['pipewright.yaml', ...Object.keys(FILES)]) {
  test(`one byte more in ${path} is refused, with the name of the file`, () => {
    using project = sampleProject(FILES);
    verified(project.root);
    appendFileSync(join(project.root, path), ' ');
    assert.deepEqual(standingOf(load(project.root)).blocking, [`${path} was changed`]);
  });
}

test('a file that came and one that went are told as such', () => {
  using project = sampleProject(FILES);
  verified(project.root);
  project.write({ 'lookups/units.csv': 'shop,erp\n', 'mappings/business-central/order.to.jsonata': '{}' });
  rmSync(join(project.root, 'features/orders.feature'));
  assert.deepEqual(standingOf(load(project.root)).blocking, [
    'features/orders.feature is gone',
    'lookups/units.csv is new',
    // It takes the place of the built-in one.
    'mappings/business-central/order.to.jsonata was changed',
  ]);
});

test('another version of the engine is another configuration', () => {
  using project = sampleProject(FILES);
  const { files } = configurationOf(load(project.root));
  verified(project.root, { engine: '0.0.9' });
  assert.match(standingOf(load(project.root)).blocking[0] ?? '', /edited/);
  assert.ok(Object.keys(files).length > 30);
});

test('files of systems that no connection uses do not count', () => {
  using project = sampleProject(FILES);
  const paths = Object.keys(configurationOf(load(project.root)).files);
  assert.ok(paths.includes('mappings/business-central/order.to.jsonata'));
  assert.ok(paths.includes('connectors/business-central/connector.yaml'));
  assert.deepEqual(
    paths.filter((path) => path.includes('shopify')),
    [],
  );
});

test('a verification that was blocked lets nothing run, with its reasons', () => {
  using project = sampleProject(FILES);
  verified(project.root, {
    verdict: 'blocked',
    stages: [{ stage: 'features', verdict: 'blocked', summary: '1 of 2', blocking: ['ORD-07: the coupon is missing'] }],
  });
  assert.throws(() => requireVerified(load(project.root)), { message: /features: ORD-07: the coupon is missing/ });
});

test('a verification that was edited by hand is refused', () => {
  using project = sampleProject(FILES);
  verified(project.root, { files: { 'pipewright.yaml': '0'.repeat(64) } });
  assert.throws(() => requireVerified(load(project.root)), { message: /was edited/ });
});

test('a damaged verification is refused, not taken for none', () => {
  for (const text of ['', '{', '[]', '{"format":2}', 'null']) {
    using project = sampleProject({ ...FILES, [VERIFICATION_FILE]: text });
    assert.throws(
      () => standingOf(load(project.root)),
      (error) =>
        error instanceof IntegrationError && error.code === 'NOT_VERIFIED' && /cannot be used/.test(error.message),
    );
  }
});
