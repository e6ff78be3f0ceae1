import type { BuiltIn } from '../built-in.ts';
import { argument, callAt, placed, type Site } from '../call.ts';
import { atOperator, fail, placeable } from '../errors.ts';
import { FunctionValue, isFunction, Lambda, makeTailCalls, TAIL_CALL } from '../function-value.ts';
import type { Run } from '../run.ts';
import type { Frame, FrameLayout } from '../scope.ts';
import { asSequence, isArray } from '../sequence.ts';
import type { ArgumentCheck } from '../signature.ts';
import { concatenated } from '../text.ts';
import { isTrue } from '../truth.ts';

/** What generated code calls, besides what closures call as well. */

export type GeneratedFunction = (run: Run, ...args: readonly unknown[]) => unknown;

/** At the start of every function of the expression. */
export function enter(run: Run): void {
  run.step();
  if (run.depth >= run.limits.depth) fail('D1011', { value: run.limits.depth });
}

/** What `blame` does for a function that is no value: `last` is where it was called by its name last. */
function blamed(error: unknown, last: Site | undefined, run: Run): void {
  if (run.tailError === error) {
    run.tailError = undefined;
    return;
  }
  const where = placeable(error);
  if (where === undefined || last === undefined) return;
  if (where.token === undefined && last.token !== undefined) where.token = last.token;
  where.position = last.position || where.position;
}

/** An error that left a function called by its name. */
export function leftCall(error: unknown, last: Site | undefined, site: Site, run: Run): unknown {
  blamed(error, last, run);
  const where = placeable(error);
  if (where !== undefined) {
    if (!where.position) where.position = site.position;
    if (!where.token) where.token = site.token;
  }
  return error;
}

/** An error that left a function called as the last act of another. */
export function leftTailCall(error: unknown, last: Site | undefined, run: Run): unknown {
  blamed(error, last, run);
  run.tailError = error;
  return error;
}

/** Notes an error of what is evaluated for a tail call. */
export function beforeTailCall(error: unknown, run: Run): unknown {
  run.tailError = error;
  return error;
}

/** An error that left a function which a function of the language called for each item. */
function leftLoop(error: unknown, last: Site | undefined, callee: BuiltIn, site: Site, run: Run): unknown {
  blamed(error, last, run);
  return placed(error, site, callee, run);
}

/** Gets as many of item, position and list as it takes. */
type Each = (run: Run, item: unknown, index: number, list: readonly unknown[]) => unknown;

/** Whether what the function yielded of an item is gathered, and as what: undefined where it is not. */
type Taking = (value: unknown, item: unknown, run: Run) => unknown;

const asYielded: Taking = (value) => value;
const ifTrue: Taking = (value, item, run) =>
  value === true || (value !== undefined && value !== false && isTrue(value, run)) ? item : undefined;

const gatheredBy =
  (take: Taking) =>
  (
    items: unknown,
    each: Each,
    callee: BuiltIn,
    at: Site,
    run: Run,
    last?: () => Site | undefined,
  ): unknown[] | undefined => {
    callee.calledAt(at.position, at.token, run);
    if (items === undefined) return undefined;
    run.depth += at.level;
    const list: readonly unknown[] = isArray(items) ? items : [items];
    const gathered: unknown[] = [];
    try {
      for (let i = 0; i < list.length; i += 1) {
        const taken = take(yielded(each, list, i, run), list[i], run);
        if (taken !== undefined) gathered.push(taken);
      }
      run.sequence(gathered.length);
    } catch (error) {
      throw leftLoop(error, last?.(), callee, at, run);
    }
    run.depth -= at.level;
    return gathered;
  };

/**
 * What `$map` yields with a function that was generated, not yet collapsed; undefined without a list. `last`: where a
 * function that is called by its name was called last.
 */
export const mapped = gatheredBy(asYielded);

/** The same for `$filter`. */
export const kept = gatheredBy(ifTrue);

function yielded(each: Each, list: readonly unknown[], index: number, run: Run): unknown {
  run.step();
  const value = each(run, list[index], index, list);
  return value === TAIL_CALL ? makeTailCalls(null, run) : value;
}

/** What a loop gathered as an array, `[$map(…)]`: of a single array the items, as of any list in brackets. */
export function inBrackets(gathered: unknown[] | undefined): unknown[] {
  if (gathered === undefined) return [];
  const [only] = gathered;
  return gathered.length === 1 && isArray(only) ? only.slice() : gathered;
}

/** An array was made of as many items. */
export function counted(items: readonly unknown[], run: Run): void {
  if (items.length <= 64) return;
  run.steps(items.length >> 1);
  run.sequence(items.length);
}

/** An error of a shortcut of a function of the language. */
export function leftBuiltIn(error: unknown, callee: BuiltIn, site: Site, run: Run): unknown {
  if (callee.definition.callsBack !== true) callee.calledAt(site.position, site.token, run);
  return placed(error, site, callee, run);
}

/** A call that the shortcut left to the signature. */
export function checked(callee: BuiltIn, values: readonly unknown[], site: Site, input: unknown, run: Run): unknown {
  if (callee.definition.callsBack === true) run.depth -= site.level;
  const result = callAt(
    site,
    callee,
    values.map((value) => argument(value, run)),
    input,
    run,
  );
  if (callee.definition.callsBack === true) run.depth += site.level;
  return result;
}

export function callValue(callee: unknown, values: readonly unknown[], site: Site, input: unknown, run: Run): unknown {
  return callAt(
    site,
    callee,
    values.map((value) => argument(value, run)),
    input,
    run,
  );
}

/** Leaves a call to the caller of the function. */
export function later(callee: unknown, values: readonly unknown[], site: Site, run: Run): unknown {
  if (callee instanceof FunctionValue) callee.calledAt(site.position, site.token, run);
  else if (!isFunction(callee)) {
    try {
      fail('T1006', { position: site.position, token: site.token });
    } catch (error) {
      throw beforeTailCall(error, run);
    }
  }
  run.tail.call = callee;
  run.tail.args = values;
  return TAIL_CALL;
}

/** What all values of one generated function share. */
export interface LambdaShape {
  readonly parameters: number;
  readonly signature: ArgumentCheck | undefined;
  readonly blank: Frame;
}

const NO_FRAME: Frame = [];

/** A generated function as a value. */
export function lambdaOf(shape: LambdaShape, made: GeneratedFunction, input: unknown, run: Run): Lambda {
  const { parameters } = shape;
  const body =
    parameters <= 3
      ? (_input: unknown, frame: Frame, own: Run) => made(own, frame[1], frame[2], frame[3])
      : (_input: unknown, frame: Frame, own: Run) => made(own, ...frame.slice(1));
  return new Lambda({ ...shape, body }, input, NO_FRAME, run.root);
}

/** The variables of generated code, as the frame that a closure sees. */
export function frameOf(layout: FrameLayout, root: Frame, ...values: readonly unknown[]): Frame {
  const frame = layout.blank();
  frame[0] = root;
  for (let i = 0; i < values.length; i += 1) frame[i + 1] = values[i];
  return frame;
}

export function concatenatedAt(left: unknown, right: unknown, position: number | undefined, run: Run): string {
  try {
    return concatenated(left, right, run);
  } catch (error) {
    throw atOperator(error, position, '&');
  }
}

/** `items#$index.value`: the values of all items, one after the other, as the steps of tuples count and gather them. */
export function overNumbered(
  items: unknown,
  each: (item: unknown, index: number, run: Run) => unknown,
  run: Run,
): unknown {
  run.step();
  const list: readonly unknown[] = items === undefined ? [] : isArray(items) ? items : [items];
  run.steps(list.length);
  run.sequence(list.length);
  const found: unknown[] = [];
  for (let i = 0; i < list.length; i += 1) {
    run.step();
    const value = each(list[i], i, run);
    if (value === undefined) continue;
    if (isArray(value)) {
      run.steps(value.length);
      for (let j = 0; j < value.length; j += 1) found.push(value[j]);
    } else found.push(value);
    run.sequence(found.length);
  }
  return asSequence(found);
}

/** `[]` after a value: a sequence of one stays a list. The list may be a variable's: what is kept is this use of it. */
export function keptAsList(value: unknown): unknown {
  if (!isArray(value) || value.sequence !== true || value.tupleStream === true || value.keepSingleton === true) {
    return value;
  }
  return Object.assign(asSequence([...value]), { keepSingleton: true });
}

export function markCons(items: unknown[]): unknown[] {
  return Object.defineProperty(items, 'cons', { enumerable: false, configurable: false, value: true });
}
