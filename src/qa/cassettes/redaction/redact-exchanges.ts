import type { CassetteExchange } from '../../../model/config.generated.ts';
import { isFields } from '../difference.ts';
import type { PersonalKind } from './personal-kind.ts';
import { personalValues } from './personal-values.ts';
import { standInFor } from './stand-in.ts';

/** Shorter values are replaced where they stand alone: inside other text they would be found in every word. */
const SHORTEST_INSIDE = 3;

/**
 * The exchanges of all systems of a scenario with every personal value replaced by a stand-in, on both sides by the same.
 * What was found in one place is replaced in all of them, also inside other text.
 */
export function redactExchanges(
  recordings: ReadonlyMap<string, readonly CassetteExchange[]>,
  salt: string,
): Map<string, CassetteExchange[]> {
  const found = personalValues([...recordings.values()].flat());
  const replace = replacing(found, salt);
  return new Map(
    [...recordings].map(([connection, exchanges]) => [
      connection,
      exchanges.map((exchange) => redacted(exchange, replace)),
    ]),
  );
}

type Replace = (text: string) => string;

function redacted({ request, response, ...rest }: CassetteExchange, replace: Replace): CassetteExchange {
  const { method, ...asked } = request;
  return {
    ...rest,
    request: { method, ...(walk(asked, replace) as object) },
    ...(response === undefined
      ? {}
      : { response: { ...(walk(response, replace) as object), status: response.status } }),
  };
}

function walk(value: unknown, replace: Replace): unknown {
  if (typeof value === 'string') return replace(value);
  if (typeof value === 'number') {
    const text = replace(String(value));
    return /^\d+$/.test(text) ? Number(text) : value;
  }
  if (Array.isArray(value)) return value.map((item) => walk(item, replace));
  return isFields(value)
    ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, walk(inner, replace)]))
    : value;
}

function replacing(found: ReadonlyMap<string, PersonalKind>, salt: string): Replace {
  const parts = [...found].filter(([, kind]) => kind === 'first-name' || kind === 'last-name').map(([value]) => value);
  const whole = new Map<string, string>();
  for (const [value, kind] of found) {
    // A full name is made of the stand-ins of its parts, so that a mapping that joins them yields the same.
    if (kind === 'name' && isMadeOf(value, parts)) continue;
    whole.set(value, standInFor(kind, value, salt));
  }
  const inside = [...whole.keys()]
    .filter((value) => value.length >= SHORTEST_INSIDE)
    .sort((a, b) => b.length - a.length);
  if (inside.length === 0) return (text) => whole.get(text) ?? text;
  const forms = new Map(
    inside.flatMap(
      (value) =>
        [
          [value, whole.get(value) ?? ''],
          [encodeURIComponent(value), encodeURIComponent(whole.get(value) ?? '')],
        ] as const,
    ),
  );
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}])(?:${[...forms.keys()]
      .sort((a, b) => b.length - a.length)
      .map(escaped)
      .join('|')})(?![\\p{L}\\p{N}])`,
    'gu',
  );
  return (text) => whole.get(text) ?? text.replace(pattern, (match) => forms.get(match) ?? match);
}

const isMadeOf = (name: string, parts: readonly string[]): boolean => {
  const words = parts
    .filter((part) => part.length >= SHORTEST_INSIDE)
    .reduce((rest, part) => rest.replaceAll(part, ''), name);
  return words.trim() === '' && name.trim() !== '';
};

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
