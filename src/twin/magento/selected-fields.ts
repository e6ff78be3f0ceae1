import { isFields } from './request-body.ts';

interface Selection {
  readonly [name: string]: Selection | true;
}

/** Trims an answer to `fields=items[entity_id,items[sku]],total_count`. */
export function selectFields(body: unknown, fields: string | null): unknown {
  return fields === null ? body : kept(body, selectionOf(fields));
}

function kept(value: unknown, selection: Selection): unknown {
  if (Array.isArray(value)) return value.map((each) => kept(each, selection));
  if (!isFields(value)) return value;
  return Object.fromEntries(
    Object.entries(selection).flatMap(([name, inner]) =>
      value[name] === undefined ? [] : [[name, inner === true ? value[name] : kept(value[name], inner)]],
    ),
  );
}

function selectionOf(text: string): Selection {
  const selection: Record<string, Selection | true> = {};
  let name = '';
  for (let at = 0; at <= text.length; at += 1) {
    const char = text[at] ?? ',';
    if (char === '[') {
      const end = closing(text, at);
      selection[name] = selectionOf(text.slice(at + 1, end));
      name = '';
      at = end;
    } else if (char === ',') {
      if (name !== '') selection[name] = true;
      name = '';
    } else name += char;
  }
  return selection;
}

function closing(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at += 1) {
    if (text[at] === '[') depth += 1;
    if (text[at] === ']') depth -= 1;
    if (depth === 0) return at;
  }
  return text.length;
}
