import assert from 'node:assert/strict';
import test from 'node:test';
import { membersAt, SchemaTypes, typesOf } from './mapping-types.ts';

const input = new SchemaTypes(() => undefined).typeOf({
  type: 'object',
  additionalProperties: false,
  required: ['id', 'lines'],
  properties: {
    id: { type: 'string', description: 'The number.' },
    email: { type: 'string' },
    lines: {
      type: 'array',
      items: { type: 'object', required: ['sku'], properties: { sku: { type: 'string' }, note: { type: 'string' } } },
    },
  },
});
const signature = { input, validated: true, variables: { options: input } };

/** The offset of the `^`, and the text without it. */
const marked = (text: string): [string, number] => [text.replace('^', ''), text.indexOf('^')];

function typeIn(text: string) {
  const [source, offset] = marked(text);
  return typesOf(source, signature, { record: true }).typeAt(offset);
}

const namesIn = (text: string): readonly string[] => {
  const [source, offset] = marked(text);
  return membersAt(source, signature, offset).map(({ name }) => name);
};

test('the type at a place, with what the schema says of it', () => {
  assert.deepEqual(typeIn('{ "a": i^d }'), { start: 7, end: 9, text: 'text', description: 'The number.' });
  assert.equal(typeIn('{ "a": ema^il }')?.text, 'text, optional');
  assert.equal(typeIn('($x := lines; $^x)')?.text, 'list of object');
  assert.equal(typeIn('lines.s^ku')?.text, 'text');
  assert.equal(typeIn('$map(lines, function($l) { $l.no^te })')?.text, 'text, optional');
  assert.equal(typeIn('id    ^   & "x"'), undefined);
});

test('members at a place, also while the text is unfinished', () => {
  assert.deepEqual(namesIn('{ "a": ^ }'), ['id', 'email', 'lines']);
  assert.deepEqual(namesIn('lines.^'), ['sku', 'note']);
  assert.deepEqual(namesIn('lines.sk^u'), ['sku', 'note']);
  assert.deepEqual(namesIn('{ "a": lines[0].^, "b": id }'), ['sku', 'note']);
  assert.deepEqual(namesIn('($x := lines; { "a": $x.^ })'), ['sku', 'note']);
  assert.deepEqual(namesIn('$map(lines, function($l) { $l.^ })'), ['sku', 'note']);
  assert.deepEqual(namesIn('lines.{ "s": ^ }'), ['sku', 'note']);
  assert.deepEqual(namesIn('$options.^'), ['id', 'email', 'lines']);
  assert.deepEqual(namesIn('lines[^]'), ['sku', 'note']);
  assert.deepEqual(namesIn('{ "a": broken( ^'), []);
});
