import type { ChalkInstance } from 'chalk';
import { DELIVERY_STATES, type DeliveryState, NEEDS_A_PERSON } from '../../model/delivery.ts';
import type { EngineEvent } from '../../model/ports.ts';
import type { Output } from '../environment.ts';

/** What a run has done with one pipe so far. */
export interface PipeTally {
  received: number;
  repeats: number;
  total: number | undefined;
  readonly states: Partial<Record<DeliveryState, number>>;
  /** When its first event came, epoch ms. */
  readonly startedAt: number;
}

/** How a run is shown: a bar on a terminal, plain lines elsewhere, one JSON object a line for machines. */
export interface RunProgress {
  readonly event: (event: EngineEvent) => void;
  /** Ends the bar; yields what was done. */
  readonly finish: () => ReadonlyMap<string, PipeTally>;
}

export function jsonProgress(output: Output): RunProgress {
  const tallies = new Tallies(() => 0);
  return {
    event: (event) => {
      tallies.count(event);
      if (event.kind === 'settled') {
        const { pipe, delivery, state, reason, dueAt } = event;
        output.write(
          `${JSON.stringify({ event: 'settled', pipe, id: delivery.id, part: delivery.part, key: delivery.key, label: delivery.label, state, reason, due_at: dueAt })}\n`,
        );
      } else if (event.kind === 'source-failed') {
        output.write(
          `${JSON.stringify({ event: 'source-failed', pipe: event.pipe, error: event.error.code, message: event.error.message, next: event.error.advice })}\n`,
        );
      } else output.write(`${JSON.stringify({ event: event.kind, ...event, kind: undefined })}\n`);
    },
    finish: () => tallies.pipes,
  };
}

/** A bar is drawn ten times a second at most: drawing costs more than counting. */
const DRAW_EVERY_MS = 100;
const LINE_EVERY_MS = 5000;

export function textProgress(output: Output, paint: ChalkInstance, now: () => number): RunProgress {
  const tallies = new Tallies(now);
  let drawnAt = Number.NEGATIVE_INFINITY;
  let barShown = false;
  const clear = () => {
    if (barShown) output.write('\r\u001b[2K');
    barShown = false;
  };
  const draw = (force: boolean) => {
    const every = output.isTerminal ? DRAW_EVERY_MS : LINE_EVERY_MS;
    if (!force && now() - drawnAt < every) return;
    drawnAt = now();
    const line = progressLine(tallies, now(), output.columns, paint, output.isTerminal);
    if (line === undefined) return;
    if (output.isTerminal) {
      output.write(`\r\u001b[2K${line}`);
      barShown = true;
    } else output.write(`${line}\n`);
  };
  if (!output.isTerminal) drawnAt = now();
  return {
    event: (event) => {
      tallies.count(event);
      const said = spoken(event, paint);
      if (said !== undefined) {
        clear();
        output.write(`${said}\n`);
      }
      draw(false);
    },
    finish: () => {
      clear();
      return tallies.pipes;
    },
  };
}

class Tallies {
  readonly pipes = new Map<string, PipeTally>();
  current: string | undefined;
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  count(event: EngineEvent): void {
    if (event.kind === 'notice') return;
    this.current = event.pipe;
    const tally = this.of(event.pipe);
    if (event.kind === 'page') {
      tally.received += event.fresh;
      tally.repeats += event.repeats;
      tally.total = event.total ?? tally.total;
    } else if (event.kind === 'settled' && event.delivery.part === 'to') {
      tally.states[event.state] = (tally.states[event.state] ?? 0) + 1;
    }
  }

  of(pipe: string): PipeTally {
    const known = this.pipes.get(pipe);
    if (known !== undefined) return known;
    const made: PipeTally = { received: 0, repeats: 0, total: undefined, states: {}, startedAt: this.#now() };
    this.pipes.set(pipe, made);
    return made;
  }
}

/** Settled for this run: no further move is made by the engine alone. */
export function doneOf({ states }: PipeTally): number {
  return Object.entries(states).reduce(
    (sum, [state, count]) => (DELIVERY_STATES[state as DeliveryState].final ? sum + count : sum),
    0,
  );
}

function progressLine(
  tallies: Tallies,
  nowMs: number,
  columns: number,
  paint: ChalkInstance,
  bar: boolean,
): string | undefined {
  const { current } = tallies;
  if (current === undefined) return undefined;
  const tally = tallies.of(current);
  const seconds = (nowMs - tally.startedAt) / 1000;
  const done = doneOf(tally);
  const all = Math.max(tally.total ?? 0, tally.received + tally.repeats, done);
  const rate = seconds > 0 ? done / seconds : 0;
  const left = all - done - tally.repeats;
  const remaining = rate > 0 && left > 0 ? ` · about ${durationText(left / rate)} left` : '';
  const held = NEEDS_A_PERSON.reduce((sum, state) => sum + (tally.states[state] ?? 0), 0);
  const text = `${done}${all > 0 ? `/${all}` : ''} · ${rate.toFixed(rate < 10 ? 1 : 0)}/s${remaining}${held > 0 ? ` · ${paint.yellow(`${held} need a person`)}` : ''}`;
  if (!bar) return `${current}: ${text}`;
  const width = Math.max(0, Math.min(30, columns - current.length - 50));
  const filled = all === 0 ? 0 : Math.round((width * Math.min(done + tally.repeats, all)) / all);
  return `${paint.bold(current)} ${paint.cyan('━'.repeat(filled))}${paint.dim('━'.repeat(width - filled))} ${text}`;
}

export function durationText(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  return `${(seconds / 3600).toFixed(1)} h`;
}

/** What is worth a line of its own while a run goes on. */
function spoken(event: EngineEvent, paint: ChalkInstance): string | undefined {
  switch (event.kind) {
    case 'settled': {
      if (!NEEDS_A_PERSON.includes(event.state)) return undefined;
      const { delivery, state, reason } = event;
      return `${paint.yellow(state.padEnd(8))} ${event.pipe} ${delivery.label}: ${reason?.text ?? ''} ${paint.dim(`[${reason?.code ?? ''}, delivery ${delivery.id}]`)}`;
    }
    case 'halted':
      return `${paint.red('halted')}   ${event.connection}: ${event.reason.text}\n         ${paint.dim('correct it, see `pipewright doctor`, and run again: nothing was lost')}`;
    case 'source-failed':
      return `${paint.red('source')}   ${event.pipe}: ${event.error.message}\n         ${paint.dim(event.error.advice)}`;
    case 'notice':
      return `${paint.dim('notice')}   ${event.connection}: ${event.text}`;
    case 'page':
      return undefined;
  }
}
