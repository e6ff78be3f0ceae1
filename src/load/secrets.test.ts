import assert from 'node:assert/strict';
import test from 'node:test';
import { sampleFolder } from '../../test/sample-project.ts';
import { IntegrationError } from '../model/integration-error.ts';
import { isSecretReference, resolveSecret } from './secrets.ts';

test('a secret comes from a variable, a file or a command, without the line break at its end', () => {
  using folder = sampleFolder({ 'secrets/key': 'from file\n' });
  assert.equal(resolveSecret('${env:KEY}', folder.root, { KEY: 'from env' }), 'from env');
  assert.equal(resolveSecret('${file:secrets/key}', folder.root, {}), 'from file');
  assert.equal(resolveSecret('${exec:printf "from command\\n"}', folder.root, {}), 'from command');
});

test('what is missing or fails is told by its name, never with a part of a secret', () => {
  using folder = sampleFolder();
  const fails = (reference: string, code: string, says: RegExp) =>
    assert.throws(
      () => resolveSecret(reference, folder.root, { EMPTY: '' }),
      (error) => error instanceof IntegrationError && error.code === code && says.test(error.message),
    );
  fails('${env:NOWHERE}', 'VARIABLE_MISSING', /NOWHERE is not set/);
  fails('${env:EMPTY}', 'VARIABLE_MISSING', /EMPTY is empty/);
  fails('${file:secrets/none}', 'SECRET_UNREADABLE', /secrets\/none cannot be read \(ENOENT\)/);
  fails('${exec:echo hunter2; exit 3}', 'SECRET_UNREADABLE', /gives no secret \(exit code 3\)$/);
});

test('text that is no reference is refused and not repeated', () => {
  assert.equal(isSecretReference('hunter2'), false);
  assert.throws(
    () => resolveSecret('hunter2', '/', {}),
    (error) => error instanceof IntegrationError && !error.message.includes('hunter2'),
  );
});
