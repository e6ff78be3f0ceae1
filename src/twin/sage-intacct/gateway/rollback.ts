import type { Company } from '../company.ts';

/** Notes all that a company keeps; what it yields puts it back as it was. Numbers that were given out stay given out. */
export function noted(company: Company): () => void {
  const { contacts, customers, productLines, items, priceLists } = company;
  const { documents, receivables, adjustments, payments, advances, priceListEntries } = company;
  const restore = [
    ...[contacts, customers, productLines, items, priceLists].map(notedMap),
    ...[documents, receivables, adjustments, payments, advances, priceListEntries].map(notedList),
  ];
  return () => {
    for (const put of restore) put();
  };
}

function notedMap(map: Map<string, object>): () => void {
  const entries = [...map];
  const records = [...map.values()].map(notedRecord);
  return () => {
    map.clear();
    for (const [key, value] of entries) map.set(key, value);
    for (const put of records) put();
  };
}

function notedList(list: object[]): () => void {
  const before = [...list];
  const records = list.map(notedRecord);
  return () => {
    list.splice(0, list.length, ...before);
    for (const put of records) put();
  };
}

function notedRecord(record: object): () => void {
  const before = { ...record };
  return () => void Object.assign(record, before);
}
