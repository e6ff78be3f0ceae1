import type { SourceFile } from '../../load/source-file.ts';
import type { CassetteFile } from '../../model/config.generated.ts';
import type { Finding } from '../../model/finding.ts';

/** What a scenario wants a cassette for. */
export interface CassetteUse {
  readonly system: string;
  readonly apiVersion: string;
  /** The system at the other end. */
  readonly partner: string;
  readonly givenHash: string;
  /** Milliseconds since 1970: a cassette expires in real time, whatever the hour in its scenario is. */
  readonly now: number;
  /** The most days since a recording of a live system, where the project says so. */
  readonly days?: number | undefined;
}

/** Why a cassette cannot be replayed for this use: every reason is an error, none is a reason to skip. */
export function reasonsAgainst(cassette: CassetteFile, source: SourceFile, use: CassetteUse): Finding[] {
  const findings: Finding[] = [];
  const against = (code: string, key: keyof CassetteFile, message: string, hint: string) =>
    findings.push({ code, severity: 'error', at: source.place([key]), message, hint });
  if (cassette.system !== use.system)
    against(
      'CASSETTE101',
      'system',
      `it was recorded from ${cassette.system}, not from ${use.system}`,
      `record it from ${use.system}, or move it to its own folder`,
    );
  if (cassette.api_version !== use.apiVersion)
    against(
      'CASSETTE102',
      'api_version',
      `it was recorded from version ${cassette.api_version} of the API; the connector speaks ${use.apiVersion}`,
      AGAIN,
    );
  if (cassette.expires !== undefined && use.now >= Date.parse(cassette.expires) + DAY_MS)
    against('CASSETTE103', 'expires', `it expired on ${cassette.expires}`, AGAIN);
  const { days } = use;
  if (days !== undefined && cassette.from === 'live' && use.now >= Date.parse(cassette.recorded_at) + days * DAY_MS)
    against(
      'CASSETTE103',
      'recorded_at',
      `it was recorded on ${cassette.recorded_at.slice(0, 10)}, more than ${days} days ago (verify.cassette_days of pipewright.yaml)`,
      AGAIN,
    );
  if (cassette.given_hash !== undefined && cassette.given_hash !== use.givenHash)
    against(
      'CASSETTE104',
      'given_hash',
      'the Given or When steps of the scenario were changed since it was recorded',
      AGAIN,
    );
  if (!cassette.partners.includes(use.partner))
    against(
      'CASSETTE105',
      'partners',
      `it was not recorded with ${use.partner}, only with ${cassette.partners.join(', ')}`,
      `record the scenario with ${use.partner} as well: it is added to this file`,
    );
  return findings;
}

const DAY_MS = 86_400_000;
const AGAIN = 'record it again: `pipewright record`, or `pipewright test --record` for scenarios';
