import type { LoadedProject } from '../load/load-project.ts';
import { type Finding, sortFindings } from '../model/finding.ts';
import type { Check } from './check.ts';
import { checkCases } from './check-cases.ts';
import { connectionConnector } from './checks/connection-connector.ts';
import { connectionCredentials } from './checks/connection-credentials.ts';
import { connectionOptions } from './checks/connection-options.ts';
import { connectionUrl } from './checks/connection-url.ts';
import { connectorPayloadSchema } from './checks/connector-payload-schema.ts';
import { connectorReference } from './checks/connector-reference.ts';
import { mappingFunctions } from './checks/mapping-functions.ts';
import { mappingSyntax } from './checks/mapping-syntax.ts';
import { pipeCapability } from './checks/pipe-capability.ts';
import { pipeConnection } from './checks/pipe-connection.ts';
import { pipeExpression } from './checks/pipe-expression.ts';
import { pipeMapping } from './checks/pipe-mapping.ts';
import { pipeRule } from './checks/pipe-rule.ts';
import { plainSecret } from './checks/plain-secret.ts';
import { unusedFile } from './checks/unused-file.ts';

export const CHECKS: readonly Check[] = [
  connectionConnector,
  connectionOptions,
  connectionCredentials,
  connectionUrl,
  plainSecret,
  connectorReference,
  connectorPayloadSchema,
  pipeConnection,
  pipeCapability,
  pipeMapping,
  pipeRule,
  pipeExpression,
  mappingSyntax,
  mappingFunctions,
  unusedFile,
];

/** Everything that is wrong with a project, sorted by place. Touches no network. `cases: false` leaves mapping cases out. */
export async function checkProject(project: LoadedProject, options: { readonly cases: boolean }): Promise<Finding[]> {
  const found = CHECKS.flatMap(({ code, severity, look }) =>
    [...look(project)].map((finding): Finding => ({ code, severity, ...finding })),
  );
  const cases = options.cases ? await checkCases(project) : [];
  return sortFindings([...project.findings, ...found, ...cases]);
}
