import assert from 'node:assert/strict';
import { test } from 'node:test';
import { oneLine } from './one-line.ts';
import { reasonOf } from './reason.ts';
import { createRedactor } from './redactor.ts';

test('a secret is taken out in every form in which it may come back', () => {
  const secret = 'p@ss w0rd/"42"';
  const { redact } = createRedactor([secret]);
  const forms = [
    secret,
    encodeURIComponent(secret),
    'p%40ss+w0rd%2F%2242%22',
    JSON.stringify(secret),
    Buffer.from(secret).toString('base64'),
  ];
  for (const form of forms) {
    const shown = redact(`the server says ${form} is wrong`);
    assert.match(shown, /^the server says "?\[secret\]"? is wrong$/, form);
  }
});

test('tokens learned later are taken out as well', () => {
  const redactor = createRedactor([]);
  redactor.learn('at-77f00d1234');
  assert.equal(redactor.redact('bad at-77f00d1234'), 'bad [secret]');
});

test('what tells that it is a secret is taken out whoever wrote it', () => {
  const { redact } = createRedactor([]);
  assert.equal(redact('got Authorization: Bearer abcdef1234567890, refused').includes('abcdef'), false);
  assert.equal(redact('Basic Y2tfMTIzNDU2Nzg5MDo='), 'Basic [secret]');
  assert.equal(
    redact('see https://files.example.com/a.pdf?sig=abc&exp=1 there'),
    'see https://files.example.com/a.pdf?… there',
  );
  assert.equal(redact('http://user:word@erp.example.com/x'), 'http://erp.example.com/x');
  assert.equal(redact('oauth_signature=abc%3D&x=1').includes('abc'), false);
  assert.equal(redact('{"access_token":"xyz.123"}').includes('xyz'), false);
});

test('ordinary messages stay as they are', () => {
  const { redact } = createRedactor(['ck_0123456789']);
  for (const text of [
    'Invalid parameter(s): billing',
    'SKU "HX-1" already exists',
    'token expired',
    'No such customer: C-100',
  ]) {
    assert.equal(redact(text), text);
  }
});

test('a short secret is taken out where it stands alone', () => {
  const { redact } = createRedactor(['abc']);
  assert.equal(redact('user abc of abcdef'), 'user [secret] of abcdef');
});

test('a reason is one line of at most 500 characters, with no half of a secret at its end', () => {
  const secret = 'cs_9f8e7d6c5b4a39281706';
  const redactor = createRedactor([secret]);
  const { code, text } = reasonOf(redactor, `x${secret}\ny`, `line one\r\n\tline two ${'.'.repeat(470)}${secret}`);
  assert.equal(code, 'x[secret] y');
  assert.ok(text.length <= 500);
  assert.ok(text.startsWith('line one line two ...'));
  assert.ok(!text.includes('cs_9'));
  assert.equal(oneLine('a\u2028b\u0000c'), 'a b c');
});
