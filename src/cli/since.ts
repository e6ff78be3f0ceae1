import { IntegrationError } from '../model/integration-error.ts';

const FORM = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2}))?$/;

/** Epoch milliseconds of `--since`: a date (midnight UTC) or an instant with zone. Throws USAGE. */
export function sinceOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const ms = FORM.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(ms)) return ms;
  throw new IntegrationError(
    'USAGE',
    `--since "${text}" is neither a date such as 2026-03-01 nor an instant such as 2026-03-01T08:00:00Z`,
    {},
  );
}
