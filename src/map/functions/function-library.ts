import { addressFunctions } from './addresses.ts';
import { amountFunctions } from './amounts.ts';
import { calendarFunctions } from './calendar.ts';
import { countryFunctions } from './countries.ts';
import { decisionFunctions } from './decision.ts';
import { htmlFunctions } from './html.ts';
import { itemCodeFunctions } from './item-codes.ts';
import type { MappingFunction } from './mapping-function.ts';
import { measureFunctions } from './measures.ts';
import { moneyFunctions } from './money.ts';
import { orderFunctions } from './orders.ts';
import { paymentFunctions } from './payments.ts';
import { peopleFunctions } from './people.ts';
import { phoneFunctions } from './phones.ts';
import { priceTierFunctions } from './price-tiers.ts';
import { refundFunctions } from './refunds.ts';
import { regionFunctions } from './regions.ts';
import { tableFunctions } from './tables.ts';
import { textFunctions } from './text.ts';
import { timeFunctions } from './time.ts';

/** The library by topic, in the order in which it is shown. */
export const FUNCTION_TOPICS: readonly { readonly topic: string; readonly functions: readonly MappingFunction[] }[] = [
  { topic: 'Money and decimals', functions: [...moneyFunctions, ...amountFunctions] },
  { topic: 'Measures and packs', functions: measureFunctions },
  { topic: 'Time', functions: [...timeFunctions, ...calendarFunctions] },
  { topic: 'Text', functions: textFunctions },
  { topic: 'People and addresses', functions: [...peopleFunctions, ...addressFunctions] },
  { topic: 'Countries and regions', functions: [...countryFunctions, ...regionFunctions] },
  { topic: 'Phone numbers', functions: phoneFunctions },
  { topic: 'Orders', functions: [...orderFunctions, ...paymentFunctions, ...refundFunctions] },
  { topic: 'Items', functions: itemCodeFunctions },
  { topic: 'Prices', functions: priceTierFunctions },
  { topic: 'HTML', functions: htmlFunctions },
  { topic: 'Tables and decisions', functions: [...tableFunctions, ...decisionFunctions] },
];

/** Every function that mappings may call besides JSONata’s own. */
export const FUNCTION_LIBRARY: readonly MappingFunction[] = FUNCTION_TOPICS.flatMap(({ functions }) => functions);
