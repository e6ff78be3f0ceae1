import type { ChalkInstance } from 'chalk';
import type { ChangedField } from '../changed-fields.ts';
import type { WatchedTrial } from '../mapping-try.ts';
import { renderFindings } from './findings.ts';
import { renderTrial } from './trial.ts';

export interface WatchedSurroundings {
  /** Epoch ms. */
  readonly at: number;
  readonly isTerminal: boolean;
  readonly paint: ChalkInstance;
}

const CLEAR = '\u001b[2J\u001b[3J\u001b[H';
const MOST_CHANGES = 20;

/** A round of watching: the output, what changed in it, what is wrong. On a terminal the last lines are what one sees. */
export function renderWatched(
  { trial, failure, findings, sourceOf, tookMs }: WatchedTrial,
  changes: readonly ChangedField[],
  { at, isTerminal, paint }: WatchedSurroundings,
): string {
  const wrong = findings.length > 0 || failure !== undefined || trial?.hold !== undefined;
  const fine = !wrong && trial?.violations.length === 0;
  const time = `${new Date(at).toISOString().slice(11, 19)}Z`;
  return [
    isTerminal ? CLEAR : '',
    trial?.output === undefined ? '' : `${JSON.stringify(trial.output, null, 2)}\n`,
    renderChanges(changes, paint),
    findings.length === 0 ? '' : `${renderFindings(findings, 'pretty', { sourceOf, paint })}`,
    failure === undefined ? '' : `${paint.red('cannot run')} ${failure}\n`,
    trial === undefined ? '' : renderTrial(trial, paint),
    `${paint.dim(`── ${time}, ${tookMs} ms: `)}${fine ? paint.green('fine') : paint.red('not fine')}${paint.dim(isTerminal ? '; Ctrl-C ends' : '')}\n`,
  ].join('');
}

function renderChanges(changes: readonly ChangedField[], paint: ChalkInstance): string {
  const lines = changes.slice(0, MOST_CHANGES).map(({ path, before, after }) => {
    if (before === undefined) return paint.green(`+ ${path} = ${JSON.stringify(after)}`);
    if (after === undefined) return paint.red(`- ${path} = ${JSON.stringify(before)}`);
    return paint.yellow(`~ ${path} = ${JSON.stringify(before)} → ${JSON.stringify(after)}`);
  });
  const more = changes.length - lines.length;
  return [...lines, ...(more > 0 ? [paint.dim(`and ${more} more changes`)] : [])].map((line) => `${line}\n`).join('');
}

/** The same as one line of JSON. */
export function watchedJson(
  { trial, failure, findings, tookMs }: WatchedTrial,
  changes: readonly ChangedField[],
): string {
  return `${JSON.stringify({ ...trial, ...(failure === undefined ? {} : { failure }), findings, changes, tookMs })}\n`;
}
