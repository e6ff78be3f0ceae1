/**
 * Writes docs/functions.md from the function library. `node scripts/generate-functions.ts` writes, `--check` fails when the
 * page is not what the library says.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { usageOf } from '../src/map/functions/mapping-function.ts';
import { returnWords, schemaWords } from '../src/map/functions/schema-words.ts';
import { SHOWN_FUNCTIONS } from '../src/map/functions/shown-functions.ts';

const PAGE = 'docs/functions.md';

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('<', '&lt;');

const sections = SHOWN_FUNCTIONS.map(({ topic, functions }) => {
  const entries = functions.map((each) => {
    const parameters = each.parameters.map(
      ({ name, takes, optional, maybeNothing }) =>
        `| \`${name}\` | ${cell(schemaWords(takes))}${optional === true ? '; may be left out' : maybeNothing === true ? ', or nothing' : ''} |`,
    );
    const examples = (each.examples ?? []).map(
      ({ expression, result, holds }) =>
        `${expression}\n/* ${holds === undefined ? (JSON.stringify(result) ?? 'nothing') : `holds the record: ${holds}`} */`,
    );
    return [
      `### $${each.name}${usageOf(each)}`,
      '',
      cell(each.description),
      '',
      '| | |',
      '|---|---|',
      ...parameters,
      `| gives | ${cell(returnWords(each.returns))} |`,
      ...(examples.length === 0 ? [] : ['', '```jsonata', examples.join('\n\n'), '```']),
      '',
    ].join('\n');
  });
  return `## ${topic}\n\n${entries.join('\n')}`;
});

const text = `<!-- Generated from src/map/functions by scripts/generate-functions.ts. Change the library, then run \`npm run generate\`. -->

# Functions

What mappings may call besides [JSONata's own functions](https://docs.jsonata.org/string-functions). \`pipewright functions\` shows the same. Each is pure:
the same arguments give the same result. What cannot be decided holds the record, with the code that an example shows. Where a parameter takes a list, one value will do. Every example is run by a test.

${sections.join('\n')}`;

if (!process.argv.includes('--check')) writeFileSync(PAGE, text);
else if (readFileSync(PAGE, 'utf8') !== text) {
  process.stderr.write(`${PAGE} is not what src/map/functions says: run \`npm run generate\`\n`);
  process.exitCode = 1;
}
