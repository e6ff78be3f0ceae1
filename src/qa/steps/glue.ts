import {
  After,
  Before,
  defineParameterType,
  Given,
  Status,
  setDefaultTimeout,
  setWorldConstructor,
  Then,
  When,
  World,
} from '@cucumber/cucumber';
import { NotAsExpected } from '../scenario/not-as-expected.ts';
import { takeOf } from '../scenario/scenario-take.ts';
import { ScenarioWorld } from '../scenario/scenario-world.ts';
import type { TrialProject } from '../scenario/trial.ts';
import { FIXTURES_TYPE } from '../test-run/fixtures-of.ts';
import { nameWithoutPair, pairOfTags } from '../test-run/pair-tag.ts';
import { PIPES_THAT_RAN } from '../test-run/told-by-messages.ts';
import { ALL_STEPS } from './all-steps.ts';
import { PARAMETER_TYPES } from './parameter-types.ts';
import type { StepDefinition, Table } from './step-definition.ts';

interface WorldParameters {
  readonly place: TrialProject;
}

/** `this` of every step, also of a project's own. */
class StepWorld extends World<WorldParameters> {
  /** The scenario as it is played; a step of your own reaches both systems by `await this.scenario.trial()`. */
  scenario!: ScenarioWorld;
}

/** Tells Cucumber of the step library, the parameter types and the world; once for each run and worker. */
export function defineSteps(): void {
  // Twins answer within milliseconds and clocks are told the time: what takes this long hangs.
  setDefaultTimeout(60_000);
  setWorldConstructor(StepWorld);

  for (const { name, regexp, transformer } of PARAMETER_TYPES)
    defineParameterType({ name, regexp, transformer, useForSnippets: false });
  for (const definition of ALL_STEPS) KEYWORDS[definition.keyword](definition.expression, bodyOf(definition));

  Before(function (this: StepWorld, { pickle, gherkinDocument }) {
    const pair = pairOfTags(pickle.tags.map(({ name }) => name));
    if (pair === undefined)
      throw new NotAsExpected('a scenario is played for a pair of systems: run it by `pipewright test`');
    const take = takeOf(pickle, gherkinDocument, nameWithoutPair(pickle.name, pair));
    this.scenario = new ScenarioWorld(pair, this.parameters.place, take);
  });

  After(async function (this: StepWorld, { result }) {
    if (this.scenario === undefined) return;
    const ran = await this.scenario.pipesThatRan();
    if (ran.length > 0) this.attach(ran.join(' '), PIPES_THAT_RAN);
    const fixtures = await this.scenario.close(result?.status === Status.PASSED);
    if (fixtures.length > 0) this.attach(JSON.stringify(fixtures), FIXTURES_TYPE);
  });
}

const KEYWORDS = { Given, When, Then };

/** Cucumber looks at a function's length to know what to hand over: parameters, and a table where there is one. */
function bodyOf({ run, expression, takesTable }: StepDefinition) {
  const parameters = expression.match(/\{\w*\}/g)?.length ?? 0;
  async function body(this: StepWorld, ...args: unknown[]): Promise<void> {
    // Behind the values Cucumber hands over a callback, for steps that know no promises.
    const values = args.slice(0, parameters);
    await run(this.scenario, ...values, ...(takesTable ? [rawOf(args[parameters])] : []));
  }
  Object.defineProperty(body, 'length', { value: parameters + (takesTable ? 1 : 0) });
  return body;
}

function rawOf(table: unknown): Table {
  if (typeof table === 'object' && table !== null && 'raw' in table) return (table as { raw: () => Table }).raw();
  throw new NotAsExpected('this step ends with a colon: its table stands in the lines below it');
}
