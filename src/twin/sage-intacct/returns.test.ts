import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LINE, openCompany } from './open-company.support.ts';
import type { SageIntacctTwinOptions } from './settings.ts';

const documents = (definition: string): string => `/objects/order-entry/document::${encodeURIComponent(definition)}`;
const [INVOICES, RETURNS, CREDITS] = ['Sales Invoice', 'Sales Return', 'Sales Credit Memo'].map(documents) as [
  string,
  string,
  string,
];

/** A company that has shipped and invoiced four mugs at 12.00. */
function openSale(options: Partial<SageIntacctTwinOptions> = {}) {
  const company = openCompany(options);
  const { twin, ask, order, read: readOrder } = company;
  twin.addItem({ id: 'FEE', name: 'Fee', itemType: 'nonInventory' });
  const { key: orderKey } = order().body['ia::result'];
  const [document] = twin.ordersFor('WEB-1001');
  assert.ok(document !== undefined);
  const { invoice, shipper } = twin.ship(document);
  const read = (path: string, key: string) => ask('GET', `${path}/${key}`).body['ia::result'];
  const line = invoice.lines[0]?.key ?? '';
  const back = (pieces: string, more: object = {}) => ({
    customer: { id: 'C10010' },
    referenceNumber: 'REFUND-1',
    sourceDocument: { key: invoice.key },
    lines: [
      {
        ...LINE,
        unitQuantity: pieces,
        sourceDocument: { key: invoice.key },
        sourceDocumentLine: { key: line },
      },
    ],
    subtotals: [{ description: 'Sales Tax', absoluteValue: '2.28' }],
    ...more,
  });
  const mugs = () => twin.item('MUG-01').onHand.get('MAIN')?.toFixed();
  return { ...company, orderKey, readOrder, invoice, shipper, read, back, mugs };
}

test('a draft of a return books nothing and stops its invoice; posted, it raises the stock and is closed', () => {
  const { ask, read, back, mugs, invoice } = openSale();
  assert.equal(mugs(), '36');
  const made = ask('POST', RETURNS, back('1', { state: 'draft' }));
  const { key, id } = made.body['ia::result'];
  assert.deepEqual([made.status, id], [201, 'Sales Return-SR0001']);
  const draft = read(RETURNS, key);
  assert.deepEqual([draft.state, draft.total, mugs()], ['draft', '14.28', '36']);
  assert.deepEqual(draft.sourceDocument, {
    key: invoice.key,
    id: 'Sales Invoice-SI0001',
    documentType: 'Sales Invoice',
    href: `/objects/order-entry/document::Sales%20Invoice/${invoice.key}`,
  });
  const sold = invoice.lines[0]?.key;
  assert.deepEqual(draft.lines[0].sourceDocumentLine, {
    key: sold,
    id: sold,
    documentType: 'Sales Invoice',
    href: `/objects/order-entry/document-line::Sales%20Invoice/${sold}`,
  });
  assert.deepEqual(draft.lines[0].sourceDocument, draft.sourceDocument);
  assert.equal(read(INVOICES, invoice.key).state, 'inProgress');
  assert.equal(ask('POST', RETURNS, back('1')).status, 422, 'nothing more is converted meanwhile');
  assert.equal(ask('PATCH', `${RETURNS}/${key}`, { state: 'pending' }).status, 200);
  assert.deepEqual([read(RETURNS, key).state, mugs()], ['closed', '37']);
  const after = read(INVOICES, invoice.key);
  assert.deepEqual(
    [after.state, after.lines[0].quantityConverted, after.lines[0].quantityRemaining],
    ['partiallyConverted', '1', '3'],
  );
  assert.equal(ask('PATCH', `${RETURNS}/${key}`, { state: 'pending' }).status, 422, 'what is posted is not changed');
  assert.equal(ask('DELETE', `${RETURNS}/${key}`).status, 422);
});

test('what is given back besides is a line of the return that takes nothing of the invoice', () => {
  const { ask, read, back, mugs, invoice } = openSale();
  const fee = { ...LINE, dimensions: { item: { id: 'FEE' } }, unitQuantity: '1', unitPrice: '5.00' };
  const { key } = ask('POST', RETURNS, back('1', { lines: [...back('1').lines, fee] })).body['ia::result'];
  const { total, lines } = read(RETURNS, key);
  assert.deepEqual([total, lines[1].sourceDocumentLine, mugs()], ['19.28', undefined, '37']);
  assert.equal(read(INVOICES, invoice.key).lines[0].quantityConverted, '1');
});

test('no more comes back than is left of the line', () => {
  const { ask, read, back, mugs, invoice, twin } = openSale();
  const [half] = back('3').lines;
  assert.equal(ask('POST', RETURNS, back('1', { lines: [half, half] })).status, 422);
  assert.equal(ask('POST', RETURNS, back('3')).status, 201);
  const before = twin.company.documents.length;
  assert.equal(ask('POST', RETURNS, back('2')).status, 422);
  assert.equal(twin.company.documents.length, before);
  assert.equal(ask('POST', RETURNS, back('1')).status, 201);
  assert.deepEqual([read(INVOICES, invoice.key).state, mugs()], ['converted', '40']);
});

test('a draft may be edited, and goes without a trace when it is deleted', () => {
  const { ask, read, back, mugs, invoice, twin } = openSale();
  const { key } = ask('POST', RETURNS, back('1', { state: 'draft' })).body['ia::result'];
  const [line] = read(RETURNS, key).lines;
  assert.equal(ask('PATCH', `${RETURNS}/${key}`, { lines: [{ key: line.key, unitPrice: '10.00' }] }).status, 200);
  const edited = read(RETURNS, key);
  assert.deepEqual([edited.total, edited.lines[0].sourceDocumentLine], ['12.28', line.sourceDocumentLine]);
  assert.equal(ask('DELETE', `${RETURNS}/${key}`).status, 204);
  assert.deepEqual([read(INVOICES, invoice.key).state, mugs()], ['pending', '36']);
  assert.ok(!twin.company.documents.some(({ definition }) => definition === 'Sales Return'));
});

test('a credit of its own moves no stock; whether a return does, its definition says', () => {
  const { ask, read, mugs, query } = openSale();
  const credit = { customer: { id: 'C10010' }, dueDate: '2026-03-02', lines: [LINE] };
  const { key, id } = ask('POST', CREDITS, credit).body['ia::result'];
  assert.deepEqual([id, read(CREDITS, key).state, mugs()], ['Sales Credit Memo-SC0001', 'closed', '36']);
  const rules = (ask: typeof query) =>
    ask('order-entry/txn-definition', ['id', 'inventoryUpdateType', 'increaseOrDecreaseInventory'], {
      filters: [{ $in: { id: ['Sales Return', 'Sales Credit Memo'] } }],
    }).body['ia::result'];
  assert.deepEqual(rules(query), [
    { id: 'Sales Return', inventoryUpdateType: 'quantityAndValue', increaseOrDecreaseInventory: 'increase' },
    { id: 'Sales Credit Memo', inventoryUpdateType: 'no', increaseOrDecreaseInventory: 'decrease' },
  ]);
  const still = openSale({ returnsMoveStock: false });
  assert.equal(still.ask('POST', RETURNS, still.back('1')).status, 201);
  assert.deepEqual([still.mugs(), rules(still.query)[0].inventoryUpdateType], ['36', 'no']);
});

test('a line that is converted has the discount of its source, where it says nothing of it', () => {
  const { ask, read, back, invoice } = openSale();
  Object.assign(invoice, {
    lines: invoice.lines.map((line) => ({ ...line, discountPercent: line.unitPrice.minus(2) })),
  });
  const { key } = ask('POST', RETURNS, back('1', { subtotals: [] })).body['ia::result'];
  assert.deepEqual([read(RETURNS, key).lines[0].discountPercent, read(RETURNS, key).total], ['10', '10.80']);
});

test('each document of a sale tells all of them', () => {
  const { ask, back, orderKey, readOrder, invoice, shipper, read } = openSale();
  const { key } = ask('POST', RETURNS, back('1')).body['ia::result'];
  const told = (document: { history: { convertedTo: object }[] }) =>
    document.history.map(({ convertedTo }) => convertedTo);
  const all = [
    { key, id: 'Sales Return-SR0001', documentType: 'Sales Return' },
    { key: invoice.key, id: 'Sales Invoice-SI0001', documentType: 'Sales Invoice' },
    { key: shipper.key, id: 'Sales Shipper-SH0001', documentType: 'Sales Shipper' },
    { key: orderKey, id: 'Sales Order-SO0001', documentType: 'Sales Order' },
  ].map((each) => ({
    ...each,
    href: `/objects/order-entry/document::${encodeURIComponent(each.documentType)}/${each.key}`,
  }));
  assert.deepEqual(told(readOrder(orderKey)), all, 'the newest first');
  assert.deepEqual(told(read(RETURNS, key)), all);
  const { history } = readOrder(orderKey);
  assert.deepEqual([history[3].convertedFrom, history[2].convertedFrom], [undefined, all[3]]);
  assert.ok(
    history.every(({ id, convertedTo }: { id: string; convertedTo: { key: string } }) => id !== convertedTo.key),
    'an entry has an id of its own',
  );
});

for (const [words, change] of [
  ['another document than an invoice', { sourceDocument: { id: 'Sales Order-SO0001' }, lines: [LINE] }],
  ['a document that there is not', { sourceDocument: { key: '999' } }],
  ['a line of another document', { lines: [{ ...LINE, sourceDocumentLine: { key: '999' } }] }],
  ['lines without their document', { sourceDocument: null }],
] as const)
  test(`a return of ${words} is refused`, () => {
    const { ask, back, mugs } = openSale();
    assert.ok(ask('POST', RETURNS, back('1', change)).status >= 400);
    assert.equal(mugs(), '36');
  });
