import assert from 'node:assert/strict';
import test from 'node:test';
import type { AuthMethod } from '../../model/config.generated.ts';
import { chosenWay } from './chosen-way.ts';

const WAYS: readonly AuthMethod[] = [
  {
    name: 'certificate',
    kind: 'oauth2-client-assertion',
    token_url: '/token',
    client_id: 'client_id',
    key_id: 'certificate_id',
    private_key: 'private_key',
    algorithm: 'PS256',
    header: 'Authorization',
  },
  { name: 'key', kind: 'basic', username: 'client_id', password: 'secret' },
];
const chosen = (credentials: readonly string[], auth?: string) =>
  chosenWay(WAYS, { auth, credentials: Object.fromEntries(credentials.map((name) => [name, 'x'])) })?.name;

test('the way is the one that is named, else the first whose credentials are all there, else the first', () => {
  assert.equal(chosen(['client_id', 'secret']), 'key');
  assert.equal(chosen(['client_id', 'secret', 'certificate_id', 'private_key']), 'certificate');
  assert.equal(chosen(['client_id', 'private_key']), 'certificate');
  assert.equal(chosen(['client_id', 'secret'], 'certificate'), 'certificate');
  assert.equal(chosen(['client_id'], 'other'), undefined);
});
