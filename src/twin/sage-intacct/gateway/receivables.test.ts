import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openGateway, order } from './open-gateway.support.ts';
import { childIn, textIn } from './xml-element.ts';

/** A gateway with one invoice over 59.44. */
async function openInvoiced() {
  const gateway = await openGateway();
  await gateway.call(order());
  const [document] = gateway.twin.ordersFor('WEB-1001');
  assert.ok(document !== undefined);
  gateway.twin.ship(document);
  const key = gateway.twin.company.receivables[0]?.key ?? '';
  const invoice = async () => {
    const [row] = await gateway.rows(
      '<readByQuery><object>ARINVOICE</object><fields>RECORDNO,RECORDID,STATE,CUSTOMERID,DOCNUMBER,TOTALENTERED,TOTALPAID,TOTALDUE</fields><query></query></readByQuery>',
    );
    return row;
  };
  return { ...gateway, key, invoice };
}

const payment = (key: string, amount: string, more = '<CUSTOMERID>C10010</CUSTOMERID>') =>
  `<create><ARPYMT><FINANCIALENTITY>BOA</FINANCIALENTITY><PAYMENTMETHOD>Credit Card</PAYMENTMETHOD>${more}<DOCNUMBER>ch_1</DOCNUMBER><RECEIPTDATE>03/01/2026</RECEIPTDATE><ARPYMTDETAILS><ARPYMTDETAIL><RECORDKEY>${key}</RECORDKEY><TRX_PAYMENTAMOUNT>${amount}</TRX_PAYMENTAMOUNT></ARPYMTDETAIL></ARPYMTDETAILS></ARPYMT></create>`;

test('an invoice is posted with what is due of it', async (context) => {
  const gateway = await openInvoiced();
  context.after(() => gateway.close());
  assert.deepEqual(await gateway.invoice(), {
    RECORDNO: gateway.key,
    RECORDID: 'SI0001',
    STATE: 'Posted',
    CUSTOMERID: 'C10010',
    DOCNUMBER: 'WEB-1001',
    TOTALENTERED: '59.44',
    TOTALPAID: '0.00',
    TOTALDUE: '59.44',
  });
});

test('payments take what is due, and no more', async (context) => {
  const gateway = await openInvoiced();
  context.after(() => gateway.close());
  const made = await gateway.call(payment(gateway.key, '20.00'));
  assert.equal(made.status, 'success');
  const [written] = made.data?.children ?? [];
  const record = written === undefined ? '' : (textIn(written, 'RECORDNO') ?? '');
  const part = await gateway.invoice();
  assert.deepEqual([part?.STATE, part?.TOTALPAID, part?.TOTALDUE], ['Partially Paid', '20.00', '39.44']);
  const over = await gateway.call(payment(gateway.key, '39.45'));
  assert.deepEqual([over.status, gateway.twin.company.payments.length], ['failure', 1]);
  const older = await gateway.call(
    `<create_arpayment><customerid>C10010</customerid><paymentamount>40.00</paymentamount><bankaccountid>BOA</bankaccountid><refid>ch_2</refid><datereceived><year>2026</year><month>03</month><day>02</day></datereceived><paymentmethod>Cash</paymentmethod><arpaymentitem><invoicekey>${gateway.key}</invoicekey><amount>39.44</amount></arpaymentitem></create_arpayment>`,
  );
  assert.equal(older.key, gateway.twin.company.payments[1]?.key);
  assert.equal((await gateway.invoice())?.STATE, 'Paid');
  const found = await gateway.rows(
    "<readByQuery><object>ARPYMT</object><fields>DOCNUMBER,RECEIPTDATE,PAYMENTMETHOD,TOTALENTERED</fields><query>CUSTOMERID = 'C10010'</query></readByQuery>",
  );
  assert.deepEqual(found, [
    { DOCNUMBER: 'ch_1', RECEIPTDATE: '03/01/2026', PAYMENTMETHOD: 'Credit Card', TOTALENTERED: '20.00' },
    { DOCNUMBER: 'ch_2', RECEIPTDATE: '03/02/2026', PAYMENTMETHOD: 'Cash', TOTALENTERED: '40.00' },
  ]);
  const read = await gateway.call(`<read><object>ARPYMT</object><keys>${record}</keys><fields>*</fields></read>`);
  const shown = read.data === undefined ? undefined : childIn(read.data, 'ARPYMT');
  const details = shown === undefined ? undefined : childIn(shown, 'ARPYMTDETAILS');
  assert.deepEqual(
    details?.children[0]?.children.map(({ text }) => text),
    [gateway.key, '20.00'],
  );
  assert.equal((await gateway.call(`<delete_arpayment key="${record}"/>`)).status, 'success');
  assert.equal((await gateway.invoice())?.TOTALDUE, '20.00');
});

for (const [words, change] of [
  ['of another customer', (xml: string) => xml.replace('C10010', 'X')],
  ['to an unknown bank account', (xml: string) => xml.replace('BOA', 'X')],
  ['by an unknown method', (xml: string) => xml.replace('Credit Card', 'Shells')],
  ['for an unknown invoice', (xml: string) => xml.replace(/<RECORDKEY>\d+/, '<RECORDKEY>9999')],
  ['of nothing', (xml: string) => xml.replace('20.00', '0')],
  ['without a day', (xml: string) => xml.replace(/<RECEIPTDATE>.*<\/RECEIPTDATE>/, '')],
] as const)
  test(`a payment ${words} is refused`, async (context) => {
    const gateway = await openInvoiced();
    context.after(() => gateway.close());
    const result = await gateway.call(change(payment(gateway.key, '20.00')));
    assert.deepEqual([result.status, gateway.twin.company.payments.length], ['failure', 0]);
    assert.equal((await gateway.invoice())?.TOTALDUE, '59.44');
  });

test('an advance is what the REST object shows as well, with its rules', async (context) => {
  const gateway = await openInvoiced();
  context.after(() => gateway.close());
  const advance =
    '<create><ARADVANCE><CUSTOMERID>C10010</CUSTOMERID><PAYMENTDATE>03/02/2026</PAYMENTDATE><RECEIPTDATE>03/02/2026</RECEIPTDATE><PAYMENTMETHOD>Credit Card</PAYMENTMETHOD><FINANCIALENTITY>BOA</FINANCIALENTITY><DOCNUMBER>WEB-1001/ch_1</DOCNUMBER><ARADVANCEITEMS><ARADVANCEITEM><ACCOUNTNO>2100</ACCOUNTNO><TRX_AMOUNT>9.18</TRX_AMOUNT></ARADVANCEITEM></ARADVANCEITEMS></ARADVANCE></create>';
  assert.equal((await gateway.call(advance)).status, 'success');
  assert.equal((await gateway.call(advance.replace('BOA', 'X'))).status, 'failure');
  assert.equal((await gateway.call(advance.replace('Credit Card', 'Shells'))).status, 'failure');
  assert.equal((await gateway.call(advance.replace(/<PAYMENTDATE>.*?<.PAYMENTDATE>/, ''))).status, 'failure');
  assert.deepEqual(
    gateway.twin.advancesFor('WEB-1001/').map(({ day, method, amount }) => [day, method, amount.toFixed(2)]),
    [['2026-03-02', 'creditCard', '9.18']],
  );
  assert.deepEqual(
    await gateway.rows(
      "<readByQuery><object>ARADVANCE</object><fields>DOCNUMBER,PAYMENTMETHOD,PAYMENTDATE,TOTALENTERED</fields><query>DOCNUMBER = 'WEB-1001/ch_1' AND STATE = 'A'</query></readByQuery>",
    ),
    [{ DOCNUMBER: 'WEB-1001/ch_1', PAYMENTMETHOD: 'Credit Card', PAYMENTDATE: '03/02/2026', TOTALENTERED: '9.18' }],
  );
});

test('an adjustment is a credit memo where its amount is negative, and its external id is taken once', async (context) => {
  const gateway = await openInvoiced();
  context.after(() => gateway.close());
  const adjustment =
    '<create_aradjustment><customerid>C10010</customerid><datecreated><year>2026</year><month>3</month><day>2</day></datecreated><adjustmentno>R-1</adjustmentno><invoiceno>SI0001</invoiceno><description>Returned</description><externalid>refund-1</externalid><aradjustmentitems><lineitem><glaccountno>4000</glaccountno><amount>-12.00</amount><memo>One mug</memo></lineitem></aradjustmentitems></create_aradjustment>';
  const made = await gateway.call(adjustment);
  assert.equal(made.status, 'success');
  const again = await gateway.call(adjustment);
  assert.deepEqual([again.status, again.errors], ['failure', ['BL34000061']]);
  const read = await gateway.call(
    `<read><object>ARADJUSTMENT</object><keys>${made.key}</keys><fields>*</fields></read>`,
  );
  const shown = read.data === undefined ? undefined : childIn(read.data, 'ARADJUSTMENT');
  assert.ok(shown !== undefined);
  assert.deepEqual(
    ['RECORDID', 'CUSTOMERID', 'DOCNUMBER', 'DESCRIPTION', 'TOTALENTERED'].map((name) => textIn(shown, name)),
    ['R-1', 'C10010', 'SI0001', 'Returned', '-12.00'],
  );
  assert.equal((await gateway.call(adjustment.replace('<glaccountno>4000</glaccountno>', ''))).status, 'failure');
  assert.equal(
    (await gateway.call(`<delete><object>ARADJUSTMENT</object><keys>${made.key}</keys></delete>`)).status,
    'success',
  );
});
