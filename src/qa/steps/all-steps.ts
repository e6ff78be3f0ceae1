import { CAPTURED_STEPS } from './captured-steps.ts';
import { CARRYING_STEPS } from './carrying-steps.ts';
import { CATALOGUE_STEPS } from './catalogue-steps.ts';
import { COMMAND_STEPS } from './command-steps.ts';
import { CUSTOMER_STEPS } from './customer-steps.ts';
import { EDIT_STEPS } from './edit-steps.ts';
import { EVENT_STEPS } from './event-steps.ts';
import { ODD_ANSWER_STEPS } from './odd-answer-steps.ts';
import { ORDER_OUTCOME_STEPS } from './order-outcome-steps.ts';
import { ORDER_STATUS_STEPS } from './order-status-steps.ts';
import { ORDER_STEPS } from './order-steps.ts';
import { PAYMENT_STEPS } from './payment-steps.ts';
import { PRICE_STEPS } from './price-steps.ts';
import { RECORDED_STEPS } from './recorded-steps.ts';
import { REFUND_STEPS } from './refund-steps.ts';
import { RUN_OUTCOME_STEPS } from './run-outcome-steps.ts';
import { SECOND_SHOP_STEPS } from './second-shop-steps.ts';
import { SET_UP_STEPS } from './set-up-steps.ts';
import type { StepDefinition } from './step-definition.ts';
import { TROUBLE_STEPS } from './trouble-steps.ts';
import { WAREHOUSE_STEPS } from './warehouse-steps.ts';

/** The step library, by what a scenario tells. */
export const STEP_CHAPTERS: readonly (readonly [string, readonly StepDefinition[]])[] = [
  ['How it begins', SET_UP_STEPS],
  ['Buyers', CUSTOMER_STEPS],
  ['Orders', ORDER_STEPS],
  ['Orders that are edited', EDIT_STEPS],
  ['Warehouse, stock and invoices', WAREHOUSE_STEPS],
  ['Where an order stands in the ERP', ORDER_STATUS_STEPS],
  ['Payments', PAYMENT_STEPS],
  ['Refunds', REFUND_STEPS],
  ['Catalogue', CATALOGUE_STEPS],
  ['Prices', PRICE_STEPS],
  ['A second shop', SECOND_SHOP_STEPS],
  ['Carrying over', CARRYING_STEPS],
  ['Events', EVENT_STEPS],
  ['What goes wrong', TROUBLE_STEPS],
  ['What is told wrong', ODD_ANSWER_STEPS],
  ['What became of an order', ORDER_OUTCOME_STEPS],
  ['What a run told', RUN_OUTCOME_STEPS],
  ['Captured and recorded records', [...CAPTURED_STEPS, ...RECORDED_STEPS]],
  ['Commands and set-up', COMMAND_STEPS],
];

export const ALL_STEPS: readonly StepDefinition[] = STEP_CHAPTERS.flatMap(([, steps]) => steps);
