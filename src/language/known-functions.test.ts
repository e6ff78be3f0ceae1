import assert from 'node:assert/strict';
import test from 'node:test';
import { callsOf } from '../map/calls-of.ts';
import { UNREPEATABLE } from '../map/expression.ts';
import { documented, KNOWN_FUNCTIONS } from './known-functions.ts';
import { bindingOf, boundVariables, variableAt } from './variables.ts';

test('every function that a mapping may call is known to the editor, and nothing else', () => {
  const [call] = callsOf('$string(1)');
  const callable = new Set(call?.functions ?? []);
  for (const name of UNREPEATABLE) callable.delete(name);
  assert.deepEqual([...KNOWN_FUNCTIONS.keys()].sort(), [...callable].sort());
});

test('a function of the library is shown with what its examples yield', () => {
  const known = KNOWN_FUNCTIONS.get('moneyAdd') ?? assert.fail('no $moneyAdd');
  assert.match(
    documented(known),
    /```jsonata\n\$moneyAdd\(a, b\)\n```[\s\S]*\$moneyAdd\(.*\/\* ".*" \*\/[\s\S]*\*Pipewright\*/,
  );
});

test('variables are found in texts that do not parse', () => {
  const names = (source: string) => boundVariables(source).map(({ name, kind }) => `${kind} ${name}`);
  assert.deepEqual(names('$a := 1; $f := function($x, $y) { $x &'), [
    'variable a',
    'function f',
    'parameter x',
    'parameter y',
  ]);
  assert.deepEqual(names('lines#$i@$l.( $ := '), ['variable i', 'variable l']);
  assert.deepEqual(names('"$no := 1" & \'$no := 2\' /* $no := 3 */ & $replace(x, /$no := "/, "")'), []);
  assert.deepEqual(names('λ($v){$v}'), ['parameter v']);
});

test('the variable at a place, and where it was bound', () => {
  const source = '$a := 1; $a := 2; $a & $ab';
  assert.equal(variableAt(source, 19)?.name, 'a');
  assert.equal(variableAt(source, 18)?.start, 18);
  assert.equal(variableAt(source, 25)?.name, 'ab');
  assert.equal(variableAt('$', 1)?.name, '');
  assert.equal(variableAt('name', 2), undefined);
  assert.equal(bindingOf(source, 'a', 18)?.start, 9);
  assert.equal(bindingOf(source, 'ab', 23), undefined);
});
