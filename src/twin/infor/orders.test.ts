import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openCompany } from './open-company.support.ts';

const fieldsOf = (answer: { tFieldlist: { 't-fieldlist': { fieldName: string; fieldValue: string }[] } }) =>
  Object.fromEntries(answer.tFieldlist['t-fieldlist'].map(({ fieldName, fieldValue }) => [fieldName, fieldValue]));

test('an order is entered whole, taxed by where it goes, and acknowledged by its number', () => {
  const { call, enter, acknowledged } = openCompany();
  const answer = enter({ extra: { addonno1: '1', addonamt1: '9.95', wodiscamt: '8.00' } });
  const { data1, errorNo, msg } = acknowledged(answer);
  assert.deepEqual([data1, errorNo, msg, answer.cErrorMessage], ['1234567-00', 0, '', '']);
  const [item] = answer.sxapi_oeitm.sxapi_oeitm;
  assert.deepEqual([item.qtyOrd, item.price], ['000004.00', '0000012.00000'], 'padded with zeros');
  const read = call('sxapioegetsingleorderv3', { orderNumber: 1234567, orderSuffix: 0, includeLineData: true });
  const header = fieldsOf(read);
  assert.deepEqual(
    [header.stage, header.refer, header.shiptocity, header.addondesc1, header.addonnet1, header.wodiscamt],
    ['Ord', 'WEB-100045', 'Bonn', 'Freight', '9.95', '8.00'],
  );
  // 48.00 - 8.00 + 9.95, and 19 % of it, half up.
  assert.deepEqual([header.taxamt, header.totinvamt, header.enterdt], ['9.49', '59.44', '2026-03-02']);
  const lines = read.tOelineitemV3['t-oelineitemV3'];
  assert.deepEqual(
    [lines[0].prod, lines[0].netAmt, lines[1].prod, lines[1].desc1],
    ['MUG-01', 48, '/', 'Coupon SPRING10'],
  );
});

test('reserved is what is ordered, committed what is picked, and neither is on offer', () => {
  const { twin, call, enter } = openCompany();
  enter({ items: [{ sellerProd: 'PEN-01', qtyOrd: '2', qtyUom: 'BX', price: '60.00' }] });
  const stock = () => {
    const { 't-whseprodlstV3': rows } = call('sxapiicgetwhseproductlistv3', { productCode: 'PEN-01' }).tWhseprodlstV3;
    return ['qtyonhand', 'qtyreservd', 'qtycommit', 'netavail'].map((name) => rows[0][name]);
  };
  assert.deepEqual(stock(), [500, 100, 0, 400]);
  const [order] = twin.suffixesFor('WEB-100045');
  assert.ok(order !== undefined);
  twin.pick(order);
  assert.deepEqual(stock(), [500, 0, 100, 400]);
  twin.ship(order);
  assert.deepEqual(stock(), [400, 0, 0, 400]);
});

test('what is shipped in parts is several suffixes, which together cost what the order costs', () => {
  const { twin, call, enter } = openCompany();
  enter({ extra: { addonno1: '1', addonamt1: '9.95', wodiscamt: '8.00' } });
  const [order] = twin.suffixesFor('WEB-100045');
  assert.ok(order !== undefined);
  twin.ship(order, { 'MUG-01': 1 });
  const [first, second] = twin.suffixesFor('WEB-100045');
  assert.ok(first !== undefined && second !== undefined);
  assert.deepEqual([first.stage, second.ordersuf, second.stage], [4, 1, 1]);
  twin.ship(second);
  const invoices = call('sxapiargetinvoicelistv3', { customerNumber: '120045', cStatus: 'All' }).tArtransV3[
    't-artransV3'
  ];
  assert.deepEqual(
    invoices.map((each: Record<string, unknown>) => [each.invnoraw, each.invsufraw, each.amountx, each.transcdraw]),
    // 12.00 - 2.00 + 9.95, taxed; the rest of 59.44.
    [
      [1234567, 0, 23.74, 11],
      [1234567, 1, 35.7, 11],
    ],
  );
  const tracking = call('sxapisfgettrackingnum', { orderNumber: '1234567', orderSuffix: '01' }).tTrackernum[
    't-trackernum'
  ];
  assert.equal(tracking[0].trackerno, '1Z123456701');
  assert.throws(() => twin.ship(second), /is at stage 4/);
});

test('an order is cancelled until it is shipped; twice is once', () => {
  const { twin, call, enter } = openCompany();
  enter();
  const cancel = (orderNumber = 1234567): string =>
    call('sxapioeorderdeleteorcancel', { orderNumber, orderSuffix: 0, deleteOrderFlag: false }).cErrorMessage;
  assert.equal(cancel(), '');
  assert.equal(cancel(), '');
  assert.equal(twin.company.orders[0]?.stage, 9);
  enter({ header: { refer: 'WEB-2' } });
  const [other] = twin.suffixesFor('WEB-2');
  assert.ok(other !== undefined);
  twin.ship(other);
  assert.match(cancel(other.orderno), /Is Shipped or Invoiced/);
  assert.match(cancel(1), /OEEH \(4605\)/);
});

test('an add-on that is not taxed makes up cents, until the order is shipped', () => {
  const { twin, call, enter } = openCompany();
  enter();
  const update = (fields: Readonly<Record<string, string>>): string =>
    call('sxapioeheaderupdate', {
      orderNumber: 1234567,
      orderSuffix: 0,
      tOehdrupdatett: {
        't-oehdrupdatett': Object.entries(fields).map(([fieldname, fieldvalue], index) => ({
          seqno: index + 1,
          fieldname,
          fieldvalue,
        })),
      },
    }).cErrorMessage;
  assert.equal(update({ addonno2: '3', addonamt2: '0.01' }), '');
  assert.equal(update({ addonno2: '3', addonamt2: '0.01' }), '');
  const header = fieldsOf(call('sxapioegetsingleorderv3', { orderNumber: 1234567 }));
  assert.deepEqual(
    [header.addondesc2, header.addonnet2, header.taxamt, header.totinvamt],
    ['Rounding', '0.01', '9.12', '57.13'],
  );
  assert.match(update({ addonno2: '9' }), /Addon 9/);
  assert.match(update({ totinvamt: '1' }), /Field totinvamt/);
  const [order] = twin.suffixesFor('WEB-100045');
  assert.ok(order !== undefined);
  twin.ship(order);
  assert.match(update({ addonno2: '3' }), /Cannot Be Changed/);
});

test('a return is a document of its own that ends as paid', () => {
  const { twin, enter } = openCompany();
  enter();
  const [order] = twin.suffixesFor('WEB-100045');
  assert.ok(order !== undefined);
  twin.ship(order);
  const back = twin.takeBack(order, 'MUG-01', 2, true);
  assert.deepEqual([back.transtype, back.stage, back.taxamt.toFixed(2)], ['RM', 5, '-4.56']);
  assert.equal(twin.product('MUG-01').onHand.get('MAIN')?.toFixed(), '38');
});

test('a line has a discount by percent or by amount, a name of its own and a comment beside it', () => {
  const { call, enter } = openCompany();
  const line = { sellerProd: 'MUG-01', qtyOrd: '3', price: '10.00' };
  enter({
    header: { addonno1: 1, addonamt1: 7.5, wodiscamt: 2 },
    items: [
      { ...line, discamt: 16.66667, disctype: false, lineComments: 'Placed: 2026-03-02' },
      { ...line, discamt: 1.5, disctype: true, descrip: 'Handling' },
    ],
  });
  const read = call('sxapioegetsingleorderv3', { orderNumber: 1234567, includeLineData: true });
  const lines = read.tOelineitemV3['t-oelineitemV3'].map((each: Record<string, unknown>) =>
    ['desc1', 'discAmt', 'discType', 'netAmt'].map((name) => each[name]),
  );
  assert.deepEqual(lines, [
    ['Ceramic mug', 16.66667, '%', 25],
    ['Handling', 1.5, '$', 28.5],
  ]);
  const { totaddonamt, wodiscamt } = fieldsOf(read);
  assert.deepEqual([totaddonamt, wodiscamt], ['7.50', '2.00']);
  const comments = (lineno: number) =>
    call('sxapisagetlinecomments', {
      tGetcomlistcriteria: { 't-getcomlistcriteria': [{ comtype: 'oe', orderno: 1234567, ordersuf: 0, lineno }] },
    }).tGetcomlistresults['t-getcomlistresults'].map((each: Record<string, unknown>) => each.commenttext);
  assert.deepEqual([comments(1), comments(2)], [['Placed: 2026-03-02'], []]);
});

test('TSF tells what an order would cost and keeps nothing; LSF enters it', () => {
  const { twin, call } = openCompany();
  const ask = (webtransactiontype: string) =>
    call('sxapisfoeordertotloadv4', {
      tInputheaderdata: {
        't-inputheaderdata': [{ customerid: '0000120045', webtransactiontype, warehouseid: 'MAIN' }],
      },
      tInputlinedata: { 't-inputlinedata': [{ itemnumber: 'mug-01', orderqty: 2, unitofmeasure: 'EA' }] },
    });
  const told = ask('TSF');
  assert.deepEqual(told.tOrdtotdata['t-ordtotdata'][0], { tottaxamt: 4.75, totordamt: 29.75, totlineamt: 25 });
  assert.equal(twin.company.orders.length, 0);
  assert.equal(ask('LSF').tOrdloadhdrdata['t-ordloadhdrdata'][0].orderno, 1234567);
  assert.match(ask('XXX').cErrorMessage, /Web Transaction Type XXX/);
});

test('the list of orders knows the customer’s own number and the day of entry', () => {
  const { call, enter } = openCompany();
  enter({ header: { poNo: 'PO-7781' } });
  const list = (request: object) => call('sxapioegetlistofordersv5', request).tOeordV5['t-oeordV5'];
  assert.deepEqual(
    list({ customerPurchaseOrder: 'PO-7781' }).map((each: Record<string, unknown>) => [each.orderNo, each.stageCd]),
    [[1234567, 1]],
  );
  assert.deepEqual(list({ customerPurchaseOrder: 'PO-1' }), []);
  assert.deepEqual(list({ startEnterDate: '2026-03-03' }), []);
});

for (const [words, change, says] of [
  ['an unknown product', { items: [{ sellerProd: 'NO', qtyOrd: '1' }] }, /ICSP \(4600\)/],
  ['a unit that the product has not', { items: [{ sellerProd: 'MUG-01', qtyOrd: '1', qtyUom: 'BX' }] }, /Unit BX/],
  ['a quantity of nothing', { items: [{ sellerProd: 'MUG-01', qtyOrd: '0' }] }, /greater than zero/],
  ['a quantity that is no number', { items: [{ sellerProd: 'MUG-01', qtyOrd: 'many' }] }, /not numeric/],
  ['only a comment', { items: [{ sellerProd: '/', lineComments: 'Hello' }] }, /no line items/],
  ['an unknown way of shipping', { header: { shipVia: 'MULE' } }, /Ship Via MULE/],
  ['an unknown warehouse', { header: { whse: 'MOON' } }, /Warehouse MOON/],
  ['an unknown add-on', { extra: { addonno1: '9', addonamt1: '1' } }, /Addon 9/],
  ['an unknown kind', { header: { transType: 'XX' } }, /Transaction Type XX/],
  ['an unknown action', { header: { actionType: 'maybe' } }, /Action Type maybe/],
] as const)
  test(`an order with ${words} is told to be none, with success over HTTP`, () => {
    const { twin, enter, acknowledged } = openCompany();
    const { data1, errorNo, msg } = acknowledged(enter(change));
    assert.deepEqual([data1, errorNo], ['', 4000]);
    assert.match(msg, says);
    assert.equal(twin.company.orders.length, 0);
  });

test('a customer may have to give a number, and give it once', () => {
  const { twin, enter, acknowledged } = openCompany({ duplicatePoCheck: true });
  twin.changeCustomer('120045', { poreqfl: 'yes' });
  assert.match(acknowledged(enter()).msg, /PO# Is Required/);
  assert.equal(acknowledged(enter({ header: { poNo: 'PO-1' } })).errorNo, 0);
  assert.match(acknowledged(enter({ header: { poNo: 'PO-1' } })).msg, /^Customer PO# Already Exists/);
});

test('nothing is entered for a customer whose record is in use', () => {
  const { twin, enter, acknowledged } = openCompany();
  twin.use('120045', true);
  assert.match(acknowledged(enter()).msg, /record in use/);
  twin.use('120045', false);
  assert.equal(acknowledged(enter()).errorNo, 0);
});

test('where prices are not to be overridden, that of SX counts', () => {
  const { twin, enter } = openCompany({ priceOverride: false });
  enter();
  assert.equal(twin.company.orders[0]?.lines[0]?.price.toFixed(2), '12.50');
});
