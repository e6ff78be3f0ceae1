import type { ScaffoldPlan } from './scaffold-plan.ts';

/** README.md of a new project: the three steps to the first record, and where to look afterwards. */
export function readmeFile({ project, shop, erp, pipes }: ScaffoldPlan): string {
  const working = pipes.filter(({ lacks }) => lacks.length === 0);
  const left = pipes.filter(({ lacks }) => lacks.length > 0);
  return `# ${project}

${shop.connector.title} and ${erp.connector.title}, integrated by [Pipewright](https://pipewright.dev).

| pipe | what it does |
|---|---|
${working.map(({ name, summary }) => `| \`${name}\` | ${summary} |`).join('\n')}
${left.length === 0 ? '' : `\nNot there, because one of the systems cannot do it: ${left.map(({ name, lacks }) => `\`${name}\` (${lacks.join('; ')})`).join(', ')}.\n`}
## Three steps

1. **Fill in.** \`npm install\`, copy \`.env.example\` to \`.env\` and fill in the credentials; in \`pipewright.yaml\` set
   addresses and options; in \`lookups/\` say what the codes of one system are in the other. \`npm run check\` finds what is wrong.
2. **Try.** \`npm run doctor\` reaches both systems and says how. \`npm run plan\` shows what would be written, and writes nothing.
   Both take \`-- --env sandbox\`.
3. **Run.** \`npm run once\` runs every pipe once; \`npm start\` keeps them running. The first run reads everything there is:
   \`npm run once -- --since 2026-03-01\` begins later.

## Day by day

| to | run |
|---|---|
| see what is where | \`npm run pipewright -- status\` |
| see what waits for a person, and why | \`npm run pipewright -- deliveries list --state held,rejected,parked\` |
| see where a value came from | \`npm run pipewright -- explain orders <order number>\` |
| try a record again after mending the cause | \`npm run pipewright -- deliveries retry <number>\` |
| play the scenarios of \`features/\` against local twins | \`npm test\`; \`npx pipewright steps\` lists the steps |
| have every item of the checklist shown before a release | \`npx pipewright eject features\`, \`npx pipewright verify\` |
| let a release through, by name | \`npx pipewright sign-off --name "…"\`; \`npx pipewright can-deploy --signed\` |
| change a pipe or a mapping | \`npx pipewright eject orders\`, or \`npx pipewright eject mappings/${erp.connector.connector}/order.to.jsonata\` |
| see what a system can do | \`npx pipewright systems ${erp.connector.connector}\` |

\`.pipewright/\` holds the ledger: what was received, what became of it. It is not committed, and it must survive a restart: back it up.
`;
}
