import { createRequire } from 'node:module';
import type sanitize from 'sanitize-html';
import { Hold } from '../../model/hold.ts';
import { isNothing, listOfValues, maybe, shown, textOf } from './argument.ts';
import type { MappingFunction } from './mapping-function.ts';
import { listOf, TEXT } from './value-schema.ts';

const require = createRequire(import.meta.url);

/** Loads the HTML parser (some 30 ms) when the first HTML comes. */
const sanitizer = (): typeof sanitize => require('sanitize-html') as typeof sanitize;

/** Addresses that a link or image may have; `javascript:` and `data:` are not among them. */
const SCHEMES = ['http', 'https', 'mailto', 'tel'];

/** Tags that begin a line of their own. */
const LINES = ['br', 'p', 'div', 'li', 'tr', 'ul', 'ol', 'table', 'blockquote', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6'];

function tagOf(value: unknown): string {
  if (
    typeof value === 'string' &&
    /^[a-z][a-z0-9]*$/.test(value) &&
    !/^(script|style|iframe|object|embed)$/.test(value)
  )
    return value;
  throw new Hold('tag-unknown', `${shown(value)} is not a tag that may be allowed`);
}

function renamesOf(value: unknown): Record<string, string> {
  if (isNothing(value)) return {};
  if (typeof value !== 'object' || Array.isArray(value))
    throw new Hold('tag-unknown', `tags are renamed by an object such as { "strong": "b" }, not ${shown(value)}`);
  return Object.fromEntries(Object.entries(value).map(([from, to]) => [tagOf(from), tagOf(to)]));
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign);

const unescapeHtml = (text: string): string =>
  text.replace(/&(?:amp|lt|gt|quot);/g, (name) => Object.entries(ESCAPES).find(([, as]) => as === name)?.[0] ?? name);

function htmlToText(html: string): string {
  // What comes out has these tags bare and everything else escaped, so that `<` begins one of them.
  const plain = sanitizer()(html, { allowedTags: LINES, allowedAttributes: {} }).replace(/\s+/g, ' ');
  return unescapeHtml(plain.replace(/<\/?[a-z0-9]+ ?\/?>/g, '\n'))
    .replace(/[ \u00a0]*\n[ \u00a0]*/g, '\n')
    .replace(/\n{2,}/g, '\n')
    .trim();
}

export const htmlFunctions: readonly MappingFunction[] = [
  {
    name: 'htmlAllowed',
    parameters: [
      maybe('html'),
      { name: 'tags', takes: listOf(TEXT) },
      { name: 'renamed', takes: { type: 'object', additionalProperties: TEXT }, optional: true },
    ],
    returns: { gives: TEXT, nothingForNothing: true, maybeNothing: true },
    description:
      'HTML with these tags only, well formed and written in one way, so that what is read back equals what was sent; `renamed` says which tags become others. Text of other tags stays, scripts and styles go with theirs. Links keep `href`, images `src` and `alt`, by http(s), mailto or tel. Nothing yields nothing.',
    examples: [
      {
        expression:
          '$htmlAllowed("<p class=\'x\'>Now <strong>new</strong><script>x()</script></p>", ["p", "b"], { "strong": "b" })',
        result: '<p>Now <b>new</b></p>',
      },
    ],
    call: (html, tags, renamed) => {
      if (isNothing(html)) return undefined;
      const clean = sanitizer();
      const allowed = listOfValues(tags).map(tagOf);
      return (
        clean(textOf(html, 'the HTML'), {
          allowedTags: allowed,
          allowedAttributes: { a: ['href'], img: ['src', 'alt'] },
          allowedSchemes: SCHEMES,
          allowProtocolRelative: false,
          transformTags: Object.fromEntries(
            Object.entries(renamesOf(renamed)).map(([from, to]) => [from, clean.simpleTransform(to, {}, false)]),
          ),
        }).trim() || undefined
      );
    },
  },
  {
    name: 'htmlToText',
    parameters: [maybe('html')],
    returns: { gives: TEXT, nothingForNothing: true, maybeNothing: true },
    description:
      'HTML as plain text: entities are read, paragraphs, list items and breaks begin a line, scripts and styles go. Nothing, or HTML without text, yields nothing.',
    examples: [
      {
        expression: '$htmlToText("<p>Nuts &amp; bolts</p><ul><li>M5</li><li>M6</li></ul>")',
        result: 'Nuts & bolts\nM5\nM6',
      },
    ],
    call: (html) => (isNothing(html) ? undefined : htmlToText(textOf(html, 'the HTML')) || undefined),
  },
  {
    name: 'htmlEscape',
    parameters: [maybe('text')],
    returns: { gives: TEXT, nothingForNothing: true },
    description:
      'Plain text as HTML: `&`, `<`, `>` and quotes are escaped, line breaks become `<br>`. Nothing yields nothing.',
    examples: [{ expression: '$htmlEscape("Widgets < 5 mm\\n& nuts")', result: 'Widgets &lt; 5 mm<br>&amp; nuts' }],
    call: (text) => (isNothing(text) ? undefined : escapeHtml(textOf(text, 'the text')).replace(/\r\n|\r|\n/g, '<br>')),
  },
];
