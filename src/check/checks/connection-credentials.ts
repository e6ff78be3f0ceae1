import { credentialsOf } from '../../connector/auth/credentials-of.ts';
import { valueAt } from '../../load/schema-findings.ts';
import type { Check } from '../check.ts';
import { authOf, usableConnections } from '../connection-settings.ts';
import { didYouMean } from '../did-you-mean.ts';

const SHOP = (credentials: string) =>
  `project: sample\nconnections:\n  shop:\n    connector: woocommerce\n    url: https://shop.example.com\n    credentials: ${credentials}\n`;

export const connectionCredentials: Check = {
  code: 'PROJECT106',
  severity: 'error',
  summary: 'A connection brings the credentials that its way to sign in needs.',
  bad: { 'pipewright.yaml': SHOP('{ consumer_key: "${env:WOO_KEY}", consumer_secrt: "${env:WOO_SECRET}" }') },
  good: { 'pipewright.yaml': SHOP('{ consumer_key: "${env:WOO_KEY}", consumer_secret: "${env:WOO_SECRET}" }') },
  *look(project) {
    for (const connection of usableConnections(project)) {
      const { settings, connector, place } = connection;
      const method = authOf(connection);
      if (method === undefined) {
        yield {
          at: place(['auth']),
          message: `${connector.title} has no way to sign in called "${settings.auth}"`,
          hint: didYouMean(
            settings.auth ?? '',
            connector.auth.map(({ name }) => name),
          ),
        };
        continue;
      }
      const needed = credentialsOf(method);
      for (const name of needed) {
        // One that is written, but not as a reference, is told as SECRET001.
        if (
          name in settings.credentials ||
          valueAt(project.project.source.value, ['connections', connection.name, 'credentials', name]) !== undefined
        )
          continue;
        yield {
          at: place(['credentials'], true),
          message: `the credential "${name}" is missing: "${method.name}" signs in with ${needed.join(' and ')}`,
          hint: `add "${name}: \${env:…}"`,
        };
      }
      const proves = connector.events?.signature.secret;
      const known = [...connector.auth.flatMap(credentialsOf), ...(proves === undefined ? [] : [proves])];
      for (const name of Object.keys(settings.credentials)) {
        if (!known.includes(name))
          yield {
            at: place(['credentials', name], true),
            message: `${connector.title} knows no credential "${name}"`,
            hint: didYouMean(name, known),
          };
      }
    }
  },
};
