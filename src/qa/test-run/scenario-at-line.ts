import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { AstBuilder, Errors, GherkinClassicTokenMatcher, Parser } from '@cucumber/gherkin';
import { type FeatureChild, IdGenerator, type Scenario } from '@cucumber/messages';
import { IntegrationError } from '../../model/integration-error.ts';

const WITH_LINES = /^(.+?)((?::\d+)+)$/;

/**
 * `features/orders.feature:44` → the same file with the line that Cucumber knows the scenario by. A person points at any
 * line of a scenario, as editors do; Cucumber takes only the one with its name, or with the row of its examples. Throws
 * USAGE for a file that is not there and a line in no scenario.
 */
export function featureWithScenarioLines(root: string, feature: string): string {
  const [, file = '', lines = ''] = WITH_LINES.exec(feature) ?? [];
  const path = join(root, file || feature);
  if (!/[*?{[]/.test(feature) && !existsSync(path))
    throw new IntegrationError('USAGE', `there is no ${file || feature}`, {});
  if (file === '' || !statSync(path).isFile()) return feature;
  const text = readFileSync(path, 'utf8');
  const scenarios = scenariosOf(text);
  // What is no Gherkin is told by the run itself, with its place.
  if (scenarios === undefined) return feature;
  const wanted = lines.slice(1).split(':').map(Number);
  const end = text.split('\n').length;
  const beyond = wanted.find((line) => line > end);
  if (beyond !== undefined)
    throw new IntegrationError(
      'USAGE',
      `${file} has no line ${beyond}: it ends at ${end}; its scenarios begin at ${beginningsOf(scenarios)}`,
      {},
    );
  return [file, ...wanted.map((line) => scenarioLine(scenarios, line, file))].join(':');
}

interface ScenarioLines {
  /** Its first line: tags come before the name. */
  readonly first: number;
  readonly named: number;
  /** Rows of its examples, which Cucumber plays one by one. */
  readonly rows: readonly number[];
}

function scenarioLine(scenarios: readonly ScenarioLines[], line: number, file: string): number {
  const scenario = scenarios.findLast(({ first }) => first <= line);
  if (scenario !== undefined) return scenario.rows.includes(line) ? line : scenario.named;
  throw new IntegrationError(
    'USAGE',
    `line ${line} of ${file} is before its scenarios; they begin at ${beginningsOf(scenarios)}`,
    {},
  );
}

const beginningsOf = (scenarios: readonly ScenarioLines[]): string => scenarios.map(({ named }) => named).join(', ');

function scenariosOf(text: string): ScenarioLines[] | undefined {
  try {
    const parser = new Parser(new AstBuilder(IdGenerator.incrementing()), new GherkinClassicTokenMatcher());
    const children = parser.parse(text).feature?.children ?? [];
    return children.flatMap((child) => [child, ...(child.rule?.children ?? [])]).flatMap(linesOf);
  } catch (error) {
    if (error instanceof Errors.GherkinException) return undefined;
    throw error;
  }
}

const linesOf = ({ scenario }: Pick<FeatureChild, 'scenario'>): ScenarioLines[] =>
  scenario === undefined ? [] : [{ first: firstLine(scenario), named: scenario.location.line, rows: rowsOf(scenario) }];

const firstLine = ({ tags, location }: Scenario): number =>
  Math.min(location.line, ...tags.map((tag) => tag.location.line));

const rowsOf = ({ examples }: Scenario): number[] =>
  examples.flatMap(({ tableBody }) => tableBody.map((row) => row.location.line));
