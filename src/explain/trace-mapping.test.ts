import assert from 'node:assert/strict';
import test from 'node:test';
import { placeOf } from '../map/mapping.ts';
import { definitionsOf } from './definitions.ts';
import { expressionText } from './expression-text.ts';
import { type ExactPath, fieldValues, parsePath } from './field-values.ts';
import { originsOf } from './origins.ts';
import { traceMapping } from './trace-mapping.ts';

/** Where a field of the output comes from, as text: `reads | decides | given | asked`. */
function origin(source: string, path: ExactPath, output: unknown = undefined) {
  const { reads, decides, given, asked, notes } = originsOf(
    definitionsOf(traceMapping(source), path, output).map(({ value }) => value),
  );
  const names = (paths: readonly (readonly string[])[]) => paths.map((each) => each.join('.')).sort();
  return {
    reads: names(reads),
    ...(decides.length > 0 ? { decides: names(decides) } : {}),
    ...(given.length > 0 ? { given: names(given) } : {}),
    ...(asked.length > 0 ? { asked: asked.map(({ what, list }) => `${what} ${list}`) } : {}),
    ...(notes.length > 0 ? { notes } : {}),
  };
}

const FOLLOWED: readonly (readonly [string, string, ReturnType<typeof origin>])[] = [
  ['a path', '{ "a": customer.name }', { reads: ['customer.name'] }],
  ['a path in quotes', '{ "a": customer."first name" }', { reads: ['customer.first name'] }],
  ['an operator', '{ "a": first & " " & last }', { reads: ['first', 'last'] }],
  ['a variable', '( $x := name; { "a": $x } )', { reads: ['name'] }],
  ['a variable that is bound anew from itself', '( $x := a; $x := $x & b; { "a": $x } )', { reads: ['a', 'b'] }],
  [
    'a variable that takes the name of an outer one',
    '( $x := a; ( $x := $x & b; { "a": $x } ) )',
    { reads: ['a', 'b'] },
  ],
  ['what a variable was before it is bound anew', '( $x := a; $y := $x; $x := b; { "a": $y } )', { reads: ['a'] }],
  ['a variable of an outer block', '( $x := name; ( $y := $x; { "a": $y } ) )', { reads: ['name'] }],
  ['the root', '( $order := $; { "a": lines.( $order.number ) } )', { reads: ['number'] }],
  ['the root from inside', '{ "a": lines.($$.number) }', { reads: ['number'] }],
  ['a path behind a variable', '( $c := customer; { "a": $c.address.city } )', { reads: ['customer.address.city'] }],
  ['a condition', '{ "a": flag ? x : y }', { reads: ['x', 'y'], decides: ['flag'] }],
  ['a filter', '{ "a": lines[kind = "item"].sku }', { reads: ['lines.sku'], decides: ['lines.kind'] }],
  ['an index, which decides nothing', '{ "a": lines[0].sku }', { reads: ['lines.sku'] }],
  [
    'a filter on a variable',
    '( $l := lines; { "a": $l[kind = "item"].sku } )',
    { reads: ['lines.sku'], decides: ['lines.kind'] },
  ],
  ['a sort', '{ "a": lines^(rank).sku }', { reads: ['lines.sku'], decides: ['lines.rank'] }],
  ['a function of one’s own', '( $f := function($v) { $v & "!" }; { "a": $f(name) } )', { reads: ['name'] }],
  [
    'a function that gives back an object',
    '( $f := function($v) { { "b": $v, "c": 1 } }; { "a": $f(name).b } )',
    { reads: ['name'] },
  ],
  [
    'a function that sees what is around it',
    '( $p := prefix; $f := function($v) { $p & $v }; { "a": $f(name) } )',
    { reads: ['name', 'prefix'] },
  ],
  ['a function of the library', '{ "a": $uppercase(name) }', { reads: ['name'] }],
  ['a function of the library without argument', '{ "a": name.$uppercase() }', { reads: ['name'] }],
  ['$map', '{ "a": $map(lines, function($l, $i) { $l.sku & $i }) }', { reads: ['lines.sku'] }],
  ['$filter', '{ "a": $filter(lines, function($l) { $l.on }).sku }', { reads: ['lines.sku'], decides: ['lines.on'] }],
  ['$reduce', '{ "a": $reduce(lines.qty, function($sum, $q) { $sum + $q }, 0) }', { reads: ['lines.qty'] }],
  ['$map with a function by name', '{ "a": $map(lines.sku, $uppercase) }', { reads: ['lines.sku'] }],
  ['$lookup with a constant', '{ "a": $lookup(customer, "name") }', { reads: ['customer.name'] }],
  ['$lookup in a table of the mapping', '{ "a": $lookup({ "x": "1" }, status) }', { reads: [], decides: ['status'] }],
  ['$append', '{ "a": $append(first, second) }', { reads: ['first', 'second'] }],
  ['$merge', '{ "a": $merge([{ "b": x }, { "b": y }]).b }', { reads: ['x', 'y'] }],
  ['`~>` with arguments', '{ "a": name ~> $substring(0, 3) }', { reads: ['name'] }],
  ['`~>` with functions', '( $t := $trim ~> $uppercase; { "a": name ~> $t } )', { reads: ['name'] }],
  ['a partial call', '( $f := $substring(?, 0, 3); { "a": $f(name) } )', { reads: ['name'] }],
  ['a position in a path', '{ "a": lines#$i.( sku & $i ) }', { reads: ['lines.sku'] }],
  ['a focus', '{ "a": lines@$l.( $l.sku & number ) }', { reads: ['lines.sku', 'number'] }],
  ['options', '{ "a": $options.prefix & number }', { reads: ['number'], given: ['options.prefix'] }],
  ['needs', '{ "a": $needs.customer.id }', { reads: [], given: ['needs.customer.id'] }],
  ['a lookup table', '{ "a": $translate("methods", method) }', { reads: ['method'], asked: ['lookup methods'] }],
  [
    'a reference list',
    '{ "a": $reference("areas", $translate("taxes", code)) }',
    { reads: ['code'], asked: ['reference areas', 'lookup taxes'] },
  ],
  [
    'a table whose name is computed',
    '{ "a": $translate(kind & "s", method) }',
    { reads: ['method'], asked: ['lookup (computed)'] },
  ],
  [
    'a hold, which yields nothing',
    '{ "a": $exists(sku) ? sku : $hold("x", "no sku in " & number) }',
    { reads: ['sku'] },
  ],
  ['a constant', '{ "a": "always" }', { reads: [] }],
  ['every field', '{ "a": customer.* }', { reads: ['customer.*'] }],
  ['the parent', '{ "a": customer.address.%.name }', { reads: ['customer.name'] }],
  ['a transform of the whole', '($ ~> |$|{ "a": other }|)', { reads: ['a', 'other'] }],
];

for (const [what, source, expected] of FOLLOWED) {
  test(`followed: ${what}`, () => assert.deepEqual(origin(source, ['a']), expected));
}

const TOLD: readonly (readonly [string, string, RegExp])[] = [
  [
    'a function that calls itself',
    '( $f := function($v) { $count($v) = 0 ? "" : $v[0] & $f($v) }; { "a": $f(names) } )',
    /calls itself/,
  ],
  ['a computed key', '{ name: value }', /computed key/],
  ['a function out of a list', '( $f := [$trim][0]; { "a": $lookup({}, "x")(name) } )', /computed function/],
  ['`**`', '{ "a": **.sku }', /`\*\*`/],
  ['$eval', '{ "a": $eval(formula) }', /\$eval/],
];

for (const [what, source, says] of TOLD) {
  test(`told as not followed: ${what}`, () => assert.match((origin(source, ['a']).notes ?? []).join(), says));
}

test('of several kinds of lines only the one that can have become the actual line is taken', () => {
  const source = `{ "lines": [
    goods.{ "type": "Item", "text": name },
    notes.{ "type": "Comment", "text": words },
    $merge([{ "type": "Account" }, { "text": title, "price": price }])
  ] }`;
  const reads = (output: unknown) => origin(source, ['lines', 0, 'text'], { lines: [output] }).reads;
  assert.deepEqual(reads({ type: 'Item', text: 'x' }), ['goods.name']);
  assert.deepEqual(reads({ type: 'Comment', text: 'x' }), ['notes.words']);
  assert.deepEqual(reads({ type: 'Account', text: 'x', price: 1 }), ['title']);
  assert.deepEqual(reads({ type: 'Item', text: 'x', price: 1 }), [], 'no kind has both');
});

test('a definition says where its expression begins', () => {
  const source =
    '(\n  $price := unit;\n  {\n    "lines": items.{\n      "price":  $number($price),\n      "text": "a, (b)" & name /* , */ & $f(x, [1, 2])\n    }\n  }\n)';
  const places = (path: ExactPath) =>
    definitionsOf(traceMapping(source), path, undefined).map(({ start = -1 }) => [
      placeOf(source, start),
      expressionText(source, start),
    ]);
  assert.deepEqual(places(['lines', 0, 'price']), [[{ line: 5, column: 17 }, '$number($price)']]);
  assert.deepEqual(places(['lines', 0, 'text']), [
    [{ line: 6, column: 15 }, '"a, (b)" & name /* , */ & $f(x, [1, 2])'],
  ]);
});

test('an expression ends where it ends, whatever stands in quotes, regular expressions and comments', () => {
  assert.equal(expressionText('"a": $replace(x, /[,)}]/, "}") , "b": 1', 5), '$replace(x, /[,)}]/, "}")');
  assert.equal(expressionText('a / b, c', 0), 'a / b');
  assert.equal(expressionText('x ? { "y": 1 } : [2, 3] }', 0), 'x ? { "y": 1 } : [2, 3]');
  assert.equal(expressionText('"it\\"s, so" }', 0), '"it\\"s, so"');
  assert.equal(expressionText('a\n   & b;', 0), 'a & b');
});

test('paths as people write them', () => {
  assert.deepEqual(parsePath('salesOrderLines[0].unitPrice'), ['salesOrderLines', 0, 'unitPrice']);
  assert.deepEqual(parsePath('a[1][2].b'), ['a', 1, 2, 'b']);
  assert.deepEqual(parsePath('@odata.etag'), ['@odata', 'etag']);
  for (const wrong of ['', 'a..b', 'a[', 'a[x]', '[0]', '.a']) assert.equal(parsePath(wrong), undefined, wrong);
});

test('a path without positions means every item that is there', () => {
  const order = { lines: [{ sku: 'A', taxes: [{ code: 'x' }] }, { name: 'no sku' }], list: ['a', 'b'], empty: [] };
  const values = (path: readonly string[]) =>
    fieldValues(order, path).map(({ path: at, value }) => [at.join('.'), value]);
  assert.deepEqual(values(['lines', 'sku']), [['lines.0.sku', 'A']]);
  assert.deepEqual(values(['lines', 'taxes', 'code']), [['lines.0.taxes.0.code', 'x']]);
  assert.deepEqual(values(['list']), [
    ['list.0', 'a'],
    ['list.1', 'b'],
  ]);
  assert.deepEqual(values(['empty']), [['empty', []]]);
  assert.deepEqual(values(['lines', '*']).length, 3);
  assert.deepEqual(values(['none', 'sku']), []);
  assert.deepEqual(values(['lines', 'constructor']), [], 'only what is its own');
});

test('a mapping that goes in circles is given up, not followed for ever', () => {
  const twice = Array.from(
    { length: 40 },
    (_, level) => `$f${level + 1} := function($v) { { "l": $f${level}($v), "r": $f${level}($v) } };`,
  );
  const started = performance.now();
  const { notes = [] } = origin(`( $f0 := function($v) { $v }; ${twice.join(' ')} { "a": $f40(x) } )`, ['a']);
  assert.ok(notes.length > 0);
  assert.ok(performance.now() - started < 5000);
});
