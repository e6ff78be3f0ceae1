import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { compileExpression, ExpressionError } from '../map/expression.ts';
import { Hold } from '../model/hold.ts';
import { SchemaTypes, showType, typesOf } from './mapping-types.ts';
import { notMember, valuesOf } from './members.support.ts';

const text = { type: 'string', minLength: 1 };
const amount = { type: 'string', format: 'amount' };
const SCHEMA = {
  type: 'object',
  additionalProperties: false,
  required: ['id', 'total', 'quantity', 'status', 'at', 'lines', 'count', 'paid', 'bill'],
  properties: {
    id: text,
    total: amount,
    quantity: { type: 'string', format: 'decimal' },
    status: { enum: ['open', 'done', 'void'] },
    at: { type: 'string', format: 'date-time' },
    count: { type: 'integer' },
    paid: { type: 'boolean' },
    note: { type: ['string', 'null'] },
    email: text,
    bill: { type: 'object', additionalProperties: false, required: ['city'], properties: { city: text, zip: text } },
    ship: { type: 'object', additionalProperties: false, required: ['city'], properties: { city: text, zip: text } },
    lines: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['sku', 'n', 'total'],
        properties: {
          sku: text,
          n: { type: 'number' },
          total: amount,
          note: text,
          tags: { type: 'array', items: text },
        },
      },
    },
    pair: { type: 'array', items: { type: 'number' }, minItems: 2, maxItems: 2 },
    extra: { type: 'object', additionalProperties: { type: 'number' } },
    party: {
      oneOf: [
        {
          type: 'object',
          additionalProperties: false,
          required: ['kind', 'name'],
          properties: { kind: { const: 'person' }, name: text },
        },
        {
          type: 'object',
          additionalProperties: false,
          required: ['kind', 'vat'],
          properties: { kind: { const: 'firm' }, vat: text },
        },
      ],
    },
  },
};

const input = new SchemaTypes(() => undefined).typeOf(SCHEMA);
const signature = { input, validated: true, variables: {} };

/** Expression → its type in words. Each is run over random inputs as well: what comes out has to be of the type. */
const RULES: readonly (readonly [string, string])[] = [
  ['id', 'text'],
  ['email', 'text, optional'],
  ['note', 'text or null, optional'],
  ['ship.city', 'text, optional'],
  ['$.bill.city', 'text'],
  ['$$.bill.city', 'text'],
  ['lines', 'list of object'],
  ['lines.sku', 'text or list of text (at least 2), optional'],
  ['[lines.sku]', 'list of text'],
  ['lines.sku[]', 'list of text (at least 1), optional'],
  ['lines[0].sku', 'text, optional'],
  ['lines[-1].n', 'number, optional'],
  ['lines[n > 1].sku', 'text or list of text (at least 2), optional'],
  ['lines[note].note', 'text or list of text (at least 2), optional'],
  ['[lines.note]', 'list of text'],
  ['lines.tags', 'text or list of text, optional'],
  ['lines.[sku]', 'list of (text or list of text (1)) (at least 1), optional'],
  ['lines.{ "s": sku }', 'object { s } or list of object (at least 2), optional'],
  ['{ "a": id, "b": email }', 'object { a, b? }'],
  ['[id, email]', 'list of text (1 to 2)'],
  ['[1, [2, 3]]', 'list of (1 or list of (2 | 3) (2)) (2)'],
  ['pair', 'list of number (2), optional'],
  ['pair[1]', 'number, optional'],
  ['lines^(n).sku', 'text or list of text (at least 2), optional'],
  ['lines#$i.{ "i": $i, "s": sku }', 'object { i, s } or list of object (at least 2), optional'],
  ['lines@$l.{ "s": $l.sku, "o": id }', 'object { s, o } or list of object (at least 2), optional'],
  ['lines{ sku: n }', 'object'],
  ['count + 1', 'number'],
  ['-count', 'number'],
  ['[1..3]', 'list of number'],
  ['id & "-" & count', 'text'],
  ['"a" & "b"', '"ab"'],
  ['count > 1', 'true or false'],
  ['paid and count > 1', 'true or false'],
  ['status', '"open" | "done" | "void"'],
  ['status = "open" ? 1 : "no"', '"no" or 1'],
  ['status = "open" ? 1', '1, optional'],
  ['email ? email : id', 'text'],
  ['$exists(email) ? email : id', 'text'],
  ['$exists(ship) ? ship.city : "none"', 'text'],
  ['email ?: id', 'text'],
  ['email ?? id', 'text'],
  ['$type(note) = "string" ? note : "none"', 'text'],
  ['status in ["open", "done"] ? status : "x"', '"open" | "done" | "x"'],
  ['status != "void" ? status : "x"', '"open" | "done" | "x"'],
  ['(status = "void" or status = "done") ? status : "x"', '"void" | "done" | "x"'],
  ['($ok := $exists(email); $ok ? email : id)', 'text'],
  ['($e := email; $exists($e) ? email : id)', 'text'],
  ['($exists(email) ? true : $hold("email-missing", "no e-mail"); email)', 'text'],
  ['party.kind = "person" ? party.name : "firm"', 'text'],
  ['party.name', 'text, optional'],
  ['$string(count)', 'text'],
  ['$string(email)', 'text, optional'],
  ['$uppercase(status)', '"OPEN" | "DONE" | "VOID"'],
  ['$number(quantity)', 'number'],
  ['$length(id)', 'number'],
  ['$split(id, "-")', 'list of text'],
  ['$join([id, email], ", ")', 'text'],
  ['$substringBefore(id, "-")', 'text'],
  ['$contains(id, "x")', 'true or false'],
  ['$count(lines)', 'number'],
  ['$sum(lines.n)', 'number, optional'],
  ['$max([lines.n])', 'number, optional'],
  ['$map(lines, function($l) { $l.sku })', 'text or list of text (at least 2), optional'],
  ['[$map(lines, function($l, $i) { { "i": $i, "s": $l.sku } })]', 'list of object'],
  ['$filter(lines, function($l) { $exists($l.note) }).note', 'text or list of text (at least 2), optional'],
  ['$reduce([lines.n], function($a, $b) { $a + $b }, 0)', 'number'],
  ['$reduce(lines.n, function($a, $b) { $a + $b }, 0)', 'number, optional'],
  ['$single(lines, function($l) { $l.n > 100 }).sku', 'text'],
  ['$lookup({ "open": 1, "done": 2, "void": 3 }, status)', '1 | 2 | 3'],
  ['$lookup({ "open": 1 }, status)', '1, optional'],
  ['$lookup(extra, "a")', 'number, optional'],
  ['$keys(bill)', '"city" | "zip" or list of ("city" | "zip") (2), optional'],
  ['$merge([bill, { "x": 1 }])', 'object { city, zip?, x }'],
  ['{ (paid ? "a" : "b"): 1 }', 'object { a?, b? }'],
  ['$merge([bill, paid ? { "zip": "1" } : {}]).zip', 'text, optional'],
  ['$append(id, lines.sku)', 'text or list of text (at least 2)'],
  ['$append([id], [email])', 'list of text (1 to 2)'],
  ['$reverse([id, email])', 'list of text (1 to 2)'],
  ['$distinct(lines.sku)', 'text or list of text (at least 1), optional'],
  ['$sort([lines.sku])', 'list of text'],
  ['$each(extra, function($v, $k) { $k & $v })', 'text or list of text (at least 2), optional'],
  ['$sift(bill, function($v) { $v = "x" }).city', 'text, optional'],
  ['$not(email)', 'true or false, optional'],
  ['$not(email) ? id : email', 'text, optional'],
  ['$not($exists(email)) ? id : email', 'text'],
  ['$boolean(paid)', 'true or false'],
  ['$moneyAdd(total, "1")', 'amount (decimal text)'],
  ['$moneyRound(quantity, 2)', 'decimal text'],
  ['$moneySum([lines.total])', 'amount (decimal text)'],
  ['$oneLine(id)', 'text, optional'],
  ['$given(note)', 'text, optional'],
  ['$instant(at)', 'instant (text)'],
  ['$dateIn(at, "UTC")', 'date (text)'],
  ['($f := function($x) { $x & "!" }; $f(id))', 'text'],
  ['($f := function($x) { $x }; [$f(id), $f(count)])', 'list of (text or number) (2)'],
  ['($n := function($i) { $i <= 0 ? 0 : $n($i - 1) + 1 }; $n(3))', 'number'],
  ['($add := function($a, $b) { $a + $b }; $inc := $add(?, 1); $inc(count))', 'number'],
  ['id ~> $uppercase', 'text'],
  ['id ~> $substring(0, 2)', 'text'],
  ['($f := $trim ~> $uppercase; $f(id))', 'text'],
  ['($ ~> |bill|{ "zip": "1" }|).bill', 'object { city, zip }'],
  ['($ ~> |bill|{ "x": 1 }, "city"|).bill', 'object { zip?, x }'],
  ['($a := 1; $b := $a + count; $b)', 'number'],
  ['$hold("x", "y")', 'never'],
  ['()', 'nothing'],
  ['null', 'null'],
  ['*', 'anything'],
  ['bill.*', 'anything'],
];

for (const [expression, words] of RULES) {
  test(`${expression}  →  ${words}`, async () => {
    const { result } = typesOf(expression, signature);
    assert.equal(showType(result), words);
    const compiled = compileExpression(expression);
    const property = fc.property(valuesOf(input), (value) => {
      let output: unknown;
      try {
        output = compiled.evaluate(value);
      } catch (error) {
        if (error instanceof Hold || error instanceof ExpressionError) return;
        throw error;
      }
      const plain: unknown = output === undefined ? undefined : JSON.parse(JSON.stringify(output));
      assert.equal(notMember(plain, result), undefined, JSON.stringify(value));
    });
    fc.assert(property, { numRuns: 60 });
  });
}

/** What is wrong, by kind, with what it is told at. */
const problemsIn = (expression: string, more: Partial<Parameters<typeof typesOf>[1]> = {}): string[] =>
  typesOf(expression, { ...signature, ...more }).problems.map(
    ({ kind, start, end }) => `${kind} ${expression.slice(start, end)}`,
  );

const PROBLEMS: readonly (readonly [string, readonly string[]])[] = [
  ['bill.citi', ['unknown-path citi']],
  ['lines.skus', ['unknown-path skus']],
  ['id.length', ['unknown-path length']],
  ['lines[skuu = "x"]', ['unknown-path skuu']],
  ['($f := function($x) { $x.zip }; [$f(bill), $f(party)])', []],
  ['($f := function($x) { $x.zipp }; [$f(bill), $f(ship)])', ['unknown-path zipp']],
  ['quantity * 2', ['wrong-operand *']],
  ['total * 2', ['money-in-floats *']],
  ['total < "10"', ['wrong-operand <']],
  ['quantity = 0', ['wrong-operand =']],
  ['count > "1"', ['wrong-operand >']],
  ['$round($number(total), 2)', ['money-in-floats $round']],
  ['$round($number(quantity), 2)', []],
  ['$sum(lines.$number(total))', ['money-in-floats $sum']],
  ['status = "opne"', ['no-such-value "opne"']],
  ['status in ["open", "dnoe"]', ['no-such-value "dnoe"']],
  ['count in ["1", "2"]', ['wrong-operand in']],
  ['$string(count) in ["1", "2"]', []],
  ['count in lines.sku', ['wrong-operand in']],
  ['id in lines', ['wrong-operand in']],
  ['id in lines.sku', []],
  ['id in []', []],
  ['$uppercase(count)', ['wrong-call count']],
  ['$uppercase(id, id)', ['wrong-call $uppercase']],
  ['$moneyRound(bill)', ['wrong-call bill']],
  ['$moneyAdd(total)', ['wrong-call $moneyAdd']],
  ['$sum(lines.sku)', ['wrong-call sku']],
  ['($f := function($x) { $x }; $f(id, id))', ['wrong-call $f']],
  ['id(1)', ['wrong-call (']],
  ['$exists(id) ? id : "none"', ['unreachable ?']],
  ['$exists(id) ? id : $hold("id-missing", "no id")', []],
  ['($a := id; $b := id; $a)', ['unused-variable $b']],
  ['($f := function($i) { $i > 0 ? $f($i - 1) : id }; $f(count))', []],
  ['anything_goes', ['unknown-path anything_goes']],
  ['$map(lines, function($l) { $l.n > 1 ? $l.sku : $l.note })', []],
  ['$options.whatever.deep * 2', []],
];

for (const [expression, expected] of PROBLEMS)
  test(`${expression}  is told: ${expected.join(', ') || 'nothing'}`, () => {
    assert.deepEqual(problemsIn(expression), expected);
  });

test('of what is not known nothing is told', () => {
  for (const [expression] of PROBLEMS.filter(([each]) => !/unused|moneyAdd\(total\)|, id\)|\$b :=/.test(each)))
    assert.deepEqual(
      problemsIn(expression, { input: { ...input, any: true, nothing: 'doubt', objects: [] } }),
      [],
      expression,
    );
});

const output = new SchemaTypes(() => undefined).typeOf({
  type: 'object',
  additionalProperties: false,
  required: ['id', 'total', 'tags'],
  properties: {
    id: text,
    total: amount,
    tags: { type: 'array', items: text },
    state: { enum: ['open', 'done'] },
    day: { type: 'string', format: 'date' },
  },
});

const OUTPUTS: readonly (readonly [string, readonly string[]])[] = [
  ['{ "id": id, "total": total, "tags": [] }', []],
  ['{ "id": id, "total": total }', ['missing-field {']],
  ['{ "id": email, "total": total, "tags": [] }', ['may-be-missing "id"']],
  ['{ "id": id, "total": total, "tags": lines.sku }', ['may-collapse "tags"']],
  ['{ "id": id, "total": total, "tags": [], "stat": "open" }', ['unknown-field "stat"']],
  ['{ "id": id, "total": count, "tags": [] }', ['wrong-type "total"']],
  ['{ "id": id, "total": total, "tags": [], "state": "opne" }', ['no-such-value "state"']],
  ['{ "id": id, "total": total, "tags": [], "state": status }', ['unmapped-value "state"']],
  [
    '{ "id": id, "total": total, "tags": [], "state": $lookup({ "open": "open" }, status) }',
    ['unmapped-value $lookup'],
  ],
  ['{ "id": id, "total": total, "tags": [], "state": status = "open" ? "open" }', []],
  ['{ "id": status = "open" ? "a" : status = "done" ? "b", "total": total, "tags": [] }', ['unmapped-value ?']],
  ['{ "id": id, "total": total, "tags": [], "day": at }', ['wrong-type "day"']],
  ['{ "id": note, "total": total, "tags": [] }', ['may-be-missing "id"', 'may-be-missing "id"']],
  ['$merge([{ "id": id }, { "total": total, "tags": [lines.sku] }])', []],
  ['paid ? { "id": id, "total": total, "tags": [] } : $hold("not-paid", "not paid")', []],
];

for (const [expression, expected] of OUTPUTS)
  test(`as an output, ${expression}  is told: ${expected.join(', ') || 'nothing'}`, () => {
    assert.deepEqual(problemsIn(expression, { output }), expected);
  });
