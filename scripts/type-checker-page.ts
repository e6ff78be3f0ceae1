/**
 * Writes docs/type-checker.md from the checks themselves: `node scripts/type-checker-page.ts`. test/type-checker-page.test.ts
 * holds the page against them.
 */
import { writeFileSync } from 'node:fs';
import type { Check } from '../src/check/check.ts';
import { CHECKS, checkProject } from '../src/check/check-project.ts';
import { loadProject } from '../src/load/load-project.ts';
import { BUILT_IN, sampleProject } from '../test/sample-project.ts';

export const PAGE = 'docs/type-checker.md';

const HEAD = `# The type checker

\`pipewright check\` infers the type of everything in a mapping: from the JSON Schema of what it reads (the connector's \`read_schema\`, or the
document) over each expression to what it yields, which is held against the schema of what is written (the document, or the connector's
\`payload_schema\`). Modifiers, rules and the \`where\` of a pipe are checked alike. What ships with Pipewright is checked before it ships.

- **What nobody knows is never told.** A system without a read schema, a member that a schema leaves open, an option of any form: the checker is
  silent on them. It does not ask for annotations; there are none.
- **What is told is wrong each time.** A function that is called in several places is looked at for each of them. A path or a branch is told only when it is wrong in all.
- **Conditions count.** After \`$exists(x) ? …\`, \`$type(x) = "string"\`, \`x = "open"\`, \`x in [...]\`, \`x ? …\`, a condition kept in a variable, or a statement that ends in
  \`$hold(…)\`, x is what they say. Alternatives are told apart by a member: \`kind = "person"\`.
- **Lists collapse.** \`lines.sku\` is nothing, one text, or a list of at least two. \`[lines.sku]\` is always a list.
- **Money is a type.** Decimal text that is money stays money through the money functions, and through \`$number\`: arithmetic on it is told.
- A branch that is never taken is not told when it ends in \`$hold\` or \`$error\`, nor in a mapping of native records, whose schema describes what another's system does: there it is a guard.

\`pipewright check --fix\` makes the corrections of which there is only one, in the project's own files, and looks again until nothing is left to correct: a misspelled name
that is one letter away from a single other, \`[…]\` around a list that may collapse, \`$moneyRound\` for \`$round\`, a variable that nobody uses. JSON and SARIF output carry them as \`fix\` and \`fixes\`.

This page is made from the checks (\`node scripts/type-checker-page.ts\`); each sample is that check's own test.
`;

/** The page as it has to be. */
export async function typeCheckerPage(): Promise<string> {
  const checks = CHECKS.filter(({ code }) => /^MAPPING6/.test(code));
  const rows = checks.map(
    ({ code, severity, summary }) => `| [${code}](#${code.toLowerCase()}) | ${severity} | ${summary} |`,
  );
  const parts = [HEAD, '| code | | what must hold |', '|---|---|---|', ...rows];
  for (const check of checks) parts.push('', ...(await section(check)));
  return `${parts.join('\n')}\n`;
}

async function section(check: Check): Promise<string[]> {
  const [bad, good] = [expressionOf(check.bad), expressionOf(check.good)];
  using project = sampleProject(check.bad);
  const findings = await checkProject(loadProject({ root: project.root, builtIn: BUILT_IN }), { cases: false });
  const told = findings
    .filter(({ code }) => code === check.code)
    .map(({ message, hint, fix }) => `> ${message} → ${hint}${fix === undefined ? '' : ' *(`--fix` does it)*'}`);
  return [
    `## ${check.code}`,
    '',
    check.summary,
    '',
    '```jsonata',
    bad,
    '```',
    '',
    ...told.slice(0, 2),
    '',
    'Better:',
    '',
    '```jsonata',
    good,
    '```',
  ];
}

const expressionOf = (files: Readonly<Record<string, string>>): string =>
  Object.entries(files)
    .find(([path]) => path.endsWith('.jsonata'))?.[1]
    .trim() ?? '';

if (import.meta.main) writeFileSync(PAGE, await typeCheckerPage());
