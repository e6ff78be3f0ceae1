import type { Verdict } from '../model/verdict.ts';
import { evaluateAnswer } from './evaluate-answer.ts';
import { isSuccessStatus, type Spoken } from './protocol/protocol.ts';
import type { VerdictRow } from './verdict-row.ts';

/** Whether a call only reads, or may have written when no clear answer comes. */
export type Intent = 'read' | 'write';

export interface Judgement {
  readonly verdict: Verdict;
  readonly outage: boolean;
  /** The row was written in the connector, not built in. */
  readonly stated: boolean;
  /** What the connector's author says of it: for an answer that says nothing itself. */
  readonly note?: string;
}

/** What rows ask of an answer. */
interface Judged {
  readonly status: number;
  readonly body: unknown;
  /** The answer as it came, where it cannot be read. */
  readonly text?: string;
  readonly spoken: Pick<Spoken, 'told' | 'code'>;
}

/** The meaning of an answer: the first row whose conditions all hold. */
export function judge(rows: readonly VerdictRow[], intent: Intent, answer: Judged): Judgement {
  for (const row of rows) {
    if (holds(row, intent, answer)) {
      return {
        verdict: row[intent],
        outage: row.outage ?? false,
        stated: row.stated,
        ...(row.stated && row.note !== undefined ? { note: row.note } : {}),
      };
    }
  }
  throw new RangeError('a table of verdicts must end with a row that always holds');
}

function holds(row: VerdictRow, intent: Intent, { status, body, text, spoken }: Judged): boolean {
  if (row.status !== undefined && !row.status.some((wanted) => isStatus(wanted, status))) return false;
  if (row.told !== undefined && row.told !== spoken.told) return false;
  // "Gone already" is the system's word, not that of a proxy's error page.
  const needsEvidence = row[intent] === 'success' || row[intent] === 'absent';
  if (needsEvidence && spoken.told === 'unreadable' && !isSuccessStatus(status)) return false;
  if (row.code !== undefined) {
    // A record read with 200 may have a field that is called like the error code and holds the same word.
    const saysWhere = row.status !== undefined || row.when !== undefined;
    if (isSuccessStatus(status) && spoken.told === 'nothing' && !saysWhere) return false;
    const code = spoken.code();
    if (code === undefined || !row.code.includes(code)) return false;
  }
  return row.when === undefined || evaluateAnswer('when', row.when, body, { text }) === true;
}

const isStatus = (wanted: number | string, status: number): boolean =>
  typeof wanted === 'number' ? wanted === status : wanted === `${Math.floor(status / 100)}xx`;
