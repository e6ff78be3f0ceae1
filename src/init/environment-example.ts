import { credentialVariables, type PlannedConnection, type ScaffoldPlan } from './scaffold-plan.ts';

/** .env.example: every variable that pipewright.yaml refers to, without a value. */
export function environmentExample({ shop, erp }: ScaffoldPlan): string {
  const block = (planned: PlannedConnection, environment?: string) =>
    [
      `# ${planned.connector.title}${environment === undefined ? '' : `, ${environment}`}: ${planned.connector.auth[0]?.name ?? ''}`,
      ...credentialVariables(planned, environment).map(({ variable }) => `${variable}=`),
    ].join('\n');
  return `# Copy to .env and fill in; .env is never committed. \`npm run pipewright -- <command>\` reads it.
${block(shop)}
${block(erp)}

# Only for --env sandbox
${block(shop, 'sandbox')}
${block(erp, 'sandbox')}
`;
}
