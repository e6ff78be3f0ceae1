import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withoutTokens } from './sign-in-answer.ts';

test('tokens are hidden whatever they are called; kinds and lifetimes stay as they were written', () => {
  const answered = (json: unknown) => withoutTokens({ status: 200, json }).json;
  assert.deepEqual(answered({ access_token: 'eyJh', expires_in: '3600', token_type: 'bearer' }), {
    access_token: 'a-token',
    expires_in: '3600',
    token_type: 'bearer',
  });
  assert.deepEqual(answered({ AccessToken: 'x1', ExpiresInSeconds: 86_400, TokenType: 'Bearer' }), {
    AccessToken: 'a-token',
    ExpiresInSeconds: 86_400,
    TokenType: 'Bearer',
  });
  assert.deepEqual(answered({ SessionId: '3600', sessionUser: { id: 'API' } }), {
    SessionId: 'a-token',
    sessionUser: { id: 'a-token' },
  });
});
