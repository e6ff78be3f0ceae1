import type { LoadedProject } from '../../load/load-project.ts';
import type { VerificationFile } from '../../model/config.generated.ts';
import { IntegrationError } from '../../model/integration-error.ts';
import { changesBetween, configurationOf, hashOfAll } from './configuration.ts';
import { readVerification, VERIFICATION_FILE } from './verification-file.ts';

/** Whether the configuration on disk is the one that was verified, and what stands against running it. */
export interface Standing {
  readonly verification: VerificationFile | undefined;
  /** Empty: verified. Otherwise one line for each reason. */
  readonly blocking: readonly string[];
}

/** Compares the files on disk with the verification beside them. Throws NOT_VERIFIED when that file is damaged. */
export function standingOf(project: LoadedProject): Standing {
  const verification = readVerification(project);
  if (verification === undefined)
    return { verification, blocking: [`there is no ${VERIFICATION_FILE}: nothing was verified`] };
  if (hashOfAll(verification.engine, verification.files) !== verification.hash)
    return { verification, blocking: [`${VERIFICATION_FILE} was edited: its hash is not that of the files it lists`] };
  const now = configurationOf(project);
  const changed = now.hash === verification.hash ? [] : changesBetween(verification, now);
  const blocked = verification.verdict === 'passed' ? [] : blockingOf(verification);
  return { verification, blocking: [...changed, ...blocked] };
}

function blockingOf({ stages }: VerificationFile): string[] {
  const lines = stages.flatMap(({ stage, blocking }) => blocking.map((line) => `${stage}: ${line}`));
  return lines.length > 0 ? lines : ['the last verification did not pass'];
}

const MOST_NAMED = 8;

/** Throws NOT_VERIFIED unless exactly this configuration was verified and passed. For whatever runs pipes unattended. */
export function requireVerified(project: LoadedProject): void {
  const { blocking } = standingOf(project);
  if (blocking.length === 0) return;
  const named = blocking.slice(0, MOST_NAMED).map((line) => `\n  ${line}`);
  const more = blocking.length > MOST_NAMED ? `\n  and ${blocking.length - MOST_NAMED} more` : '';
  throw new IntegrationError('NOT_VERIFIED', `this configuration is not verified:${named.join('')}${more}`, {});
}
