import {
  type Document,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type YAMLError,
} from 'yaml';
import type { Finding, Place } from '../model/finding.ts';

export type Path = readonly (string | number)[];

/** A YAML or JSON file, read with the place of everything in it. */
export interface SourceFile {
  readonly file: string;
  readonly text: string;
  readonly value: unknown;
  /** The place of a value; of the key with `key: true`; of the nearest parent when there is no such thing. */
  place(path: Path, key?: boolean): Place;
}

/** Aliases beyond this, each counted with those inside it, are taken for an attack (a "billion laughs" file has millions); case files have a hundred. */
export const MOST_ALIASES = 1000;

/** Reads YAML 1.2 or JSON. What is wrong with the text itself is reported; `value` is then undefined. */
export function readSource(
  file: string,
  text: string,
): { readonly source: SourceFile; readonly findings: readonly Finding[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: true,
    version: '1.2',
    strict: true,
  });
  const at = (offset: number, length = 1): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(1, line), column: Math.max(1, col), length };
  };
  const findings = document.errors.map((error) => syntaxFinding(error, at));
  let value: unknown;
  if (findings.length === 0) {
    try {
      value = document.toJS({ maxAliasCount: MOST_ALIASES });
    } catch (error) {
      findings.push({
        code: 'YAML003',
        severity: 'error',
        at: at(0),
        message: `the file’s aliases cannot be expanded: ${error instanceof Error ? error.message : String(error)}`,
        hint: 'write the repeated parts out',
      });
    }
  }
  return { source: { file, text, value, place: (path, key) => placeIn(document, path, key === true, at) }, findings };
}

function syntaxFinding(error: YAMLError, at: (offset: number, length?: number) => Place): Finding {
  const place = at(error.pos[0], Math.max(1, error.pos[1] - error.pos[0]));
  if (error.code === 'DUPLICATE_KEY') {
    return {
      code: 'YAML002',
      severity: 'error',
      at: place,
      message: 'this key is there twice',
      hint: 'keep one of them',
    };
  }
  return {
    code: 'YAML001',
    severity: 'error',
    at: place,
    message: `not valid YAML: ${firstLine(error.message)}`,
    hint: yamlHint(error),
  };
}

const firstLine = (text: string): string => text.split('\n')[0] ?? text;

function yamlHint(error: YAMLError): string {
  if (error.code === 'TAB_AS_INDENT') return 'indent with blanks, not with tabs';
  if (error.code === 'BAD_INDENT') return 'indent this line like the others of its list or map';
  return 'put text with special characters in quotes, and check the indentation';
}

function placeIn(document: Document, path: Path, key: boolean, at: (offset: number, length?: number) => Place): Place {
  let node: unknown = document.contents;
  let nearest: readonly [number, number] = rangeOf(node) ?? [0, 1];
  for (const [index, part] of path.entries()) {
    const last = index === path.length - 1;
    if (isMap(node)) {
      const pair = node.items.find(
        (item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(part),
      );
      if (pair === undefined) break;
      nearest = rangeOf(pair.key) ?? nearest;
      node = pair.value;
      if (last && key) break;
    } else if (isSeq(node)) node = node.items[Number(part)];
    else break;
    // An object's place is its first key's line; the key that holds it says more.
    if (!isMap(node) && !isSeq(node)) nearest = rangeOf(node) ?? nearest;
    else if (isSeq(node) || typeof part === 'number')
      nearest = typeof part === 'number' ? (rangeOf(node) ?? nearest) : nearest;
  }
  return at(nearest[0], Math.max(1, nearest[1] - nearest[0]));
}

function rangeOf(node: unknown): readonly [number, number] | undefined {
  if (!isNode(node)) return undefined;
  const range = (node as Node).range;
  return range === null || range === undefined ? undefined : [range[0], range[1]];
}
