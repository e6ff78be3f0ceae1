import { ProjectRefused } from '../../load/project-refused.ts';
import { type ErrorCode, IntegrationError } from '../../model/integration-error.ts';
import { type Environment, EXIT } from '../environment.ts';
import { painter } from './colours.ts';
import { renderFindings } from './findings.ts';

/**
 * Says what happened, where, and what to do next; never a stack trace for what can happen in use. A defect of Pipewright
 * says that it is one.
 */
export function reportFailure(error: unknown, environment: Environment, json: boolean): number {
  const { stderr, env } = environment;
  const paint = painter(stderr, env);
  if (error instanceof ProjectRefused) {
    stderr.write(renderFindings(error.findings, 'pretty', { sourceOf: error.sourceOf, paint }));
    stderr.write(`${error.advice}\n`);
    return EXIT.findings;
  }
  if (error instanceof IntegrationError) {
    if (json)
      stderr.write(
        `${JSON.stringify({ error: error.code, message: error.message, where: error.where, next: error.advice })}\n`,
      );
    else
      stderr.write(
        `${paint.red('error')} ${error.message}${whereText(error)}\n${paint.dim('next')}  ${error.advice}\n`,
      );
    return EXIT_OF[error.code] ?? EXIT.crash;
  }
  const text =
    error instanceof Error
      ? env.PIPEWRIGHT_DEBUG === undefined
        ? `${error.name}: ${error.message}`
        : (error.stack ?? error.message)
      : String(error);
  stderr.write(
    `${paint.red('defect')} Pipewright failed: ${text}\n${paint.dim('next')}  please report it; PIPEWRIGHT_DEBUG=1 shows where it happened\n`,
  );
  return EXIT.crash;
}

/** What is not Pipewright’s failure, but the caller’s or a person’s to mend. */
const EXIT_OF: { readonly [C in ErrorCode]?: number } = {
  USAGE: EXIT.usage,
  PROJECT_MISSING: EXIT.usage,
  DELIVERY_UNKNOWN: EXIT.usage,
  NOT_VERIFIED: EXIT.findings,
  CONNECTION_HALTED: EXIT.findings,
  CREDENTIAL_REFUSED: EXIT.findings,
};

function whereText({ where }: IntegrationError): string {
  const parts = Object.entries(where).map(([what, name]) => `${what} ${name}`);
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}
