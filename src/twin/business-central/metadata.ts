import type { TwinReply } from '../kit/twin-server.ts';
import type { Entity } from './entity.ts';
import { EDM_TYPES } from './field-rules.ts';

/** `GET {base}/$metadata`: the EDMX that is the authority for a tenant's version (sheet section 1), of what the twin has. */
export function metadataReply(entities: ReadonlyMap<string, Entity>): TwinReply {
  const types = [...entities.values()].map(typeOf).join('');
  const sets = [...entities.values()]
    .map(({ name, type }) => `<EntitySet Name="${name}" EntityType="Microsoft.NAV.${type}"/>`)
    .join('');
  return {
    status: 200,
    headers: { 'content-type': 'application/xml; charset=utf-8' },
    body: `<?xml version="1.0" encoding="utf-8"?><edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices><Schema Namespace="Microsoft.NAV" xmlns="http://docs.oasis-open.org/odata/ns/edm">${types}<EntityContainer Name="NAV">${sets}</EntityContainer></Schema></edmx:DataServices></edmx:Edmx>`,
  };
}

function typeOf({ type, fields, navigation }: Entity): string {
  const properties = Object.entries(fields)
    .map(([name, rule]) => {
      const length = rule.length === undefined ? '' : ` MaxLength="${rule.length}"`;
      return `<Property Name="${name}" Type="${EDM_TYPES[rule.type]}"${length}/>`;
    })
    .join('');
  const leads = Object.entries(navigation ?? {})
    .map(([name, { entity, many }]) => {
      const target = `Microsoft.NAV.${entity().type}`;
      return `<NavigationProperty Name="${name}" Type="${many ? `Collection(${target})` : target}"/>`;
    })
    .join('');
  return `<EntityType Name="${type}"><Key><PropertyRef Name="id"/></Key>${properties}${leads}</EntityType>`;
}
