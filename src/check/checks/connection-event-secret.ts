import { valueAt } from '../../load/schema-findings.ts';
import type { Check } from '../check.ts';
import { usableConnections } from '../connection-settings.ts';

const PROJECT = (credentials: string) =>
  `project: sample\npublic_url: https://pipes.example.com\npipes: [customers]\nconnections:
  shop:
    connector: woocommerce
    url: https://shop.example.com
    credentials: ${credentials}
  erp:
    connector: business-central
    url: https://api.businesscentral.dynamics.com
    credentials: { client_id: "\${env:BC_ID}", client_secret: "\${env:BC_SECRET}" }
    options: { tenant: contoso.example.com, environment: Production, company: 3e0f7d3c-2d0b-4a44-8f0e-7b7b7a5c0001, local_currency: EUR }
`;

export const connectionEventSecret: Check = {
  code: 'PROJECT110',
  severity: 'error',
  summary:
    'Where a project has a public URL, a connection whose events a pipe waits for brings the secret that proves them.',
  bad: { 'pipewright.yaml': PROJECT('{ consumer_key: "${env:WOO_KEY}", consumer_secret: "${env:WOO_SECRET}" }') },
  good: {
    'pipewright.yaml': PROJECT(
      '{ consumer_key: "${env:WOO_KEY}", consumer_secret: "${env:WOO_SECRET}", webhook_secret: "${env:WOO_HOOK}" }',
    ),
  },
  *look(project) {
    const { public_url: everywhere, environments } = project.project.value;
    const here = project.environment === undefined ? undefined : environments[project.environment]?.public_url;
    if ((here ?? everywhere) === undefined) return;
    for (const { name, settings, connector, place } of usableConnections(project)) {
      const waits = [...project.pipes.values()].filter(
        ({ value: { from, when } }) =>
          from.connection === name &&
          when.event !== undefined &&
          Object.hasOwn(connector.events?.changes ?? {}, when.event),
      );
      const secret = connector.events?.signature.secret;
      if (waits.length === 0 || secret === undefined || secret in settings.credentials) continue;
      // One that is written, but not as a reference, is told as SECRET001.
      if (valueAt(project.project.source.value, ['connections', name, 'credentials', secret]) !== undefined) continue;
      yield {
        at: place(['credentials'], true),
        message: `the credential "${secret}" is missing: it proves the events that ${waits.map(({ value }) => value.pipe).join(', ')} ${waits.length === 1 ? 'waits' : 'wait'} for`,
        hint: `add "${secret}: \${env:…}", or take \`public_url\` away to poll alone`,
      };
    }
  },
};
