import type { Company } from './company.ts';
import type { EntitySet } from './entity-sets.ts';
import type { FieldRule, Shape } from './shape.ts';

const EDM: Readonly<Record<FieldRule['type'], string>> = {
  text: 'Edm.String',
  integer: 'Edm.Int32',
  number: 'Edm.Double',
  flag: 'SAPB1.BoYesNoEnum',
  day: 'Edm.Date',
  time: 'Edm.TimeOfDay',
  choice: 'Edm.String',
};

/** `$metadata`: the types of what the company has, its own fields among them (sheet section 1). */
export function metadataOf(company: Company, sets: readonly EntitySet[]): string {
  const types = new Map<string, string>();
  const describe = (shape: Shape, keys: readonly string[]) => {
    if (types.has(shape.name)) return;
    const kind = keys.length === 0 ? 'ComplexType' : 'EntityType';
    const properties = [
      ...(keys.length === 0 ? [] : [`<Key>${keys.map((key) => `<PropertyRef Name="${key}"/>`).join('')}</Key>`]),
      ...Object.entries(shape.fields).map(([name, { type }]) => `<Property Name="${name}" Type="${EDM[type]}"/>`),
      ...company.userFields(shape.table).map(({ name }) => `<Property Name="U_${name}" Type="Edm.String"/>`),
      ...Object.entries(shape.rows).map(
        ([name, row]) => `<Property Name="${name}" Type="Collection(SAPB1.${row.name})"/>`,
      ),
      ...Object.entries(shape.parts).map(([name, part]) => `<Property Name="${name}" Type="SAPB1.${part.name}"/>`),
    ];
    types.set(shape.name, `<${kind} Name="${shape.name}">${properties.join('')}</${kind}>`);
    for (const inner of [...Object.values(shape.rows), ...Object.values(shape.parts)]) describe(inner, []);
  };
  for (const { shape, keys } of sets) describe(shape, keys);
  const container = sets.map(({ name, shape }) => `<EntitySet Name="${name}" EntityType="SAPB1.${shape.name}"/>`);
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>',
    '<Schema Namespace="SAPB1" xmlns="http://docs.oasis-open.org/odata/ns/edm">',
    ...types.values(),
    `<EntityContainer Name="ServiceLayer">${container.join('')}</EntityContainer>`,
    '</Schema></edmx:DataServices></edmx:Edmx>',
  ].join('');
}
