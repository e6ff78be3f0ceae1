import type { Company } from '../company.ts';
import { businessError, invalidFields, queryFailed } from './gateway-error.ts';
import { type AnyObject, fieldsOf, flat, type GatewayRecord, nested, pathOf, recordsOf } from './gateway-object.ts';
import { objectNamed } from './gateway-objects.ts';
import type { FieldKind, ObjectFields } from './object-fields.ts';
import { countIn } from './query-function.ts';
import { whereClause } from './where-clause.ts';
import { textIn, type XmlElement } from './xml-element.ts';

type Row = Readonly<Record<string, string>>;

const MOST = 1000;
const MOST_KEYS = 100;

interface Rest {
  readonly object: string;
  readonly rows: readonly Row[];
  readonly at: number;
  readonly pageSize: number;
}

/** `readByQuery`, and `readMore` of what did not fit: a later page is of the rows that were found at first. */
export class ResultPages {
  readonly #company: Company;
  readonly #rests = new Map<string, Rest>();
  #made = 0;

  constructor(company: Company) {
    this.#company = company;
  }

  /** Throws GatewayError. */
  readByQuery(element: XmlElement): unknown {
    const object = objectNamed(textIn(element, 'object') ?? '');
    const docparid = textIn(element, 'docparid') ?? '';
    const fields = fieldsOf(object, this.#company, docparid);
    const names = namesIn(element, fields);
    const test = whereClause(textIn(element, 'query') ?? '', fields, this.#company);
    const rows = recordsOf(object, this.#company, docparid)
      .filter(test)
      .map((record) => flat(record, names, fields, this.#company));
    const pageSize = countIn(element, 'pagesize', 100, 1, MOST);
    this.#made += 1;
    const id = `${String(this.#made).padStart(10, '0')}WU1hh8CoA4QAAHxI9i8AAAAA5`;
    return this.#page(id, { object: object.name, rows, at: 0, pageSize });
  }

  /** By `resultId`, or the latest result of an `object`. Throws GatewayError. */
  readMore(element: XmlElement): unknown {
    const object = textIn(element, 'object');
    const id =
      textIn(element, 'resultId') ?? [...this.#rests].findLast(([, rest]) => rest.object === object)?.[0] ?? '';
    const rest = this.#rests.get(id);
    if (rest === undefined) throw queryFailed(`There is no result ${id} to read more of`);
    return this.#page(id, rest);
  }

  #page(id: string, { object, rows, at, pageSize }: Rest): unknown {
    const page = rows.slice(at, at + pageSize);
    const remaining = rows.length - at - page.length;
    if (remaining > 0) this.#rests.set(id, { object, rows, at: at + page.length, pageSize });
    else this.#rests.delete(id);
    return {
      '@listtype': object.toLowerCase(),
      '@count': String(page.length),
      '@totalcount': String(rows.length),
      '@numremaining': String(remaining),
      '@resultId': remaining > 0 ? id : '',
      [object.toLowerCase()]: page,
    };
  }
}

/** `read` by record numbers, `readByName` by ids: at most a hundred at once. Throws GatewayError. */
export function read(company: Company, element: XmlElement): unknown {
  const object = objectNamed(textIn(element, 'object') ?? '');
  const docparid = textIn(element, 'docparid') ?? '';
  const fields = fieldsOf(object, company, docparid);
  const names = namesIn(element, fields);
  const isWhole = isAll(textIn(element, 'fields'));
  const keys = (textIn(element, 'keys') ?? '').split(',').map((key) => key.trim());
  if (keys.length > MOST_KEYS) throw businessError(`keys: ${MOST_KEYS} are the most`);
  const byName = element.name === 'readByName';
  const found = keys.flatMap((key) => recordsOf(object, company, docparid).filter((each) => isNamed(each, key)));
  function isNamed(record: GatewayRecord, key: string): boolean {
    return (byName ? fields[object.id]?.of(record, company) : record.key) === key;
  }
  return {
    '@listtype': object.name,
    '@count': String(found.length),
    [object.name]: found.map((record) => ({
      ...nested(flat(record, names, fields, company)),
      ...(isWhole ? object.owned?.(record, company) : {}),
    })),
  };
}

const isAll = (fields: string | undefined): boolean => fields === undefined || fields === '' || fields === '*';

function namesIn(element: XmlElement, fields: ObjectFields<GatewayRecord>): readonly string[] {
  const given = textIn(element, 'fields');
  // A relation of another object is no field of this one: only `query` joins it.
  if (isAll(given)) return Object.keys(fields).filter((name) => !name.startsWith('ARINVOICE.'));
  const names = (given ?? '').split(',').map((name) => name.trim());
  const unknown = names.filter((name) => fields[pathOf(name)] === undefined);
  if (unknown.length > 0) throw invalidFields(unknown);
  return names;
}

const TYPES: Readonly<Record<FieldKind, string>> = {
  text: 'TEXT',
  number: 'DECIMAL',
  day: 'DATE',
  moment: 'TIMESTAMP',
  boolean: 'BOOLEAN',
};

/** `lookup` and `inspect`: the fields of an object. Throws GatewayError. */
export function describe(company: Company, element: XmlElement): unknown {
  const object: AnyObject = objectNamed(textIn(element, 'object') ?? '');
  const docparid = textIn(element, 'docparid') ?? '';
  const fields = Object.entries(fieldsOf(object, company, docparid)).filter(([name]) => !name.includes('.'));
  const isLookup = element.name === 'lookup';
  const shown = fields.map(([name, { kind, isCustom = false, stored }]) => {
    if (isLookup)
      return {
        ID: name,
        LABEL: name,
        DESCRIPTION: '',
        REQUIRED: String(name === object.id),
        READONLY: String(name === 'RECORDNO'),
        DATATYPE: TYPES[kind],
        ...(stored === undefined ? {} : { VALIDVALUES: { VALIDVALUE: Object.keys(stored) } }),
        ISCUSTOM: String(isCustom),
      };
    return element.attributes.detail === '1'
      ? { Name: name, dataName: TYPES[kind], isRequired: String(name === object.id), DisplayLabel: name }
      : name;
  });
  return {
    '@listtype': 'All',
    '@count': '1',
    Type: {
      '@Name': object.name,
      ...(isLookup ? { '@DocumentType': docparid } : {}),
      Fields: { Field: shown },
    },
  };
}
