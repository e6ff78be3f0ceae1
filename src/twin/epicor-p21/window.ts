import type { DataElement, Edit } from './transaction-request.ts';

/** Why a window is not saved, as it stands in `Messages`. */
export class WindowError extends Error {
  override readonly name = 'WindowError';
}

/** What one column of a window takes. */
export interface WindowColumn {
  /** Characters of text at most. */
  readonly length?: number;
  /** `flag`: a checkbox; `number` and `date` are written as text all the same. Default: text. */
  readonly type?: 'flag' | 'number' | 'date';
  /** Nobody may set it. */
  readonly disabled?: true;
}

export interface WindowElement {
  /** Not given where the sheet does not say: either is taken. */
  readonly type?: 'Form' | 'List';
  readonly columns: Readonly<Record<string, WindowColumn>>;
}

/** Rows of columns by the name of their element: what a saved window shows. */
export type Shown = Readonly<Record<string, readonly Readonly<Record<string, string>>[]>>;

/** A window that is open for one transaction. */
export interface Window {
  /** Sets the columns of one row, which have been checked. Throws {@link WindowError}. */
  edit(element: DataElement, row: readonly Edit[]): void;
  /** Saves it and yields what it shows then. Throws {@link WindowError} when it cannot be saved; then nothing is changed. */
  save(): Shown;
}

/** A service of the Transaction API is a window of the client program. */
export interface WindowService {
  readonly name: string;
  readonly elements: Readonly<Record<string, WindowElement>>;
  open(): Window;
  /** What the window shows of the record with this key; undefined: there is none. */
  show(key: string): Shown | undefined;
}

const FLAGS: Readonly<Record<'codes' | 'texts', Readonly<Record<string, string>>>> = {
  codes: { Y: 'Y', N: 'N' },
  texts: { ON: 'Y', OFF: 'N' },
};

/** The edits of a row as the window takes them: flags as codes, disabled columns left out. Throws {@link WindowError}. */
export function checkedEdits(
  element: WindowElement,
  edits: readonly Edit[],
  how: { readonly codes: boolean; readonly ignoreDisabled: boolean },
): readonly Edit[] {
  return edits.flatMap(({ name, value }) => {
    const column = Object.hasOwn(element.columns, name) ? element.columns[name] : undefined;
    if (column === undefined) throw new WindowError(`Column ${name} was not found.`);
    if (column.disabled === true) {
      if (how.ignoreDisabled) return [];
      throw new WindowError(`Column ${name} is disabled.`);
    }
    return [{ name, value: taken(name, value, column, how.codes) }];
  });
}

function taken(name: string, value: string, { length, type }: WindowColumn, codes: boolean): string {
  if (length !== undefined && value.length > length)
    throw new WindowError(`${name}: the value is longer than ${length} characters.`);
  switch (type) {
    case 'flag': {
      const flag = FLAGS[codes ? 'codes' : 'texts'][value];
      if (flag === undefined) throw new WindowError(`${name}: '${value}' is not a valid value.`);
      return flag;
    }
    case 'number':
      if (value !== '' && !/^-?\d+(\.\d+)?$/.test(value)) throw new WindowError(`${name}: '${value}' is not a number.`);
      return value;
    case 'date':
      if (value !== '' && Number.isNaN(Date.parse(value))) throw new WindowError(`${name}: '${value}' is not a date.`);
      return value;
    default:
      return value;
  }
}

/** The row that is changed is found by keys that its own edits set, never by none. */
export const keyValues = (keys: readonly string[], edits: readonly Edit[]): readonly (string | undefined)[] =>
  keys.map((key) => edits.find(({ name }) => name === key)?.value);
