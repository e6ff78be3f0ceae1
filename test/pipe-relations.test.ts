import assert from 'node:assert/strict';
import test from 'node:test';
import { compilePipes } from '../src/app.ts';
import { loadProject } from '../src/load/load-project.ts';
import { BUILT_IN } from './sample-project.ts';

test('of the shipped pipes those know each other that write, edit, cancel and delete the same', () => {
  const project = loadProject({ root: BUILT_IN, builtIn: BUILT_IN });
  const plans = compilePipes(project, [...project.pipes.keys()]);
  const related = plans.flatMap(({ name, leavesEditsTo, cancelledBy, takesBackFrom }) =>
    leavesEditsTo === undefined && cancelledBy === undefined && takesBackFrom.length === 0
      ? []
      : [[name, leavesEditsTo, cancelledBy, takesBackFrom]],
  );
  assert.deepEqual(related.toSorted(), [
    ['categories', undefined, 'category-deletions', []],
    ['category-deletions', undefined, undefined, ['categories']],
    ['order-cancellations', undefined, undefined, ['orders']],
    ['orders', 'order-edits', 'order-cancellations', []],
  ]);
});
