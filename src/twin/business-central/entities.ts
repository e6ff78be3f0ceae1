import type { Company } from './company.ts';
import type { Entity } from './entity.ts';
import { codeListEntities, masterEntities } from './master-entities.ts';
import { paymentEntities, salesEntities } from './sales-entities.ts';

/** Every entity set of the standard API that the twin has, by name. */
export function entitiesOf(company: Company): ReadonlyMap<string, Entity> {
  const entities = new Map<string, Entity>();
  const named = (name: string): Entity => {
    const entity = entities.get(name);
    if (entity === undefined) throw new Error(`no entity ${name}`);
    return entity;
  };
  for (const entity of [
    ...codeListEntities(company),
    ...masterEntities(company, named),
    ...salesEntities(company, named),
    ...paymentEntities(company, named),
  ])
    entities.set(entity.name, entity);
  return entities;
}
