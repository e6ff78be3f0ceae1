import { ACUMATICA_CODES, ACUMATICA_PRICES, openAcumatica } from './acumatica-desk.ts';
import { BIGCOMMERCE_ABILITIES, BIGCOMMERCE_CODES, openBigCommerce } from './bigcommerce-desk.ts';
import { openBusinessCentral } from './business-central-desk.ts';
import { openDdiInform } from './ddi-inform-desk.ts';
import { openDistributionOne } from './distribution-one-desk.ts';
import { EPICOR_ECLIPSE_CODES, openEpicorEclipse } from './epicor-eclipse-desk.ts';
import { EPICOR_P21_CODES, openEpicorP21 } from './epicor-p21-desk.ts';
import type { ErpAbility, ErpSetUp, OpenErp } from './erp-desk.ts';
import { FILE_ERP_CODES, FILE_ERP_PRICES } from './file-erp-desk.ts';
import { INFOR_CODES, openInfor } from './infor-desk.ts';
import { MAGENTO_ABILITIES, MAGENTO_CODES, openMagento } from './magento-desk.ts';
import { NETSUITE_CODES, NETSUITE_GROUP_PRICES, NETSUITE_PRICES, openNetSuite } from './netsuite-desk.ts';
import { openSageIntacct, openSageIntacctXml, SAGE_INTACCT_CODES } from './sage-intacct-desk.ts';
import {
  openSalesforceCommerce,
  SALESFORCE_COMMERCE_ABILITIES,
  SALESFORCE_COMMERCE_CODES,
} from './salesforce-commerce-desk.ts';
import {
  openSapBusinessOne,
  SAP_BUSINESS_ONE_CODES,
  SAP_BUSINESS_ONE_GROUP_PRICES,
  SAP_BUSINESS_ONE_PRICES,
} from './sap-business-one-desk.ts';
import { openSapCommerce, SAP_COMMERCE_ABILITIES, SAP_COMMERCE_CODES } from './sap-commerce-desk.ts';
import { type FollowsErp, KEPT_STATUSES, type OpenShop, type ShopAbility, type ShopSetUp } from './shop-desk.ts';
import { openShopify, SHOPIFY_GROUPS } from './shopify-desk.ts';
import { openWooCommerce } from './woocommerce-desk.ts';

/** What one thing is called in a system, by the word that scenarios use for it. */
export interface Codes {
  readonly shippingMethods: Readonly<Record<'standard' | 'express' | 'free', string>>;
  readonly paymentMethods: Readonly<Record<'card' | 'later' | 'not yet', string>>;
  /** Groups of customers with prices of their own: groups and price lists of a shop, price classes and price levels of an ERP. */
  readonly customerGroups?: Readonly<Record<'wholesale' | 'retailers', string>>;
}

export interface CataloguedShop {
  readonly open: (setUp?: ShopSetUp) => OpenShop;
  readonly codes: Codes;
  readonly abilities: readonly ShopAbility[];
  /** Only with the ability. */
  readonly followsErp?: FollowsErp;
}

export interface CataloguedErp {
  readonly open: (setUp?: ErpSetUp) => OpenErp;
  readonly codes: Codes;
  readonly abilities?: readonly ErpAbility[];
  /** Options of a connection by which the pipe for the prices carries them, those of groups as well, where there is a choice. */
  readonly pricesApart?: Readonly<Record<string, unknown>>;
  /** Options of a connection that say where lines are booked that others ship. */
  readonly thirdPartyLines: Readonly<Record<string, string>>;
  /** Only where the connector writes refunds. */
  readonly credits?: CataloguedCredits;
  /** The system whose other API this one is: it is played where it is asked for, and not in every pair with every shop. */
  readonly variantOf?: string;
}

/** How an ERP credits refunds: options of the connection, and what stands on the lines of a credit. */
export interface CataloguedCredits {
  readonly options: Readonly<Record<string, unknown>>;
  /** Of goods that do not come back. Not given: their own item. */
  readonly thrownAway?: string;
  readonly shipping: string;
}

/** Every shop that scenarios can be played in: one row makes it part of every scenario. */
export const SHOP_DESKS: Readonly<Record<string, CataloguedShop>> = {
  woocommerce: {
    open: openWooCommerce,
    codes: {
      shippingMethods: { standard: 'flat_rate', express: 'express', free: 'free_shipping' },
      paymentMethods: { card: 'stripe', later: 'cod', 'not yet': 'bacs' },
    },
    abilities: [
      'follows-erp-status',
      'edits-orders',
      'adds-lines',
      'changes-addresses',
      'tells-of-payments-given-up',
      'refunds-orders',
      'refund-names-order',
      'untold-changes',
      'groups-variants',
      'filters-descriptions',
      'names-later-payment',
      'keeps-sale-days',
      'tells-of-changes',
      'names-subscriptions',
    ],
    followsErp: {
      options: { order_status_by_erp: { ...KEPT_STATUSES, shipped: 'completed', invoiced: 'completed' } },
      done: 'completed',
      byStaff: 'on-hold',
    },
  },
  shopify: {
    open: openShopify,
    codes: {
      shippingMethods: { standard: 'Standard', express: 'Express', free: 'Standard' },
      paymentMethods: { card: 'shopify_payments', later: 'manual', 'not yet': 'Bank Deposit' },
      customerGroups: SHOPIFY_GROUPS,
    },
    abilities: [
      'edits-orders',
      'adds-lines',
      'changes-addresses',
      'refunds-orders',
      'takes-part-payments',
      'test-orders',
      'groups-variants',
      'fraud-risk',
      'counts-shipped',
      'reduces-refunded',
      'exempts-from-tax',
      'store-credit',
      'ships-elsewhere',
      'refund-names-order',
      'tells-restock',
      'pending-refunds',
      'errors-as-success',
      'tells-back-in-stock',
      'tells-of-changes',
      'sells-by-tiers',
    ],
  },
  bigcommerce: {
    open: openBigCommerce,
    codes: BIGCOMMERCE_CODES,
    abilities: BIGCOMMERCE_ABILITIES,
    followsErp: {
      options: { order_status_by_erp: { ...KEPT_STATUSES, shipped: '2', invoiced: '2' } },
      done: '2',
      byStaff: '12',
    },
  },
  magento: { open: openMagento, codes: MAGENTO_CODES, abilities: MAGENTO_ABILITIES },
  'salesforce-commerce': {
    open: openSalesforceCommerce,
    codes: SALESFORCE_COMMERCE_CODES,
    abilities: SALESFORCE_COMMERCE_ABILITIES,
    followsErp: {
      options: { order_status_by_erp: { ...KEPT_STATUSES, shipped: 'completed', invoiced: 'completed' } },
      done: 'completed',
      byStaff: 'cancelled',
    },
  },
  'sap-commerce': { open: openSapCommerce, codes: SAP_COMMERCE_CODES, abilities: SAP_COMMERCE_ABILITIES },
};

/** Every ERP that scenarios can be played in. */
export const ERP_DESKS: Readonly<Record<string, CataloguedErp>> = {
  'business-central': {
    open: openBusinessCentral,
    abilities: ['doubles-order-numbers', 'keeps-categories', 'keeps-variants', 'lists-prices'],
    thirdPartyLines: { third_party_account: '44200' },
    credits: {
      options: { post_credit_memos: true, no_restock_account: '44200', unknown_restock: 'return' },
      thrownAway: '44200',
      shipping: '44100',
    },
    codes: {
      shippingMethods: { standard: 'STANDARD', express: 'EXPRESS', free: 'FREE' },
      paymentMethods: { card: 'CARD', later: 'CASH', 'not yet': 'BANK' },
    },
  },
  acumatica: {
    open: openAcumatica,
    codes: ACUMATICA_CODES,
    thirdPartyLines: { third_party_item: 'FEE' },
    abilities: [
      'keeps-categories',
      'describes-items',
      'lists-prices',
      'prices-by-day',
      'doubles-order-numbers',
      'holds-orders',
      'tells-cancelled',
      ...ACUMATICA_PRICES,
    ],
    pricesApart: { list_price: 'sales-prices' },
    credits: {
      options: {
        release_credit_memos: true,
        refund_item: 'SHIPPING',
        no_restock_item: 'FEE',
        unknown_restock: 'return',
      },
      thrownAway: 'FEE',
      shipping: 'SHIPPING',
    },
  },
  'epicor-p21': {
    open: openEpicorP21,
    codes: EPICOR_P21_CODES,
    abilities: ['doubles-order-numbers', 'keeps-categories', 'holds-orders', 'tells-cancelled'],
    thirdPartyLines: { third_party_item: 'FEE' },
  },
  'epicor-eclipse': {
    open: openEpicorEclipse,
    codes: EPICOR_ECLIPSE_CODES,
    abilities: ['doubles-order-numbers', 'lists-prices', 'holds-orders', 'tells-cancelled'],
    thirdPartyLines: { third_party_item: 'FEE' },
  },
  netsuite: {
    open: openNetSuite,
    codes: NETSUITE_CODES,
    abilities: ['keeps-categories', 'tells-cancelled', ...NETSUITE_PRICES],
    pricesApart: NETSUITE_GROUP_PRICES,
    thirdPartyLines: { third_party_item: 'FEE' },
    credits: {
      options: { refund_item: 'SHIPPING', no_restock_item: 'FEE', unknown_restock: 'return' },
      thrownAway: 'FEE',
      shipping: 'SHIPPING',
    },
  },
  'sap-business-one': {
    open: openSapBusinessOne,
    codes: SAP_BUSINESS_ONE_CODES,
    abilities: [
      'doubles-order-numbers',
      'keeps-categories',
      'holds-orders',
      'tells-cancelled',
      ...SAP_BUSINESS_ONE_PRICES,
    ],
    pricesApart: SAP_BUSINESS_ONE_GROUP_PRICES,
    thirdPartyLines: { third_party_item: 'FEE' },
    credits: { options: { unknown_restock: 'return', refund_item: 'FEE' }, shipping: 'FEE' },
  },
  infor: {
    open: openInfor,
    codes: INFOR_CODES,
    abilities: ['doubles-order-numbers', 'keeps-categories', 'tells-cancelled'],
    thirdPartyLines: { third_party_item: 'FEE' },
  },
  'sage-intacct': {
    open: openSageIntacct,
    codes: SAGE_INTACCT_CODES,
    abilities: ['doubles-order-numbers', 'keeps-categories', 'tells-cancelled'],
    thirdPartyLines: { third_party_item: 'FEE' },
    credits: {
      options: { post_refunds: true, refund_item: 'FEE', no_restock_item: 'FEE', unknown_restock: 'return' },
      thrownAway: 'FEE',
      shipping: 'FEE',
    },
  },
  'sage-intacct-xml': {
    open: openSageIntacctXml,
    codes: SAGE_INTACCT_CODES,
    abilities: ['doubles-order-numbers', 'keeps-categories', 'tells-cancelled'],
    thirdPartyLines: { third_party_item: 'FEE' },
    variantOf: 'sage-intacct',
  },
  'ddi-inform': {
    open: openDdiInform,
    codes: FILE_ERP_CODES,
    thirdPartyLines: {},
    abilities: ['keeps-categories', ...FILE_ERP_PRICES],
  },
  'distribution-one': {
    open: openDistributionOne,
    codes: FILE_ERP_CODES,
    thirdPartyLines: {},
    abilities: ['keeps-categories', ...FILE_ERP_PRICES],
  },
};
