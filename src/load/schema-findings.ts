import type { Finding } from '../model/finding.ts';
import { nearestName } from '../model/nearest-name.ts';
import { pathText, type Violation } from '../validate/schema-registry.ts';
import type { SourceFile } from './source-file.ts';

/** What a schema says of a file, as findings with places and what to write instead. */
export function schemaFindings(source: SourceFile, violations: readonly Violation[]): Finding[] {
  return violations.map((violation) => schemaFinding(source, violation));
}

function schemaFinding(source: SourceFile, violation: Violation): Finding {
  const { path, keyword, message, name, allowed } = violation;
  const where = pathText(path);
  if (isSecretPlace(path, source)) {
    return {
      code: 'SECRET001',
      severity: 'error',
      at: source.place(path),
      message: `${where} is not a reference: a secret must never stand in a file`,
      hint: 'write ${env:NAME}, ${file:path} or ${exec:command}; and replace the secret, it may be in the history of the repository',
      secret: true,
    };
  }
  if (keyword === 'additionalProperties' || keyword === 'unevaluatedProperties') {
    const nearest = nearestName(name ?? '', allowed ?? []);
    return {
      code: 'SCHEMA101',
      severity: 'error',
      at: source.place(path, true),
      message: `"${name}" is not known here`,
      hint:
        nearest === undefined ? `known are: ${[...(allowed ?? [])].sort().join(', ')}` : `did you mean "${nearest}"?`,
    };
  }
  if (keyword === 'required') {
    const parent = pathText(path);
    return {
      code: 'SCHEMA102',
      severity: 'error',
      at: source.place(path, true),
      message: `"${name}" is missing${parent === '' ? '' : ` in ${parent}`}`,
      hint: `add "${name}:"`,
    };
  }
  if (path.length === 1 && path[0] === 'format') {
    return {
      code: 'SCHEMA103',
      severity: 'error',
      at: source.place(path),
      message: `${where}: ${message}`,
      hint: 'use the version of Pipewright that the file was written for, or the newest',
    };
  }
  const written = path.length > 0 ? valueAt(source.value, path) : undefined;
  const nearest = typeof written === 'string' && allowed !== undefined ? nearestName(written, allowed) : undefined;
  return {
    code: 'SCHEMA103',
    severity: 'error',
    at: source.place(path),
    message: where === '' ? message : `${where}: ${message}`,
    ...(nearest === undefined ? {} : { hint: `did you mean "${nearest}"?` }),
  };
}

/** Where a secret may stand: credentials, the address of an alert (chat webhooks are secrets), a URL with a user in it. */
function isSecretPlace(path: Violation['path'], source: SourceFile): boolean {
  if (path.includes('credentials')) return true;
  if (path[0] === 'alerts' || path[2] === 'alerts') return path.at(-1) === 'post';
  return path.at(-1) === 'url' && String(valueAt(source.value, path)).includes('@');
}

export function valueAt(value: unknown, path: readonly (string | number)[]): unknown {
  let current = value;
  for (const part of path) {
    if (typeof current !== 'object' || current === null) return undefined;
    current = (current as Record<string | number, unknown>)[part];
  }
  return current;
}
