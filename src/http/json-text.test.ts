import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseJsonText } from './json-text.ts';

test('numbers that a double cannot hold are kept as text', () => {
  const cases: [string, unknown][] = [
    ['9007199254740991', 9007199254740991],
    ['9007199254740993', '9007199254740993'],
    ['-9007199254740993', '-9007199254740993'],
    ['9007199254740992', '9007199254740992'],
    ['1.1971428571428573', 1.1971428571428573],
    ['1.19714285714285731', '1.19714285714285731'],
    ['12345678901234.567', '12345678901234.567'],
    ['12345678901.567', 12345678901.567],
    ['123456789012345678.90', '123456789012345678.90'],
    ['1e400', '1e400'],
    ['1E-400', '1E-400'],
    ['0.10000000000000000', 0.1],
    ['-0.0', -0],
    ['1e3', 1000],
  ];
  for (const [text, value] of cases) assert.deepEqual(parseJsonText(`{"v":[${text}]}`), { v: [value] }, text);
});

test('every other value is as JSON.parse has it', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      const plain = JSON.parse(text, (key, value) => (key === '__proto__' ? undefined : value));
      assert.equal(shape(parseJsonText(text)), shape(plain));
    }),
  );
});

/** Numbers kept as text count as their number. */
const shape = (value: unknown): string =>
  JSON.stringify(value, (_key, item) =>
    typeof item === 'number' || (typeof item === 'string' && item.trim() !== '' && Number.isFinite(Number(item)))
      ? Number(item)
      : item,
  );

test('digits inside text are left alone', () => {
  const text = '{"id":"gid://shop/Order/12345678901234567890","n":1}';
  assert.deepEqual(parseJsonText(text), { id: 'gid://shop/Order/12345678901234567890', n: 1 });
});

test('of duplicate keys the last counts, and no key reaches the prototype', () => {
  assert.deepEqual(parseJsonText('{"a":1,"a":2}'), { a: 2 });
  for (const text of [
    '{"__proto__":{"x":1},"b":2}',
    '{"\\u005f_proto__":{"x":1},"b":2}',
    '{"__pr\\u006Fto__":{"x":1},"b":2}',
    '{"__\\u0070ro\\u0074o__":{"x":1},"b":2}',
  ]) {
    const value = parseJsonText(text) as Record<string, unknown>;
    assert.deepEqual(Object.keys(value), ['b']);
    assert.equal(value.x, undefined);
  }
});

test('what came instead is said, in 80 characters at most', () => {
  const cases: [string, RegExp][] = [
    ['', /nothing came/],
    [' \n', /nothing came/],
    ['<!DOCTYPE html><html><head><title>Maintenance</title>', /^HTML came.*<!DOCTYPE html>/],
    ['<br />\n<b>Notice</b>: PHP {"a":1}', /^XML or HTML came/],
    ['{"id": 1, "lines": [', /cut-off JSON/],
    ['{"total": NaN}', /damaged/],
    ['[1,2', /cut-off/],
    ['Bad Gateway', /other text came.*Bad Gateway/],
  ];
  for (const [text, says] of cases) {
    assert.throws(
      () => parseJsonText(text),
      (error: Error) => {
        assert.match(error.message, says);
        assert.ok(error.message.length < 140);
        return true;
      },
    );
  }
  assert.throws(
    () => parseJsonText(`<html>${'x'.repeat(500)}`),
    (error: Error) => error.message.length < 140,
  );
});

test('nesting has a limit, and brackets inside text do not count', () => {
  const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
  assert.ok(Array.isArray(parseJsonText(nested(200))));
  assert.throws(() => parseJsonText(nested(201)), /deeper than 200/);
  assert.throws(() => parseJsonText('['.repeat(1_000_000)), /deeper than 200/);
  assert.ok(Array.isArray(parseJsonText(`["${'['.repeat(500)}\\"${'['.repeat(500)}\\\\"]`)));
  assert.throws(() => parseJsonText('["never closed'), /cut-off/);
  assert.throws(() => parseJsonText('["never closed\\'), /cut-off/);
});
