import type { SalesforceCommerceTwin } from '../salesforce-commerce/salesforce-commerce-twin.ts';
import { SAMPLE_BUYERS, SAMPLE_ITEMS, type SampleBuyer, sampleOrder } from './sample-buyers.ts';

/** Puts the sample goods, the sample customers and so many orders into a shop. */
export function fillSalesforceCommerce(twin: SalesforceCommerceTwin, orders: number): void {
  for (const { sku, name, price, stock } of SAMPLE_ITEMS) twin.addProduct({ id: sku, name, price, stock });
  const accounts = new Map(
    SAMPLE_BUYERS.map((buyer) => {
      const { firstName, lastName, email, phone, company } = buyer;
      const person = { firstName, lastName, email, phoneHome: phone, credentials: { login: email } };
      const account = { ...person, ...(company === undefined ? {} : { companyName: company }) };
      return [email, twin.addCustomer(account, [{ addressId: 'Home', ...addressOf(buyer) }])];
    }),
  );
  for (let index = 0; index < orders; index += 1) {
    const { buyer, lines } = sampleOrder(index);
    const account = accounts.get(buyer.email);
    if (account === undefined) throw new RangeError(`no account of ${buyer.email}`);
    twin.placeOrder({
      customerNo: account.no,
      email: buyer.email,
      billing: addressOf(buyer),
      shipTo: addressOf(buyer),
      lines: lines.map(({ item, quantity }) => ({ productId: item.sku, quantity })),
      shipping: { methodId: 'standard', text: 'Standard', price: '4.90' },
      payment: { methodId: 'CREDIT_CARD', cardType: 'Visa', transactionId: `tx-sample-${index + 1}` },
      paid: true,
    });
  }
}

const addressOf = ({ firstName, lastName, company, street, city, postcode, country, phone }: SampleBuyer) => ({
  firstName,
  lastName,
  ...(company === undefined ? {} : { companyName: company }),
  address1: street,
  city,
  postalCode: postcode,
  countryCode: country,
  phone,
});
