/** A variable that a mapping binds. Offsets count characters from 0; `start` is that of `$`. */
export interface BoundVariable {
  /** Without `$`. */
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly kind: 'variable' | 'function' | 'parameter';
}

const NAME = String.raw`\$([\p{L}_][\p{L}\p{N}_]*)`;

/** Texts, regular expressions after a comma or bracket, and comments: `$` in them binds nothing. */
const BLANKED = /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\/\*[\s\S]*?\*\/|(?<=[(,]\s*)\/(?:\\.|[^/\\\n])+\/[im]*/g;

/**
 * The variables that a mapping binds, found in its text: while somebody types there mostly is no syntax tree. Blocks are
 * not told apart; a name that is bound twice is listed twice.
 */
export function boundVariables(source: string): BoundVariable[] {
  const text = source.replace(BLANKED, (blanked) => blanked.replace(/[^\n]/g, ' '));
  const found: BoundVariable[] = [];
  const add = (match: RegExpMatchArray, at: number, kind: BoundVariable['kind']) => {
    const name = match[1] ?? '';
    found.push({ name, start: at, end: at + name.length + 1, kind });
  };
  for (const match of text.matchAll(new RegExp(`${NAME}\\s*:=\\s*(function\\b|λ)?`, 'gu')))
    add(match, match.index, match[2] === undefined ? 'variable' : 'function');
  for (const match of text.matchAll(new RegExp(`[#@]\\s*${NAME}`, 'gu')))
    add(match, match.index + match[0].indexOf('$'), 'variable');
  for (const list of text.matchAll(/(?:\bfunction|λ)\s*\(([^)]*)\)/gu)) {
    const start = list.index + list[0].indexOf('(') + 1;
    for (const match of (list[1] ?? '').matchAll(new RegExp(NAME, 'gu'))) add(match, start + match.index, 'parameter');
  }
  return found.sort((a, b) => a.start - b.start);
}

/** The variable that an offset is in, with its `$`; the name may be empty while it is being written. */
export function variableAt(
  source: string,
  offset: number,
): { readonly name: string; readonly start: number } | undefined {
  const before = /\$[\p{L}\p{N}_]*$/u.exec(source.slice(0, offset));
  const after = /^\$?[\p{L}\p{N}_]*/u.exec(source.slice(offset))?.[0] ?? '';
  if (before !== null)
    return { name: `${before[0]}${after.startsWith('$') ? '' : after}`.slice(1), start: before.index };
  return after.startsWith('$') ? { name: after.slice(1), start: offset } : undefined;
}

/** Where a variable that is used at an offset was bound: the nearest place before, else the first one after. */
export function bindingOf(source: string, name: string, offset: number): BoundVariable | undefined {
  const all = boundVariables(source).filter((each) => each.name === name);
  return all.findLast(({ start }) => start <= offset) ?? all[0];
}
