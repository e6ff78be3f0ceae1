import type { ScaffoldPlan } from './scaffold-plan.ts';

const START = 'node --env-file-if-exists=.env node_modules/pipewright/bin/pipewright.js';

/** package.json: Pipewright as the only dependency, and scripts that bring the variables of .env. */
export function packageFile({ project, version }: ScaffoldPlan): string {
  const value = {
    name: project,
    private: true,
    description: 'Web orders, customers, products and stock between shop and ERP',
    type: 'module',
    engines: { node: '>=24' },
    scripts: {
      pipewright: START,
      check: 'pipewright check',
      test: 'pipewright test',
      doctor: `${START} doctor`,
      plan: `${START} plan`,
      once: `${START} run`,
      start: `${START} run --follow`,
    },
    dependencies: { pipewright: `^${version}` },
  };
  return `${JSON.stringify(value, null, 2)}\n`;
}
