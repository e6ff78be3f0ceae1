import type { ChalkInstance } from 'chalk';
import type { DocumentField, ExplainedField, Explanation, NamedValue } from '../../explain/explain-record.ts';
import type { ExpressionPlace } from '../../explain/traced-mapping.ts';
import type { Delivery, Reason } from '../../model/delivery.ts';
import type { Output } from '../environment.ts';

/** What identifies the record that is explained. */
export function deliverySummary({ id, pipe, key, label, state, target }: Delivery) {
  return { pipe, key, label, delivery: id, state, ...(target === undefined ? {} : { target }) };
}

/** Each field of the target with the way back to the record of the source. */
export function renderExplanation(
  delivery: Delivery,
  { asSent, notes, fields }: Explanation,
  output: Output,
  paint: ChalkInstance,
): string {
  const width = output.isTerminal ? output.columns : 120;
  const sent =
    asSent === undefined
      ? 'made again with today’s mappings and tables'
      : asSent
        ? 'exactly what was sent'
        : paint.yellow('not what was sent: mappings, options or tables have changed since');
  return [
    `${headline(delivery, paint)}\n${paint.dim(sent)}\n`,
    ...notes.map((note) => `${paint.dim(`note: ${note}`)}\n`),
    ...fields.map((field) => renderField(field, width, paint)),
  ].join('');
}

/** A record that has no payload to explain. */
export function renderHeld(delivery: Delivery, { code, text }: Reason, paint: ChalkInstance): string {
  return `${headline(delivery, paint)}\n${paint.yellow('held')} ${text} ${paint.dim(`[${code}]`)}\nThere is nothing to explain before that is mended; \`pipewright deliveries show ${delivery.id}\` shows the record.\n`;
}

function headline({ id, pipe, label, state, target }: Delivery, paint: ChalkInstance): string {
  const reached = target === undefined ? '' : ` → ${target.number ?? target.id}`;
  return `${paint.bold(`${pipe} ${label}`)}  delivery ${id} ${state}${reached}`;
}

function renderField(field: ExplainedField, width: number, paint: ChalkInstance): string {
  const { path, value, expressions, document, boundTo, decidedBy, absent, given, questions, notes } = field;
  const lines = [
    `\n${paint.bold(path)} = ${paint.green(shown(value, width - path.length - 3))}`,
    ...expressions.map((place) => expressionLine(place, '  ', width, paint)),
    ...document.flatMap((each) => documentLines(each, width, paint)),
    ...questions.map(({ what, list, code, answer }) => {
      const name = what === 'lookup' ? `lookups/${list}.csv` : `reference list ${list}`;
      return `  ${name}: ${code} → ${answer ?? paint.yellow('known to the target only')}`;
    }),
    ...given.map(
      ({ path: name, value: content }) =>
        `  ${name} = ${content === undefined ? paint.yellow('not known here') : shown(content, width - name.length - 5)}`,
    ),
    ...missing(absent, value, '  ', paint),
    ...asides(boundTo, decidedBy, '  ', paint),
    ...notes.map((note) => `  ${paint.dim(`not followed: ${note}`)}`),
    ...((value === undefined ? absent.length : 0) +
      boundTo.length +
      document.length +
      questions.length +
      given.length +
      decidedBy.length +
      notes.length ===
    0
      ? [`  ${paint.dim('written in the mapping itself')}`]
      : []),
  ];
  return `${lines.join('\n')}\n`;
}

function documentLines(
  { path, value, expressions, native, boundTo, decidedBy, absent, notes }: DocumentField,
  width: number,
  paint: ChalkInstance,
): string[] {
  return [
    `  ← ${paint.cyan(path)} = ${shown(value, width - path.length - 7)}`,
    ...expressions.map((place) => expressionLine(place, '      ', width, paint)),
    ...native.map(({ path: from, value: content }) => `      ← ${from} = ${shown(content, width - from.length - 11)}`),
    ...missing(native.length === 0 ? absent : [], undefined, '      ', paint),
    ...asides(boundTo, decidedBy, '      ', paint),
    ...notes.map((note) => `      ${paint.dim(`note: ${note}`)}`),
  ];
}

function expressionLine(
  { file, line, column, text }: ExpressionPlace,
  indent: string,
  width: number,
  paint: ChalkInstance,
): string {
  const place = `${file}:${line}:${column}`;
  return `${indent}${paint.dim(place)}  ${cut(text, width - indent.length - place.length - 2)}`;
}

/** What has a say besides: what must fit with the others, and what only decides. */
function asides(
  bound: readonly NamedValue[],
  decides: readonly NamedValue[],
  indent: string,
  paint: ChalkInstance,
): string[] {
  return [
    ...(bound.length === 0 ? [] : [`${indent}${paint.dim(`has to fit ${list(bound)}`)}`]),
    ...(decides.length === 0 ? [] : [`${indent}${paint.dim(`decided by ${list(decides)}`)}`]),
  ];
}

/** What would have been taken, had it been there; of interest where there is nothing else. */
function missing(absent: readonly string[], value: unknown, indent: string, paint: ChalkInstance): string[] {
  if (absent.length === 0 || value !== undefined) return [];
  const names = absent.slice(0, MOST_LISTED).join(', ');
  return [`${indent}${paint.dim(`the record has no ${names}${absent.length > MOST_LISTED ? ' …' : ''}`)}`];
}

const MOST_LISTED = 6;

function list(values: readonly NamedValue[]): string {
  const shownValues = values.slice(0, MOST_LISTED).map(({ path, value }) => `${path} = ${shown(value, 40)}`);
  return `${shownValues.join(', ')}${values.length > MOST_LISTED ? `, and ${values.length - MOST_LISTED} more` : ''}`;
}

function shown(value: unknown, most: number): string {
  return value === undefined ? 'nothing' : cut(JSON.stringify(value), most);
}

const cut = (text: string, most: number): string =>
  text.length <= Math.max(most, 20) ? text : `${text.slice(0, Math.max(most, 20) - 1)}…`;
