import Big from 'big.js';
import { type Difference, differences, partsOf } from '../cassettes/difference.ts';
import type { ShadowOutcome } from './outcome-of.ts';
import type { RecordedRecord } from './recorded-record.ts';

/** A record of which two configurations make something different. */
export interface ShadowChange {
  readonly record: RecordedRecord;
  /** `tax +0.01`, `held: money-adds-up`: what a business person reads. */
  readonly says: string;
  /** Each place in words: `/lines/0/unitPrice 10.00 → 10.01`. */
  readonly details: readonly string[];
}

export interface ShadowDiff {
  readonly pipe: string;
  readonly records: number;
  readonly same: number;
  readonly changes: readonly ShadowChange[];
}

export interface ShadowPair {
  readonly record: RecordedRecord;
  readonly before: ShadowOutcome;
  readonly after: ShadowOutcome;
}

/** What is different for the business when the new configuration takes the place of the old one. */
export function shadowDiff(pipe: string, pairs: readonly ShadowPair[]): ShadowDiff {
  const changes = pairs.flatMap((pair) => changeOf(pair) ?? []);
  return { pipe, records: pairs.length, same: pairs.length - changes.length, changes };
}

function changeOf({ record, before, after }: ShadowPair): ShadowChange | undefined {
  if (before.kind === 'sent' && after.kind === 'sent') {
    const found = differences(before.payload, after.payload);
    if (found.length === 0) return undefined;
    return { record, says: [...new Set(found.map(summary))].join(', '), details: found.map(detail) };
  }
  const [was, is] = [stateOf(before), stateOf(after)];
  return was === is ? undefined : { record, says: `was ${was}, is ${is}`, details: [before, after].flatMap(reasonOf) };
}

const stateOf = (outcome: ShadowOutcome): string => (outcome.kind === 'held' ? `held (${outcome.code})` : outcome.kind);

const reasonOf = (outcome: ShadowOutcome): string[] => (outcome.kind === 'held' ? [outcome.text] : []);

/** The field, and by how much where both sides are amounts. */
function summary(difference: Difference): string {
  const parts = partsOf(difference.pointer).map((part) => (/^\d+$/.test(part) ? '[]' : part));
  const field = parts.join('.').replaceAll('.[]', '[]') || 'everything';
  const { expected, actual } = difference;
  const [was, is] = [decimalOf(expected), decimalOf(actual)];
  if (was !== undefined && is !== undefined) {
    const by = is.minus(was);
    return `${field} ${by.gt(0) ? '+' : '−'}${by.abs().toFixed()}`;
  }
  if (expected === undefined) return `${field} is new`;
  return actual === undefined ? `${field} is gone` : `${field} is another`;
}

const detail = ({ pointer, expected, actual }: Difference): string =>
  `${pointer || '/'} ${shown(expected)} → ${shown(actual)}`;

const shown = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value));

function decimalOf(value: unknown): Big | undefined {
  if (typeof value === 'number' && Number.isFinite(value)) return new Big(value);
  return typeof value === 'string' && /^-?\d+\.\d+$/.test(value) ? new Big(value) : undefined;
}
