import type { ChalkInstance } from 'chalk';
import { type FunctionExample, usageOf } from '../../map/functions/mapping-function.ts';
import { returnWords, schemaWords } from '../../map/functions/schema-words.ts';
import type { FunctionTopic } from '../../map/functions/shown-functions.ts';
import type { Output } from '../environment.ts';
import { renderTable } from './table.ts';
import { wrapText } from './wrap-text.ts';

type Shown = FunctionTopic['functions'][number];

const widthOf = (output: Output): number => (output.isTerminal ? Math.max(60, output.columns) : 110);

/** What a function gives in an example, or the Hold. */
const outcome = ({ result, holds }: FunctionExample): string =>
  holds === undefined ? (JSON.stringify(result) ?? 'nothing') : `holds the record: ${holds}`;

/** All functions, by topic, each with the first sentence of its description. */
export function renderFunctions(topics: readonly FunctionTopic[], output: Output, paint: ChalkInstance): string {
  const sections = topics.map(({ topic, functions }) => {
    const lines = functions.map((each) => {
      const [first = ''] = each.description.split(/(?<=[.:]) /);
      return `  ${paint.bold(`$${each.name}`)}${usageOf(each)}\n${wrapText(first, widthOf(output), '      ')}\n`;
    });
    return `${paint.underline(topic)}\n${lines.join('')}`;
  });
  return `${sections.join('\n')}\n${paint.dim('`pipewright functions <name>` says what one takes and gives, with examples')}\n`;
}

/** One function: what it takes and gives, and examples. */
export function renderFunction(one: Shown, output: Output, paint: ChalkInstance): string {
  const rows = one.parameters.map(({ name, takes, optional, maybeNothing }) => [
    `  ${name}`,
    `${schemaWords(takes)}${optional === true ? '; may be left out' : maybeNothing === true ? ', or nothing' : ''}`,
  ]);
  return [
    `${paint.bold(`$${one.name}`)}${usageOf(one)}\n`,
    `${wrapText(one.description, widthOf(output), '')}\n\n`,
    renderTable([...rows, ['  gives', returnWords(one.returns)]]),
    ...(one.examples ?? []).map((example) => `\n  ${example.expression}\n  ${paint.dim('→')} ${outcome(example)}\n`),
  ].join('');
}
