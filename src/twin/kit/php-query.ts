/** A query parameter as PHP builds it: text, or a list from `include[]=1`, `include[0]=1`, a map from `a[b]=1`. */
export type PhpValue = string | { readonly [key: string]: PhpValue };

interface PhpMap {
  [key: string]: string | PhpMap;
}

/** Parses `status[]=a&status[]=b` as PHP does: a repeated plain name keeps the last value, `[]` appends. */
export function phpQuery(query: URLSearchParams): Readonly<Record<string, PhpValue>> {
  const result: PhpMap = Object.create(null) as PhpMap;
  for (const [name, value] of query) {
    const base = name.split('[', 1)[0] ?? name;
    const keys = [...name.slice(base.length).matchAll(/\[([^\]]*)\]/g)].map((match) => match[1] ?? '');
    assign(result, [base, ...keys], value);
  }
  return result;
}

/** `include[0]=1` and so on: the names under which an OAuth signature covers array parameters. */
export function flattened(values: Readonly<Record<string, PhpValue>>, prefix = ''): [string, string][] {
  return Object.entries(values).flatMap(([key, value]): [string, string][] => {
    const name = prefix === '' ? key : `${prefix}[${key}]`;
    return typeof value === 'string' ? [[name, value]] : flattened(value, name);
  });
}

/** A PHP array whose keys are 0, 1, 2 … is a list; anything else stays a map. */
export function asJson(value: PhpValue): unknown {
  if (typeof value === 'string') return value;
  const entries = Object.entries(value);
  const isList = entries.every(([key], index) => key === String(index));
  if (isList) return entries.map(([, item]) => asJson(item));
  return Object.fromEntries(entries.map(([key, item]) => [key, asJson(item)]));
}

function assign(into: PhpMap, path: readonly string[], value: string): void {
  const [written = '', ...rest] = path;
  const key = written === '' ? String(Object.keys(into).length) : written;
  if (rest.length === 0) {
    into[key] = value;
    return;
  }
  const existing = into[key];
  const child: PhpMap = typeof existing === 'object' ? existing : {};
  into[key] = child;
  assign(child, rest, value);
}
