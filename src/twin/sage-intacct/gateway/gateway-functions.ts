import type { Company } from '../company.ts';
import { IntacctError } from '../intacct-error.ts';
import { businessError, type ErrorEntry, entry, GatewayError, inWordsOfGateway } from './gateway-error.ts';
import type { AnyObject, GatewayRecord } from './gateway-object.ts';
import { objectNamed } from './gateway-objects.ts';
import { createTransaction, deleteTransaction, getTransaction, updateTransaction } from './order-functions.ts';
import {
  createContact,
  createCustomer,
  deleteContact,
  deleteCustomer,
  updateContact,
  updateCustomer,
} from './party-functions.ts';
import { query } from './query-function.ts';
import { describe, type ResultPages, read } from './read-functions.ts';
import { createAdjustment, createPayment, deleteAdjustment, deletePayment } from './receivable-functions.ts';
import { noted } from './rollback.ts';
import { textIn, type XmlElement } from './xml-element.ts';

/** What a function came to. Of several objects some may have been written beside errors. */
export interface Outcome {
  /** Of the older functions. */
  readonly key?: string;
  /** Of the others; those that delete have none. */
  readonly data?: unknown;
  readonly errors?: readonly ErrorEntry[];
}

type Work = (company: Company, element: XmlElement) => Outcome;

const keyed =
  (work: (company: Company, element: XmlElement) => string): Work =>
  (company, element) => ({ key: work(company, element) });
const answering =
  (work: (company: Company, element: XmlElement) => unknown): Work =>
  (company, element) => ({ data: work(company, element) });

const FUNCTIONS: Readonly<Record<string, Work>> = {
  create_sotransaction: keyed(createTransaction),
  update_sotransaction: keyed(updateTransaction),
  delete_sotransaction: keyed(deleteTransaction),
  get: answering(getTransaction),
  create_customer: keyed(createCustomer),
  update_customer: keyed(updateCustomer),
  delete_customer: keyed(deleteCustomer),
  create_contact: keyed(createContact),
  update_contact: keyed(updateContact),
  delete_contact: keyed(deleteContact),
  create_aradjustment: keyed(createAdjustment),
  delete_aradjustment: keyed(deleteAdjustment),
  create_arpayment: keyed(createPayment),
  delete_arpayment: keyed(deletePayment),
  create: (company, element) => written(company, element, create),
  update: (company, element) => written(company, element, update),
  delete: remove,
  query: answering(query),
  read: answering(read),
  readByName: answering(read),
  lookup: answering(describe),
  inspect: answering(describe),
};

export const isFunction = (name: string): boolean =>
  FUNCTIONS[name] !== undefined || name === 'readByQuery' || name === 'readMore' || name === 'getAPISession';

/** Executes one function: all of it, or nothing. Never throws for what the request got wrong. */
export function execute(company: Company, pages: ResultPages, element: XmlElement): Outcome {
  const restore = noted(company);
  try {
    if (element.name === 'readByQuery') return { data: pages.readByQuery(element) };
    if (element.name === 'readMore') return { data: pages.readMore(element) };
    const work = FUNCTIONS[element.name];
    if (work === undefined) throw new Error(`the twin has no function ${element.name}`);
    return work(company, element);
  } catch (error) {
    restore();
    return { errors: entriesOf(error) };
  }
}

function entriesOf(error: unknown): readonly ErrorEntry[] {
  if (error instanceof IntacctError) return inWordsOfGateway(error).entries;
  if (error instanceof GatewayError) return error.entries;
  throw error;
}

type Write = (company: Company, object: AnyObject, element: XmlElement) => GatewayRecord;

/** Of several objects, those that are right are written although others are not (seen in answers to clients). */
function written(company: Company, element: XmlElement, write: Write): Outcome {
  const errors: ErrorEntry[] = [];
  const records: [name: string, shown: Readonly<Record<string, string>>][] = [];
  for (const child of element.children) {
    const restore = noted(company);
    try {
      const object = objectNamed(child.name);
      const record = write(company, object, child);
      const id: string = object.fields[object.id]?.of(record, company) ?? '';
      records.push([object.name.toLowerCase(), { RECORDNO: record.key, [object.id]: id }]);
    } catch (error) {
      restore();
      errors.push(...entriesOf(error), entry('BL01001973', `Could not ${element.name} ${child.name} record.`));
    }
  }
  const byName = Map.groupBy(records, ([name]) => name);
  const data = {
    '@listtype': 'objects',
    '@count': String(records.length),
    ...Object.fromEntries([...byName].map(([name, group]) => [name, group.map(([, shown]) => shown)])),
  };
  return errors.length === 0 ? { data } : { data, errors };
}

function create(company: Company, object: AnyObject, element: XmlElement): GatewayRecord {
  if (object.create === undefined) throw businessError(`${object.name} cannot be created by this function`);
  return object.create(company, element);
}

/** By RECORDNO, or by the id of the object. */
function update(company: Company, object: AnyObject, element: XmlElement): GatewayRecord {
  if (object.change === undefined) throw businessError(`${object.name} cannot be updated by this function`);
  const key = textIn(element, 'RECORDNO');
  const id = textIn(element, object.id);
  const records: readonly GatewayRecord[] = object.all(company);
  const record = records.find((each) =>
    key === undefined ? object.fields[object.id]?.of(each, company) === id : each.key === key,
  );
  if (record === undefined) throw businessError(`There is no ${object.name} ${key ?? id ?? ''}`);
  return object.change(company, record, element);
}

/** `<delete><object/><keys/></delete>`, by record numbers. */
function remove(company: Company, element: XmlElement): Outcome {
  const object = objectNamed(textIn(element, 'object') ?? '');
  if (object.remove === undefined) throw businessError(`${object.name} cannot be deleted by this function`);
  for (const key of (textIn(element, 'keys') ?? '').split(',').map((each) => each.trim())) {
    const record = object.all(company).find((each: GatewayRecord) => each.key === key);
    if (record === undefined) throw businessError(`There is no ${object.name} with the record number ${key}`);
    object.remove(company, record);
  }
  return {};
}
