import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { REPOSITORY } from '../measure/repository.ts';

const SHOP = { currency: 'EUR', prices_include_tax: false, weight_unit: 'kg' };
const ERP = {
  tenant: 'acme.example',
  environment: 'Production',
  company: 'bb6d48b6-c7b2-4a38-9a93-ad5506407f12',
  local_currency: 'EUR',
  shipping_account: '44100',
};

/**
 * Writes a project with that many pipes: every shipped pipe for a pair of shop and ERP, then for the next pair, each with
 * a modifier of its own. Every tenth modifier is a file.
 */
export function writeManyPipes(root: string, count: number): void {
  const shipped = readdirSync(join(REPOSITORY, 'pipes'))
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => readFileSync(join(REPOSITORY, 'pipes', file), 'utf8'));
  const pairs = Math.ceil(count / shipped.length);
  const connections: Record<string, unknown> = {};
  for (let pair = 1; pair <= pairs; pair += 1) {
    connections[`shop-${pair}`] = {
      connector: 'woocommerce',
      url: `https://shop-${pair}.example.com`,
      credentials: { consumer_key: '${env:WOO_KEY}', consumer_secret: '${env:WOO_SECRET}' },
      options: SHOP,
    };
    connections[`erp-${pair}`] = {
      connector: 'business-central',
      url: 'https://api.businesscentral.dynamics.com',
      credentials: { client_id: '${env:BC_ID}', client_secret: '${env:BC_SECRET}' },
      options: ERP,
    };
  }
  for (const folder of ['pipes', 'mappings/own', 'lookups']) mkdirSync(join(root, folder), { recursive: true });
  // JSON is YAML.
  const write = (path: string, value: unknown) => writeFileSync(join(root, path), JSON.stringify(value, undefined, 2));
  write('pipewright.yaml', { project: 'many-pipes', connections });
  for (let index = 0; index < count; index += 1) {
    const pair = Math.floor(index / shipped.length) + 1;
    const text = (shipped[index % shipped.length] ?? '').replaceAll(/(connection: )(shop|erp)\b/g, `$1$2-${pair}`);
    const pipe = parse(text) as { readonly pipe: string };
    const name = `${pipe.pipe}-${pair}`;
    const modifier = `$ ~> |origin|{ 'number': 'pair-${pair}' }|`;
    const file = `mappings/own/${name}.jsonata`;
    if (index % 10 === 0) writeFileSync(join(root, file), `/* ${name} */ ${modifier}\n`);
    write(`pipes/${name}.yaml`, { ...pipe, pipe: name, modify: [index % 10 === 0 ? file : modifier] });
  }
}
