import { type LoadedProject, loadConnectorFile, loadLibrary } from '../../load/load-project.ts';
import { IntegrationError } from '../../model/integration-error.ts';
import { ERP_DESKS, SHOP_DESKS } from '../desks/desk-catalogue.ts';
import type { KnownPair } from './applicability.ts';

/** A pair of a project, with the names of its connections. */
export interface ProjectPair {
  readonly pair: KnownPair;
  readonly shop: string;
  readonly erp: string;
}

/** Every shop with every ERP that ships with Pipewright and that scenarios can be played in; of a system with several APIs by one of them. */
export const shippedPairs = (builtIn: string): KnownPair[] =>
  pairsWith(
    builtIn,
    Object.keys(ERP_DESKS).filter((erp) => ERP_DESKS[erp]?.variantOf === undefined),
  );

/** Those as well in which a system is reached by another of its APIs. */
export const playablePairs = (builtIn: string): KnownPair[] => pairsWith(builtIn, Object.keys(ERP_DESKS));

function pairsWith(builtIn: string, erps: readonly string[]): KnownPair[] {
  const { connectors } = loadLibrary({ root: builtIn, builtIn });
  return Object.keys(SHOP_DESKS).flatMap((shop) =>
    erps.flatMap((erp) => {
      const files = { shop: connectors.get(shop)?.value, erp: connectors.get(erp)?.value };
      return files.shop === undefined || files.erp === undefined
        ? []
        : [{ shop, erp, connectors: { shop: files.shop, erp: files.erp } }];
    }),
  );
}

/**
 * The shop and the ERP that a project connects: the first connection of each role. Throws USAGE when one of them is missing
 * or there is no twin for it.
 */
export function projectPair(project: LoadedProject): ProjectPair {
  const found = { shop: undefined, erp: undefined } as Record<
    'shop' | 'erp',
    [string, KnownPair['connectors']['shop']] | undefined
  >;
  for (const [name, { connector }] of project.connections) {
    const file = loadConnectorFile(project, connector)?.value;
    if (file !== undefined) found[file.role] ??= [name, file];
  }
  const { shop, erp } = found;
  if (shop === undefined || erp === undefined)
    throw new IntegrationError(
      'USAGE',
      `the project has no connection to ${shop === undefined ? 'a shop' : 'an ERP'}: scenarios are played between the two`,
      {},
    );
  const [shopFile, erpFile] = [shop[1], erp[1]];
  for (const [system, desks] of [
    [shopFile.connector, SHOP_DESKS],
    [erpFile.connector, ERP_DESKS],
  ] as const)
    if (!(system in desks))
      throw new IntegrationError(
        'USAGE',
        `there is no twin for ${system}; scenarios can be played in ${Object.keys({ ...SHOP_DESKS, ...ERP_DESKS }).join(', ')}`,
        {},
      );
  return {
    pair: { shop: shopFile.connector, erp: erpFile.connector, connectors: { shop: shopFile, erp: erpFile } },
    shop: shop[0],
    erp: erp[0],
  };
}
