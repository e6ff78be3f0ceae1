import assert from 'node:assert/strict';
import test from 'node:test';
import { compileTemplate } from './template.ts';

const fill = (source: string, variables: Record<string, unknown> = {}, encode?: (text: string) => string) =>
  compileTemplate(source).fill(variables, encode);

test('text and expressions', () => {
  assert.equal(fill('/orders/{$id}/lines', { id: 7 }), '/orders/7/lines');
  assert.equal(fill('no braces'), 'no braces');
  assert.equal(fill(''), '');
  assert.equal(fill("{$lookup({'a': 'b'}, 'a')}"), 'b');
  assert.equal(fill('{{not an expression}'), '{not an expression}');
  assert.equal(fill("{$x & '}'}", { x: 'a' }), 'a}');
});

test('a lone expression that yields nothing leaves the place out; inside text it is refused', () => {
  assert.equal(fill('{$since}'), undefined);
  assert.throws(() => fill('/orders/{$id}'), /yields nothing/);
  assert.throws(() => fill('/orders/{$id}', { id: { a: 1 } }), /yields no text/);
});

test('what an expression yields is encoded, the text around it is not', () => {
  assert.equal(fill('/orders/{$id}', { id: '../admin?x=1' }, encodeURIComponent), '/orders/..%2Fadmin%3Fx%3D1');
});

test('a brace that is never closed is told', () => {
  assert.throws(() => compileTemplate('/orders/{$id'), /never closed/);
});
