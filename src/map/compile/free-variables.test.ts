import assert from 'node:assert/strict';
import { test } from 'node:test';
import jsonata from 'jsonata';
import type { AstNode } from './ast.ts';
import { freeVariables } from './free-variables.ts';

const free = (source: string): string[] => [...freeVariables(jsonata(source).ast() as unknown as AstNode)].toSorted();

test('what is bound by :=, as a parameter, by @ or by # is not asked for', () => {
  assert.deepEqual(free('$a + ($b := 1; $b + $c)'), ['a', 'c']);
  assert.deepEqual(free('$each($, function($value, $name) { $name & $value & $other })'), ['each', 'other']);
  assert.deepEqual(free('orders@$o#$i.lines[$i = 0 and $o.id = $wanted]'), ['wanted']);
  assert.deepEqual(free('$$.a[$ = 1]'), []);
});

test('names in filters, groups, transforms and sorts are seen', () => {
  assert.deepEqual(free('a[$x]{ $k: $v }^(>$y) ~> |b|{ "c": $z }|'), ['k', 'v', 'x', 'y', 'z']);
});
