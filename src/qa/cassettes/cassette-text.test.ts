import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { BUILT_IN } from '../../../test/sample-project.ts';
import { loadLibrary } from '../../load/load-project.ts';
import type { CassetteFile } from '../../model/config.generated.ts';
import { cassetteText } from './cassette-text.ts';
import { readCassette } from './read-cassette.ts';

const { schemas } = loadLibrary({ root: BUILT_IN, builtIn: BUILT_IN });
const CASSETTE: CassetteFile = {
  format: 1,
  system: 'woocommerce',
  api_version: 'v3',
  recorded_at: '2026-03-02T09:00:00.000Z',
  from: 'hand',
  redaction: 'none',
  clock: '2026-03-02T09:00:00.000Z',
  partners: ['business-central'],
  exchanges: [],
};
const withBody = (json: unknown): CassetteFile => ({
  ...CASSETTE,
  exchanges: [{ request: { method: 'GET', path: '/orders' }, response: { status: 200, json } }],
});

test('bodies are structures that a person can read and change', () => {
  const text = cassetteText(
    withBody({ number: '17', total: '12.50', date: '2026-03-02', note: 'two\nlines', yes: 'no' }),
  );
  assert.ok(
    text.includes(`        number: "17"
        total: "12.50"
        date: 2026-03-02
        note: |-
          two
          lines
        yes: no
`),
    text,
  );
});

test('what is written is what is read, whatever the bodies hold', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (json) => {
      const value: unknown = JSON.parse(JSON.stringify(json));
      const { cassette, findings } = readCassette('x.yaml', cassetteText(withBody(value)), schemas);
      assert.deepEqual(findings, []);
      assert.deepEqual(cassette?.exchanges[0]?.response?.json, value);
    }),
    { numRuns: 300 },
  );
});

const lines = cassetteText(withBody([{ id: 1, name: 'A' }])).split('\n');

test('a file that was cut off is refused, wherever it was cut', () => {
  const text = lines.join('\n').trimEnd();
  for (let kept = 0; kept < text.length; kept += 1) {
    const { cassette, findings } = readCassette('x.yaml', text.slice(0, kept), schemas);
    assert.equal(cassette, undefined, text.slice(0, kept));
    assert.ok(findings.length > 0);
  }
});

const HOSTILE: readonly (readonly [string, string, RegExp])[] = [
  ['an empty file', '', /./],
  ['a list', '- 1', /./],
  ['another version of the format', lines.join('\n').replace('format: 1', 'format: 2'), /must be 1/],
  ['an unknown key', lines.join('\n').replace('from: hand', 'from: hand\nsurprise: 1'), /"surprise" is not known/],
  [
    'a billion laughs',
    [
      'a: &a [x,x,x,x,x,x,x,x,x]',
      ...Array.from(
        { length: 8 },
        (_, i) =>
          `${String.fromCharCode(98 + i)}: &${String.fromCharCode(98 + i)} [${Array(9)
            .fill(`*${String.fromCharCode(97 + i)}`)
            .join()}]`,
      ),
    ].join('\n'),
    /aliases cannot be expanded/,
  ],
  ['the same key twice', lines.join('\n').replace('from: hand', 'from: hand\nfrom: live'), /there twice/],
  [
    'a live recording that says nothing of redaction or expiry',
    lines.join('\n').replace('from: hand', 'from: live'),
    /"expires" is missing|must be "stand-ins"/,
  ],
  ['neither a response nor a failure', lines.join('\n').replace(/ {4}response:[\s\S]*/, ''), /exactly one|is missing/],
  ['a status that is none', lines.join('\n').replace('status: 200', 'status: 2000'), /599/],
];
for (const [what, text, says] of HOSTILE)
  test(`${what} is refused, with what is wrong`, () => {
    const { cassette, findings } = readCassette('x.yaml', text, schemas);
    assert.equal(cassette, undefined);
    assert.match(findings.map(({ message }) => message).join('\n'), says);
  });
