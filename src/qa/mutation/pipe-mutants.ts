import { type Document, isCollection, isScalar, LineCounter, parseDocument } from 'yaml';
import { durationMs } from '../../model/duration.ts';
import { expressionEdits } from './expression-edits.ts';
import type { TextMutant } from './text-mutant.ts';

type Path = readonly (string | number)[];

/** What the other pipes of a project do, and what a pipe is about: the checklist items of its flow. */
export interface PipeSurroundings {
  readonly items: readonly string[];
  /** Documents that other pipes read. */
  readonly reads: readonly string[];
  /** Documents that other pipes write. */
  readonly writes: readonly string[];
}

/** Items by which a rule shows that it is there. */
const ITEMS_OF_RULES: Readonly<Record<string, readonly string[]>> = {
  'money-adds-up': ['ORD-06'],
  'po-number-when-required': ['CUS-06'],
  'not-suspicious': ['O14'],
};
const ITEMS_OF_WRITE_BACKS: Readonly<Record<string, readonly string[]>> = { 'order-reference': ['ORD-01'] };

/**
 * Every single mistake of the known kinds that can be made in a pipe: something left out, read or written for something
 * else, judged, repeated or asked for otherwise. How many records are under way at once is no result and stays.
 */
export function pipeMutants(text: string, surroundings: PipeSurroundings): TextMutant[] {
  const lines = new LineCounter();
  const given = parseDocument(text, { lineCounter: lines });
  const mutants: TextMutant[] = [];
  const { items } = surroundings;

  const mutate = (at: Path, says: string, about: readonly string[], change: (document: Document) => void) => {
    const place = rangeOf(given, at);
    if (place === undefined) return;
    const { line, col: column } = lines.linePos(place);
    const changed = parseDocument(text);
    change(changed);
    mutants.push({ line, column, says, items: about, text: changed.toString() });
  };
  const drop = (at: Path, says: string, about: readonly string[]) =>
    mutate(at, says, about, (document) => document.deleteIn(at));
  const put = (at: Path, value: string | number, about: readonly string[]) => {
    const before = given.getIn(at);
    if (before !== undefined && before !== value)
      mutate(at, `${at.join('.')}: ${String(before)} → ${value}`, about, (document) => document.setIn(at, value));
  };
  const each = (at: Path): readonly unknown[] => {
    const list = given.getIn(at);
    return isCollection(list) ? (list.toJSON() as unknown[]) : [];
  };

  const read = given.getIn(['from', 'read']);
  for (const other of surroundings.reads.filter((document) => document !== read)) put(['from', 'read'], other, items);
  for (const verb of ['write', 'revise', 'cancel', 'delete'] as const) {
    const document = given.getIn(['to', verb]);
    if (document === undefined) continue;
    for (const other of surroundings.writes.filter((each) => each !== document)) put(['to', verb], other, items);
    const instead = verb === 'write' ? 'cancel' : 'write';
    mutate(['to', verb], `${verb} → ${instead}`, items, (changed) => {
      changed.deleteIn(['to', verb]);
      changed.setIn(['to', instead], document);
    });
  }
  const [from, to] = [given.getIn(['from', 'connection']), given.getIn(['to', 'connection'])];
  mutate(['from', 'connection'], 'from and to exchanged', items, (changed) => {
    changed.setIn(['from', 'connection'], to);
    changed.setIn(['to', 'connection'], from);
  });
  for (const [index, related] of each(['from', 'with']).entries())
    drop(['from', 'with', index], `without ${related} laid into the document`, ['CUS-06', ...items]);
  const where = given.getIn(['from', 'where']);
  if (typeof where === 'string') {
    drop(['from', 'where'], 'without where', items);
    for (const { says, source } of expressionEdits(where))
      mutate(['from', 'where'], `where: ${says}`, items, (changed) => changed.setIn(['from', 'where'], source));
  }
  drop(['from', 'since'], 'without since', items);
  for (const [index, need] of each(['needs']).entries())
    drop(['needs', index], `without the need of a ${need}`, ['ORD-02', ...items]);
  for (const [index, modifier] of each(['modify']).entries()) {
    drop(['modify', index], `without ${modifier}`, items);
    if (typeof modifier === 'string' && !modifier.endsWith('.jsonata'))
      for (const { says, source } of expressionEdits(modifier))
        mutate(['modify', index], `modify: ${says}`, items, (changed) => changed.setIn(['modify', index], source));
  }
  for (const [index, rule] of each(['rules']).entries())
    drop(['rules', index], `without the rule ${rule}`, [...(ITEMS_OF_RULES[String(rule)] ?? []), ...items]);
  put(['tolerance'], '1000000', ['ORD-06', ...items]);
  for (const [index, back] of each(['then']).entries()) {
    const written = String((back as { write?: unknown }).write);
    drop(['then', index], `without the write-back ${written}`, [...(ITEMS_OF_WRITE_BACKS[written] ?? []), ...items]);
  }
  put(['deliver', 'retry', 'attempts'], 1, ['OPS-01']);
  put(['deliver', 'retry', 'first'], '30d', ['OPS-01']);
  if (reachesLongest(given.toJSON())) put(['deliver', 'retry', 'longest'], '30d', ['OPS-01']);
  put(['to', 'again'], '30d', items);
  put(['when', 'every'], '30d', ['OPS-05', ...items]);
  return mutants;
}

/** Where something stands, or its key; undefined when it is not in the file. */
function rangeOf(document: Document, at: Path): number | undefined {
  const node = document.getIn(at, true);
  return (isScalar(node) || isCollection(node)) && node.range ? node.range[0] : undefined;
}

/** Whether the doubled delay reaches the longest one before the attempts end; a setting that is left out is not known here. */
function reachesLongest(pipe: unknown): boolean {
  const { deliver } = pipe as { deliver?: { retry?: { attempts?: number; first?: string; longest?: string } } };
  const { attempts, first, longest } = deliver?.retry ?? {};
  if (attempts === undefined || first === undefined || longest === undefined) return true;
  return durationMs(first) * 2 ** (attempts - 2) > durationMs(longest);
}
