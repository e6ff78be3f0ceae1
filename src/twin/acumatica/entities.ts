import { decimal } from '../kit/decimal.ts';
import { keepAdjustment, releaseAdjustment, writeAdjustment } from './adjustments.ts';
import { actionRefused, screenRule } from './contract-error.ts';
import { keepCreditMemo, writeCreditMemo } from './credit-memos.ts';
import { keepCustomer, writeContact, writeCustomer, writeLocation } from './customers.ts';
import type { Given } from './given.ts';
import { matrixOf, membersOf, warehouseDetails } from './inquiries.ts';
import { invoiceOrder, invoiceShipment, releaseInvoice } from './invoices.ts';
import { removeCategory, writeCategory, writeItem, writeMembers } from './items.ts';
import { keepPayment, releasePayment, voidPayment, writePayment } from './payments.ts';
import { listOf, type Row, textOf } from './row.ts';
import { keepOrder, setStatus, writeOrder } from './sales-orders.ts';
import type { Session } from './session.ts';
import { confirmShipment, createShipment, updateInventory, writeShipment } from './shipments.ts';
import type { Store } from './store.ts';
import type { Tenant } from './tenant.ts';

/** What can be done with one entity of the endpoint. */
export interface Entity {
  readonly store: Store;
  /** Makes a copy with what the body says, or a new record; what is wrong is noted on the body. */
  readonly write: (given: Given, before: Row | undefined, session: Session) => Row;
  /** Puts the copy in, after nothing was found wrong. */
  readonly keep: (row: Row, given: Given) => Row;
  readonly remove?: (row: Row) => void;
  readonly actions: Readonly<Record<string, (row: Row) => void>>;
  /** Parts that are not kept with the record but looked up, by name. */
  readonly derived: Readonly<Record<string, (row: Row) => Row[]>>;
}

export function entitiesOf(tenant: Tenant): readonly Entity[] {
  const plain = { actions: {}, derived: {} };
  const put = (store: Store, key: string, counter: string) => (row: Row) => {
    if (Number(row.values[key]) === 0) row.values[key] = tenant.counter(counter);
    return store.put(row);
  };
  return [
    {
      ...plain,
      store: tenant.orders,
      write: (given, before, session) => writeOrder(tenant, given, before, session),
      keep: (row) => keepOrder(tenant, row),
      remove: (row) => removeOrder(tenant, row),
      actions: {
        CancelSalesOrder: (row) => cancelOrder(tenant, row),
        ReopenSalesOrder: (row) => changeOrder(tenant, row, ['Canceled', 'Completed'], { Status: 'Open' }),
        OpenSalesOrder: (row) => changeOrder(tenant, row, ['On Hold'], { Hold: false }),
        ReleaseFromCreditHoldSalesOrder: (row) => changeOrder(tenant, row, ['Credit Hold'], { Hold: false }),
        SalesOrderCreateShipment: (row) => void createShipment(tenant, row),
        SalesOrderCreateReceipt: (row) => void createShipment(tenant, row),
        PrepareSalesInvoice: (row) => void invoiceOrder(tenant, row),
      },
    },
    {
      ...plain,
      store: tenant.customers,
      write: (given, before) => writeCustomer(tenant, given, before),
      keep: (row) => keepCustomer(tenant, row),
      remove: (row) => {
        if (tenant.orders.find((order) => textOf(order, 'CustomerID') === textOf(row, 'CustomerID')) !== undefined)
          throw screenRule('The customer cannot be deleted because it is used in sales orders.');
        tenant.customers.remove(row);
      },
    },
    {
      ...plain,
      store: tenant.locations,
      write: (given, before) => writeLocation(tenant, given, before),
      keep: (row) => tenant.locations.put(row),
    },
    {
      ...plain,
      store: tenant.contacts,
      write: (given, before) => writeContact(tenant, given, before),
      keep: put(tenant.contacts, 'ContactID', 'Contact'),
    },
    ...[tenant.stockItems, tenant.nonStockItems, tenant.templates].map(
      (store): Entity => ({
        ...plain,
        store,
        write: (given, before) => writeItem(tenant, given, before),
        keep: (row) => store.put(row),
        derived: {
          WarehouseDetails: (row) => warehouseDetails(tenant, row),
          Matrix: (row) => matrixOf(tenant, row),
        },
      }),
    ),
    {
      ...plain,
      store: tenant.categories,
      write: (given, before) => writeCategory(tenant, given, before),
      keep: (row, given) => {
        const kept = put(tenant.categories, 'CategoryID', 'Category')(row);
        writeMembers(tenant, given, kept);
        return kept;
      },
      remove: (row) => removeCategory(tenant, row),
      derived: { Members: (row) => membersOf(tenant, row) },
    },
    {
      ...plain,
      store: tenant.shipments,
      write: (given, before) => {
        if (before === undefined) throw screenRule('A shipment is created from its order: SalesOrderCreateShipment.');
        return writeShipment(tenant, given, before);
      },
      keep: (row) => tenant.shipments.put(row),
      actions: {
        ConfirmShipment: (row) => void confirmShipment(tenant, row),
        UpdateIN: (row) => updateInventory(tenant, row),
        PrepareInvoice: (row) => void invoiceShipment(tenant, row),
      },
    },
    {
      ...plain,
      store: tenant.invoices,
      write: (given, before, session) => writeCreditMemo(tenant, given, before, session),
      keep: (row) => keepCreditMemo(tenant, row),
      actions: { ReleaseSalesInvoice: (row) => releaseInvoice(tenant, row) },
    },
    {
      ...plain,
      store: tenant.payments,
      write: (given, before) => writePayment(tenant, given, before),
      keep: (row) => keepPayment(tenant, row),
      actions: {
        ReleasePayment: (row) => releasePayment(tenant, row),
        VoidPayment: (row) => voidPayment(tenant, row),
      },
    },
    {
      ...plain,
      store: tenant.adjustments,
      write: (given, before) => writeAdjustment(tenant, given, before),
      keep: (row) => keepAdjustment(tenant, row),
      actions: { ReleaseAdjustment: (row) => releaseAdjustment(tenant, row) },
    },
  ];
}

const CANCELABLE = ['On Hold', 'Open', 'Awaiting Payment', 'Credit Hold'];

/** Only before anything was shipped or paid (sheet section 3.1). The goods are free again. */
export function cancelOrder(tenant: Tenant, order: Row): void {
  const number = textOf(order, 'OrderNbr');
  if (listOf(order, 'Shipments').length > 0)
    throw actionRefused(`The sales order ${number} cannot be canceled: a shipment or an invoice of it exists.`);
  if (
    listOf(order, 'Payments').some(
      (each) => textOf(each, 'Status') !== 'Voided' && decimal(each.values.AppliedToOrder).gt(0),
    )
  )
    throw actionRefused(`The sales order ${number} cannot be canceled: a payment is applied to it.`);
  changeOrder(tenant, order, CANCELABLE, { Status: 'Canceled', Hold: false });
}

function changeOrder(tenant: Tenant, order: Row, from: readonly string[], values: Row['values']): void {
  const status = textOf(order, 'Status');
  if (!from.includes(status))
    throw actionRefused(
      `The action is not available for the sales order ${textOf(order, 'OrderNbr')} with the ${status} status.`,
    );
  const changed = structuredClone(order);
  Object.assign(changed.values, values);
  setStatus(tenant, changed);
  keepOrder(tenant, changed);
}

function removeOrder(tenant: Tenant, order: Row): void {
  if (listOf(order, 'Shipments').length > 0)
    throw screenRule(`The sales order ${textOf(order, 'OrderNbr')} cannot be deleted because a shipment of it exists.`);
  tenant.orders.remove(order);
  for (const line of listOf(order, 'Details'))
    if (tenant.stockItems.get(textOf(line, 'InventoryID')) !== undefined)
      tenant.stock.touch(textOf(line, 'InventoryID'), textOf(line, 'WarehouseID'));
}
