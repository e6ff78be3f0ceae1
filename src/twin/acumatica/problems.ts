import { ContractError } from './contract-error.ts';

type Path = readonly (string | number)[];
type Json = Record<string, unknown>;

/** What is wrong with the fields of one body. The answer is the body itself with `error` beside each value (sheet section 6). */
export class Problems {
  readonly #found: { readonly path: Path; readonly text: string }[] = [];

  add(path: Path, text: string): void {
    this.#found.push({ path, text });
  }

  /** Throws the 422 when anything was found. */
  refuse(entity: string, body: Json): void {
    if (this.#found.length === 0) return;
    const echo = structuredClone(body);
    for (const { path, text } of this.#found) at(echo, path).error = text;
    const summary = `Inserting or updating '${entity}' record raised at least one error. Please review the errors.`;
    const texts = this.#found.map(({ path, text }) => `${path.join('.')}: ${text}`);
    throw new ContractError(
      { status: 422, body: { ...echo, error: `PX.Data.PXException: ${summary}` } },
      `${summary} ${texts.join(' ')}`,
    );
  }
}

function at(body: Json, path: Path): Json {
  let here: Record<string | number, unknown> = body;
  for (const step of path) {
    const next = here[step];
    if (typeof next !== 'object' || next === null) here[step] = {};
    here = here[step] as Record<string | number, unknown>;
  }
  return here;
}
