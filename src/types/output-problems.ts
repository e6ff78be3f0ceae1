import type { Told } from './analysis.ts';
import { nearestField } from './nearest-field.ts';
import { tellFields } from './output-fields.ts';
import { showType } from './show-type.ts';
import { valueRange } from './token-range.ts';
import { hasNoValue, isNever, NEVER, type ObjectType, present, type TextType, type Type } from './type.ts';

/** Where an output stands: the way to it, for people, and the characters up to the end of the nearest token that wrote it. */
export interface OutputPlace {
  readonly path: string;
  readonly at: number;
  /** The text of the mapping. */
  readonly source: string;
}

/** Tells where a value may not be what the schema of the output takes. What is not known is taken to be right. */
export function* outputProblems(type: Type, target: Type, place: OutputPlace): Generator<Told> {
  // A document that is only added to is made of the schema's own types.
  if (type === target || type.any || target.any || isNever(type) || hasNoValue(type)) return;
  yield* kindProblems(type, target, place);
  if (type.text !== undefined && target.text !== undefined) yield* textProblems(type.text, target.text, place);
  if (target.objects.length > 0)
    for (const object of type.objects) yield* objectProblems(object, target.objects, place);
  if (type.list !== undefined && target.list !== undefined) {
    const { min, max, items } = type.list;
    if (max < target.list.min || min > target.list.max)
      yield wrong(
        place,
        `has ${max < target.list.min ? `at most ${max} items where ${target.list.min} are needed` : `at least ${min} items where ${target.list.max} are the most`}`,
        'correct the list',
      );
    yield* outputProblems(items, target.list.items, { ...place, path: `${place.path}[]` });
  }
}

const named = ({ path }: OutputPlace): string => (path === '' ? 'the output' : `\`${path}\``);

const wrong = (place: OutputPlace, message: string, hint: string): Told => ({
  kind: 'wrong-type',
  at: place.at,
  message: `${named(place)} ${message}`,
  hint,
});

const KINDS = ['null', 'booleans', 'number', 'text', 'objects', 'list', 'functions'] as const;

function lacks(type: Type, kind: (typeof KINDS)[number]): boolean {
  const part = type[kind];
  return part === undefined || part === false || (Array.isArray(part) && part.length === 0);
}

/** Kinds of values that the output does not take. */
function* kindProblems(type: Type, target: Type, place: OutputPlace): Generator<Told> {
  const kinds = KINDS.filter((kind) => !lacks(type, kind));
  const vague = type.list?.vague === true;
  const refused = kinds.filter((kind) => lacks(target, kind) && !(vague && kind === 'list'));
  if (refused.length === 0 || (vague && target.list !== undefined)) return;
  if (refused.length === 1 && refused[0] === 'null' && kinds.length > 1) {
    yield {
      kind: 'may-be-missing',
      at: place.at,
      message: `${named(place)} may be null, which is not taken here`,
      hint: 'write $given(…) around it: null becomes nothing, and is left out',
    };
    return;
  }
  const values = Object.assign({}, NEVER, ...refused.map((kind) => ({ [kind]: type[kind] }))) as Type;
  if (!refused.includes('list') && target.list !== undefined && onlyList(target) && fitsItems(values, target)) {
    yield {
      kind: 'may-collapse',
      at: place.at,
      message: `${named(place)} may be one value where a list is needed: a list of one collapses`,
      hint: 'write `[…]` around it',
      ...wrapped(place),
    };
    return;
  }
  if (refused.length === 1 && refused[0] === 'list' && kinds.length > 1) {
    yield {
      kind: 'may-collapse',
      at: place.at,
      message: `${named(place)} may be a list where one value is needed`,
      hint: 'say which one: `[0]`, or join them',
    };
    return;
  }
  const all = refused.length === kinds.length;
  yield wrong(
    place,
    `${all ? 'is' : 'may be'} ${showType(values, 0)}, and must be ${showType(present(target), 0)}`,
    howTo(values, target),
  );
}

/** `[…]` around the value of a member that is written out. */
function wrapped({ source, at, path }: OutputPlace): Pick<Told, 'edit'> {
  const range = path.endsWith('[]') ? undefined : valueRange(source, at);
  return range === undefined ? {} : { edit: { ...range, text: `[${source.slice(range.start, range.end)}]` } };
}

const onlyList = (target: Type): boolean => hasNoValue({ ...target, list: undefined, null: false });

const fitsItems = (values: Type, { list }: Type): boolean =>
  list === undefined || list.items.any || KINDS.every((kind) => lacks(values, kind) || !lacks(list.items, kind));

function howTo(values: Type, target: Type): string {
  if (values.number !== undefined && target.text !== undefined)
    return target.text.form === 'amount'
      ? 'write $moneyRound(…) around it'
      : target.text.form === 'decimal'
        ? 'write $decimal(…) around it'
        : 'write $string(…) around it';
  if (values.text !== undefined && target.number !== undefined) return 'write $number(…) around it';
  if (target.booleans.length > 0) return 'write a comparison, such as `x = "yes"`';
  return `make it ${showType(present(target), 0)}`;
}

const DECIMALS: readonly unknown[] = ['amount', 'decimal'];

function* textProblems(text: TextType, target: TextType, place: OutputPlace): Generator<Told> {
  const { literals } = text;
  if (literals !== undefined && target.literals !== undefined) {
    const bad = literals.filter((each) => target.literals?.includes(each) !== true);
    const written = bad.filter((each) => place.source.includes(`"${each}"`) || place.source.includes(`'${each}'`));
    const passed = bad.filter((each) => !written.includes(each));
    for (const each of written)
      yield {
        kind: 'no-such-value',
        at: place.at,
        message: `${named(place)} cannot be "${each}"`,
        hint: nearestField(each, target.literals).hint,
      };
    if (passed.length > 0)
      yield {
        kind: 'unmapped-value',
        at: place.at,
        message: `${named(place)} may be ${passed
          .slice(0, 6)
          .map((each) => `"${each}"`)
          .join(', ')}${passed.length > 6 ? ', …' : ''}, which it cannot be here`,
        hint: `say what each means: one of ${target.literals.slice(0, 12).join(', ')}${target.literals.length > 12 ? ', …' : ''}`,
      };
    return;
  }
  if (literals !== undefined && DECIMALS.includes(target.form)) {
    const bad = literals.find((each) => !/^-?\d+(\.\d+)?$/.test(each));
    if (bad !== undefined)
      yield wrong(
        place,
        `cannot be "${bad}": it must be decimal text`,
        'write a decimal, such as "0.00", or leave it out',
      );
    return;
  }
  const differs = text.form !== undefined && target.form !== undefined && text.form !== target.form;
  if (differs && !(DECIMALS.includes(text.form) && DECIMALS.includes(target.form)))
    yield wrong(
      place,
      `is ${showType({ ...NEVER, text }, 0)}, and must be ${showType({ ...NEVER, text: target }, 0)}`,
      target.form === 'date'
        ? 'write $dateIn(…, zone)'
        : target.form === 'instant'
          ? 'write $instant(…, zone)'
          : 'correct the value',
    );
}

/** An object has to be right for one of the alternatives; what is told is about the one that it misses least. */
function* objectProblems(object: ObjectType, targets: readonly ObjectType[], place: OutputPlace): Generator<Told> {
  if (targets.includes(object)) return;
  let least: readonly Told[] | undefined;
  for (const target of targets) {
    const found = [...tellFields(object, target, place)];
    if (found.length === 0) return;
    if (least === undefined || found.length < least.length) least = found;
  }
  yield* least ?? [];
}
