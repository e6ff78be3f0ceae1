import { decimal } from '../kit/decimal.ts';
import { listOf, textOf } from './entry.ts';
import type { RecordRules } from './record-rules.ts';
import { invalidContent, userError } from './rest-error.ts';

/** `inventoryAdjustment`: pieces are counted up or down (sheet section 3.6, field names of low confidence). */
export const ADJUSTMENT_RULES: RecordRules = {
  settle: (account, adjustment, { before }) => {
    if (before !== undefined) return;
    if (textOf(adjustment, 'account') === '')
      throw userError('Please enter value(s) for: Adjustment Account', 'account');
    if (textOf(adjustment, 'subsidiary') === '') throw userError('Please enter value(s) for: Subsidiary', 'subsidiary');
    adjustment.values.tranDate ??= account.today();
    const lines = listOf(adjustment, 'inventory');
    if (lines.length === 0) throw userError('You must enter at least one line item for this transaction.', 'inventory');
    for (const [index, line] of lines.entries()) {
      const path = `inventory.items[${index}]`;
      if (account.item(textOf(line, 'item'))?.type.name !== 'inventoryItem')
        throw invalidContent(`${path}.item`, `Invalid reference key ${textOf(line, 'item')} for item.`);
      line.values.location ??= textOf(adjustment, 'adjLocation');
      if (line.values.location === '') throw userError('Please enter value(s) for: Location', `${path}.location`);
      if (line.values.adjustQtyBy === undefined)
        throw userError('Please enter value(s) for: Adjust Qty. By', `${path}.adjustQtyBy`);
      line.values.line = index + 1;
    }
  },
  kept: (account, adjustment, { before }) => {
    if (before !== undefined) return;
    for (const line of listOf(adjustment, 'inventory'))
      account.stock.post(textOf(line, 'item'), textOf(line, 'location'), decimal(line.values.adjustQtyBy));
  },
  removed: () => {
    throw userError('An adjustment that is posted cannot be deleted.');
  },
};
