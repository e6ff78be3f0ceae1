import { SHOP_ABILITIES } from '../desks/shop-desk.ts';
import { CHECKLIST_WORDS } from '../scenario/checklist-words.ts';
import { PEOPLE } from '../scenario/people.ts';
import { STEP_CHAPTERS } from './all-steps.ts';
import { PARAMETER_TYPES } from './parameter-types.ts';

const cell = (text: string): string => text.replaceAll('|', '\\|');
const row = (...cells: string[]): string => `| ${cells.map(cell).join(' | ')} |`;
const code = (text: string): string => `\`${text}\``;

/** docs/steps.md: the step library, from the same source that plays it. */
export function stepsPage(): string {
  return `${[
    '# Steps',
    '',
    'Made by `node scripts/generate-steps-page.ts`. `pipewright steps` shows the same on the screen.',
    '',
    '## Values',
    '',
    row('in a step', 'is', 'such as'),
    row('---', '---', '---'),
    ...PARAMETER_TYPES.map(({ name, describes, examples }) =>
      row(code(`{${name}}`), describes, examples.map(code).join(', ')),
    ),
    '',
    '## People',
    '',
    row('name', 'is', 'e-mail', 'address'),
    row('---', '---', '---', '---'),
    ...Object.entries(PEOPLE).map(([name, { firstName, lastName, company, email, street, postcode, city, country }]) =>
      row(name, company ?? `${firstName} ${lastName}`, email, `${street}, ${postcode}, ${city}, ${country}`),
    ),
    '',
    '## Words for what a document shows',
    '',
    ...Object.entries(CHECKLIST_WORDS).flatMap(([document, words]) => [
      `- ${document}: ${Object.entries(words)
        .map(([word, item]) => `${word} (${item})`)
        .join(', ')}`,
    ]),
    '',
    '## Tags',
    '',
    '- `@ORD-07`, `@M09` …: the checklist item or failure that a scenario stands for',
    '- `@once`: about Pipewright itself; played for one pair only',
    '- `@once:shop`: about the shop alone, whatever the ERP is; played for one pair of each shop',
    ...Object.entries(SHOP_ABILITIES).map(([ability, says]) => `- \`@needs:${ability}\`: only for a shop that ${says}`),
    ...STEP_CHAPTERS.flatMap(([title, steps]) => [
      '',
      `## ${title}`,
      ...steps.flatMap(({ expression, describes, example }) => [
        '',
        `### ${expression}`,
        '',
        describes,
        '',
        '```gherkin',
        example,
        '```',
      ]),
    ]),
  ].join('\n')}\n`;
}
