import type { LoadedProject } from '../load/load-project.ts';
import { unreadableFinding } from '../load/unreadable-file.ts';
import { type Finding, sortFindings } from '../model/finding.ts';
import type { Check } from './check.ts';
import { checkCases } from './check-cases.ts';
import { cassetteContents } from './checks/cassette-contents.ts';
import { connectionConnector } from './checks/connection-connector.ts';
import { connectionCredentials } from './checks/connection-credentials.ts';
import { connectionEventSecret } from './checks/connection-event-secret.ts';
import { connectionOptions } from './checks/connection-options.ts';
import { connectionUrl } from './checks/connection-url.ts';
import { connectorOpenQuestion } from './checks/connector-open-question.ts';
import { connectorOptionValues } from './checks/connector-option-values.ts';
import { connectorPayloadSchema } from './checks/connector-payload-schema.ts';
import { connectorReadSchema } from './checks/connector-read-schema.ts';
import { connectorReference } from './checks/connector-reference.ts';
import { lookupColumns } from './checks/lookup-columns.ts';
import { mappingFunctions } from './checks/mapping-functions.ts';
import { mayBeMissing } from './checks/mapping-may-be-missing.ts';
import { mayCollapse } from './checks/mapping-may-collapse.ts';
import { missingField } from './checks/mapping-missing-field.ts';
import { moneyInFloats } from './checks/mapping-money-in-floats.ts';
import { noSuchValue } from './checks/mapping-no-such-value.ts';
import { mappingSyntax } from './checks/mapping-syntax.ts';
import { undescribedPath } from './checks/mapping-undescribed-path.ts';
import { unknownField } from './checks/mapping-unknown-field.ts';
import { unknownPath } from './checks/mapping-unknown-path.ts';
import { unmappedValue } from './checks/mapping-unmapped-value.ts';
import { unreachableBranch } from './checks/mapping-unreachable.ts';
import { unusedVariable } from './checks/mapping-unused-variable.ts';
import { wrongCall } from './checks/mapping-wrong-call.ts';
import { wrongOperand } from './checks/mapping-wrong-operand.ts';
import { wrongType } from './checks/mapping-wrong-type.ts';
import { pendingItem } from './checks/pending-item.ts';
import { pipeAfter } from './checks/pipe-after.ts';
import { pipeAgain } from './checks/pipe-again.ts';
import { pipeCapability } from './checks/pipe-capability.ts';
import { pipeConnection } from './checks/pipe-connection.ts';
import { pipeEvent } from './checks/pipe-event.ts';
import { pipeExpression } from './checks/pipe-expression.ts';
import { pipeGuard } from './checks/pipe-guard.ts';
import { pipeMapping } from './checks/pipe-mapping.ts';
import { pipeReconcile } from './checks/pipe-reconcile.ts';
import { pipeRule } from './checks/pipe-rule.ts';
import { pipeWithdrawn } from './checks/pipe-withdrawn.ts';
import { plainSecret } from './checks/plain-secret.ts';
import { unusedFile } from './checks/unused-file.ts';
import { findMappingProblems } from './mapping-problems.ts';

export const CHECKS: readonly Check[] = [
  connectionConnector,
  connectionOptions,
  connectionCredentials,
  connectionEventSecret,
  connectionUrl,
  plainSecret,
  cassetteContents,
  pendingItem,
  connectorReference,
  connectorOptionValues,
  connectorPayloadSchema,
  connectorReadSchema,
  connectorOpenQuestion,
  pipeConnection,
  pipeCapability,
  pipeAfter,
  pipeGuard,
  pipeWithdrawn,
  pipeAgain,
  pipeMapping,
  pipeRule,
  pipeEvent,
  pipeReconcile,
  pipeExpression,
  mappingSyntax,
  mappingFunctions,
  unknownPath,
  undescribedPath,
  mayBeMissing,
  mayCollapse,
  wrongOperand,
  missingField,
  unknownField,
  wrongType,
  unmappedValue,
  noSuchValue,
  moneyInFloats,
  unreachableBranch,
  unusedVariable,
  wrongCall,
  lookupColumns,
  unusedFile,
];

/** Everything that is wrong with a project, sorted by place. Touches no network. `cases: false` leaves mapping cases out. */
export async function checkProject(project: LoadedProject, options: { readonly cases: boolean }): Promise<Finding[]> {
  await findMappingProblems(project);
  const findings = [...project.findings];
  for (const check of CHECKS) findings.push(...findingsOf(check, project));
  if (options.cases) findings.push(...(await checkCases(project)));
  return sortFindings(onlyOnce(findings));
}

/** What a check finds. One that meets a file which cannot be read tells that, and what it found before. */
function findingsOf({ code, severity, look }: Check, project: LoadedProject): Finding[] {
  const findings: Finding[] = [];
  try {
    for (const finding of look(project)) findings.push({ code, severity, ...finding });
  } catch (error) {
    const unreadable = unreadableFinding(error);
    if (unreadable === undefined) throw error;
    findings.push(unreadable);
  }
  return findings;
}

/** Several checks may meet the same unreadable file. */
function onlyOnce(findings: readonly Finding[]): Finding[] {
  const told = new Set<string>();
  return findings.filter(({ code, at }) => {
    if (code !== 'FILE001') return true;
    const first = !told.has(at.file);
    told.add(at.file);
    return first;
  });
}
