import type { VerificationFile } from '../../model/config.generated.ts';

/** A verification that passed, of a project without scenarios; `change` says what is otherwise. */
export function sampleVerification(change: Partial<VerificationFile> = {}): VerificationFile {
  return {
    format: 2,
    project: 'sample',
    engine: '0.1.0',
    verified_at: '2026-03-02T09:00:00.000Z',
    verdict: 'passed',
    hash: '',
    files: {},
    stages: [],
    items: [],
    scenarios: [],
    not_played: [],
    ...change,
  };
}
