import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseXmlText, writeXmlText, XmlTextError, XmlTreeError } from './xml-text.ts';

const refused = (says: RegExp) => (error: unknown) => error instanceof XmlTextError && says.test(error.message);
const HEAD = '<?xml version="1.0" encoding="UTF-8"?>';

test('text stays text: zeros, amounts and words are what was written', () => {
  const tree = parseXmlText(
    '<a><id>007</id><amount>12.50</amount><big>90071992547409931</big><flag>true</flag><no/></a>',
  );
  assert.deepEqual(tree, { a: { id: '007', amount: '12.50', big: '90071992547409931', flag: 'true', no: '' } });
});

test('what is laid out is the same as what is not; blanks inside a text stay', () => {
  const tree = { a: { b: ['1', ' 2 '], c: { d: 'x' } } };
  assert.deepEqual(parseXmlText('<a><b>1</b><b> 2 </b><c><d>x</d></c></a>'), tree);
  assert.deepEqual(
    parseXmlText('<?xml version="1.0"?>\n<a>\n  <b>1</b>\n  <b> 2 </b>\n  <c>\n<d>x</d></c></a>\n'),
    tree,
  );
});

test('an element is a list where it is said, and where it repeats', () => {
  const reading = { lists: new Set(['line']) };
  assert.deepEqual(parseXmlText('<a><line>1</line></a>', reading), { a: { line: ['1'] } });
  assert.deepEqual(parseXmlText('<a><line>1</line><other/></a>'), { a: { line: '1', other: '' } });
  assert.deepEqual(parseXmlText('<a><line>1</line><other/><line>2</line></a>'), { a: { line: ['1', '2'], other: '' } });
});

test('attributes stand beside the content, or are left out', () => {
  const text = '<a n="1 &amp; 2"><b x="7">007</b><c y=""/></a>';
  assert.deepEqual(parseXmlText(text), { a: { '@n': '1 & 2', b: { '@x': '7', '#text': '007' }, c: { '@y': '' } } });
  assert.deepEqual(parseXmlText(text, { attributes: false }), { a: { b: '007', c: '' } });
});

test('references are resolved once, and in CDATA not at all', () => {
  assert.deepEqual(parseXmlText('<a>&lt;&#039;x&#x27;&gt; &amp;lt; &amp;#39;</a>'), { a: "<'x'> &lt; &#39;" });
  assert.deepEqual(parseXmlText('<a>1 &lt; <![CDATA[<b> &amp; ]]>&gt;</a>'), { a: '1 < <b> &amp; >' });
});

test('what is hostile is refused before it is parsed', () => {
  const bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>';
  assert.throws(() => parseXmlText(bomb), refused(/document type/));
  assert.throws(() => parseXmlText('<!doctype html><html><body/></html>'), refused(/document type/));
  assert.throws(() => parseXmlText('<x>&file;</x>'), refused(/entity that XML does not know/));
  assert.throws(() => parseXmlText('<x>&#0;</x>'), refused(/no character/));
  assert.throws(() => parseXmlText(`${'<x>'.repeat(101)}${'</x>'.repeat(101)}`), refused(/deeper than 100/));
  assert.doesNotThrow(() => parseXmlText(`${'<x>'.repeat(100)}${'</x>'.repeat(100)}`));
  for (const name of ['__proto__', 'constructor'])
    assert.throws(() => parseXmlText(`<x><${name}>1</${name}></x>`), XmlTextError, name);
  // What only looks like it is text.
  assert.deepEqual(parseXmlText('<x><!-- <!DOCTYPE y> --><![CDATA[<!DOCTYPE z>]]></x>'), { x: '<!DOCTYPE z>' });
  assert.deepEqual(parseXmlText('<x a="<y>&gt;/"><z/></x>'.replace('<y>', '&lt;y>')), { x: { '@a': '<y>>/', z: '' } });
});

test('what is not XML is refused with its line, and nothing of it is quoted', () => {
  for (const text of ['', 'hush', '{"a":1}', '<a>', '<a></b>', '<a/><b/>', '<a b=1/>', '<a>& hush</a>'])
    assert.throws(
      () => parseXmlText(text),
      (error) => error instanceof XmlTextError && !/hush/.test(error.message),
      text,
    );
  assert.throws(
    () => parseXmlText('<a>\n<b>\n</a>'),
    (error) => error instanceof XmlTextError && error.line === 3,
  );
});

test('a tree is written in the order of its members; what is undefined is left out', () => {
  assert.equal(
    writeXmlText({
      order: {
        '@type': 'a"<',
        z: '007',
        a: null,
        b: [{ c: '1' }, { c: 2 }],
        none: [],
        no: undefined,
        t: { '@n': true, '#text': 'x & y' },
      },
    }),
    `${HEAD}<order type="a&quot;&lt;"><z>007</z><a></a><b><c>1</c></b><b><c>2</c></b><t n="true">x &amp; y</t></order>`,
  );
});

test('what was written is read again', () => {
  const text = 'Ü & <b> "q" \'a\'\r\nline\ttab 😀 &lt; &#39; ]]>';
  assert.deepEqual(parseXmlText(writeXmlText({ a: { '@n': text, b: text } })), { a: { '@n': text, b: text } });
  assert.deepEqual(parseXmlText(writeXmlText({ a: { b: 'x' } }, { laidOut: true })), { a: { b: 'x' } });
});

test('what XML cannot carry is refused, not changed', () => {
  for (const tree of [
    { a: 'bell \u0007' },
    { a: '\ud800' },
    { a: { 'b><c': '1' } },
    { a: { '@x y': '1' } },
    { a: { '@x': { y: 1 } } },
    { a: Number.NaN },
    { a: () => 1 },
    { a: 1, b: 2 },
    {},
    [],
    'text',
    undefined,
  ])
    assert.throws(() => writeXmlText(tree), XmlTreeError, JSON.stringify(tree));
});
