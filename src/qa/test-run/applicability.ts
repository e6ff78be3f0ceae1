import type { Pickle, PickleStep } from '@cucumber/messages';
import type { ConnectorFile } from '../../model/config.generated.ts';
import { ERP_DESKS, SHOP_DESKS } from '../desks/desk-catalogue.ts';
import { ERP_ABILITIES } from '../desks/erp-desk.ts';
import { SHOP_ABILITIES, type ShopAbility } from '../desks/shop-desk.ts';
import type { PairName } from '../scenario/pair-project.ts';
import { matchStep } from '../steps/match-step.ts';
import type { Need, Table } from '../steps/step-definition.ts';
import { known } from '../steps/tables.ts';

/** A pair whose connectors are known, for deciding which scenarios apply to it. */
export interface KnownPair extends PairName {
  readonly connectors: Readonly<Record<'shop' | 'erp', ConnectorFile>>;
}

/** Why a scenario does not apply. `declared`: a connector's `gaps` or a desk's abilities say so; otherwise something is missing. */
export interface WhyNot {
  readonly text: string;
  readonly declared: boolean;
}

/** Why a scenario does not apply to a pair; undefined when it does. Follows from the words of its steps. */
export function whyNot(pickle: Pickle, pair: KnownPair): WhyNot | undefined {
  for (const need of [...pickle.tags.flatMap(needOfTag), ...pickle.steps.flatMap(needsOf)]) {
    const reason = unmet(need, pair);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

/** `@needs:counts-shipped`: what no step says by itself. Throws for an ability that there is not. */
function needOfTag({ name }: { readonly name: string }): readonly Need[] {
  const [, written] = /^@needs:(.+)$/.exec(name) ?? [];
  if (written === undefined) return [];
  const abilities = Object.keys(SHOP_ABILITIES) as ShopAbility[];
  return [{ ability: known(written, abilities, 'ability of a shop called') }];
}

function needsOf({ text, argument }: PickleStep): readonly Need[] {
  const table: Table = argument?.dataTable?.rows.map(({ cells }) => cells.map(({ value }) => value)) ?? [];
  return matchStep(text).flatMap(({ definition, args }) => definition.needs?.(args, table) ?? []);
}

function unmet(need: Need, pair: KnownPair): WhyNot | undefined {
  if ('ability' in need) {
    const has = SHOP_DESKS[pair.shop]?.abilities.includes(need.ability) === true;
    return has ? undefined : { text: `${pair.shop} is no shop that ${SHOP_ABILITIES[need.ability]}`, declared: true };
  }
  if ('erpAbility' in need) {
    const has = ERP_DESKS[pair.erp]?.abilities?.includes(need.erpAbility) === true;
    return has ? undefined : { text: `${pair.erp} is no ERP that ${ERP_ABILITIES[need.erpAbility]}`, declared: true };
  }
  const { capabilities, checklist, gaps, operations } = pair.connectors[need.side];
  const system = pair[need.side];
  if ('listed' in need) {
    const read = capabilities[`${need.listed}.read`];
    const whole =
      read !== undefined &&
      'cursor' in read &&
      read.cursor.kind === 'scan' &&
      operations[read.read]?.paging?.style !== 'files';
    return whole ? undefined : { text: `${system} lists only what has changed of its ${need.listed}`, declared: true };
  }
  if ('capability' in need)
    return need.capability in capabilities
      ? undefined
      : because(`${system} has no ${need.capability}`, gaps[need.capability]);
  if (checklist[need.document]?.[need.item] !== undefined) return undefined;
  const [id = ''] = need.item.split('.');
  return because(`${system} has no ${need.item} on its ${need.document}`, gaps[need.item] ?? gaps[id]);
}

const because = (what: string, gap: string | undefined): WhyNot => ({
  text: gap === undefined ? what : `${what}: ${gap}`,
  declared: gap !== undefined,
});
