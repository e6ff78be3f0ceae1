import type { JsonPath } from './source-compiler.ts';

/** What some request, step or rule of a connector is given: which of them has a value depends on what is asked. */
export const GIVEN: readonly string[] = [
  'called_at',
  'delivery',
  'document',
  'headers',
  'item',
  'key',
  'options',
  'page',
  'payload',
  'query',
  'revision',
  'secret',
  'session',
  'since',
  'steps',
  'subscription',
  'target',
  'topic',
  'url',
];

/** What is judged or read without knowing what was asked sees nothing but the answer. */
const NOTHING: readonly string[] = [];

/** Parts of an operation that read the answer. */
const ANSWER_ALONE: ReadonlySet<string> = new Set(['paging', 'user_errors']);

/** What the signer puts around the bodies of calls, and into its own. */
const OF_SIGNER: readonly string[] = ['credentials', 'options', 'session'];

/** Names of the variables that mean something at a place of a connector file, without `$`. */
export function knownVariables(path: JsonPath): readonly string[] {
  if (path.includes('verdicts')) return ['text'];
  if (path[0] === 'errors' || path[0] === 'references' || path[0] === 'checklist') return NOTHING;
  // Nothing but these knows credentials.
  if (path[0] === 'auth' && (path[2] === 'envelope' || (path[2] === 'login' && path[3] === 'body'))) return OF_SIGNER;
  if (path[0] === 'operations' && ANSWER_ALONE.has(String(path[2]))) return NOTHING;
  if (path[0] === 'operations' && path[2] === 'result') return ['options'];
  if (path[0] === 'events' && path[1] === 'subscriptions') return NOTHING;
  if (path[0] === 'capabilities' && path.length === 3 && (path[2] === 'key' || path[2] === 'label')) return NOTHING;
  return GIVEN;
}
