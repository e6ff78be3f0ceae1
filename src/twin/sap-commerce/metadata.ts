import { keyAlias } from './integration-key.ts';
import {
  type IntegrationAttribute,
  type IntegrationItem,
  type IntegrationObject,
  isPlain,
  plural,
} from './integration-object.ts';
import { isPrimitive, type Primitive } from './type-system.ts';

const NAMESPACE = 'HybrisCommerceOData';

/** `$metadata`: EDMX with one entity type for each item, keyed by integrationKey. */
export function metadata(object: IntegrationObject): string {
  const items = [...object.items.values()];
  const associations = items.flatMap(references).map(({ of, attribute, target }) => {
    const name = `FK_${of.code}_${attribute.name}`;
    const many = attribute.descriptor.many ? '*' : '0..1';
    return `<Association Name="${name}"><End Type="${NAMESPACE}.${of.code}" Multiplicity="0..1" Role="${of.code}_${attribute.name}"/><End Type="${NAMESPACE}.${target}" Multiplicity="${many}" Role="${attribute.name}"/></Association>`;
  });
  const sets = items.map(({ code }) => `<EntitySet Name="${plural(code)}" EntityType="${NAMESPACE}.${code}"/>`);
  return `<?xml version="1.0" encoding="utf-8"?><edmx:Edmx xmlns:edmx="http://schemas.microsoft.com/ado/2007/06/edmx" Version="1.0"><edmx:DataServices xmlns:m="http://schemas.microsoft.com/ado/2007/08/dataservices/metadata" m:DataServiceVersion="1.0"><Schema xmlns="http://schemas.microsoft.com/ado/2006/04/edm" xmlns:s="http://schemas.sap.com/commerce" Namespace="${NAMESPACE}">${items.map((item) => entityType(item, object)).join('')}${associations.join('')}<EntityContainer Name="Container" m:IsDefaultEntityContainer="true">${sets.join('')}</EntityContainer></Schema></edmx:DataServices></edmx:Edmx>`;
}

function entityType(item: IntegrationItem, object: IntegrationObject): string {
  const plain = [...item.attributes.values()].filter(isPlain).map((attribute) => {
    const marks = `${attribute.unique ? ' s:IsUnique="true"' : ''}${attribute.descriptor.localized ? ' s:IsLanguageDependent="true"' : ''}`;
    return `<Property Name="${attribute.name}" Type="Edm.${edm(attribute.descriptor.type as Primitive)}" Nullable="${!attribute.descriptor.required}"${marks}/>`;
  });
  const references_ = references(item).map(({ attribute }) => {
    const { name, unique, autoCreate, descriptor } = attribute;
    const marks = `${unique ? ' s:IsUnique="true"' : ''}${autoCreate ? ' s:IsAutoCreate="true"' : ''}${descriptor.partOf ? ' s:IsPartOf="true"' : ''}`;
    return `<NavigationProperty Name="${name}" Relationship="${NAMESPACE}.FK_${item.code}_${name}" FromRole="${item.code}_${name}" ToRole="${name}"${marks}/>`;
  });
  const alias = keyAlias(item, object);
  return `<EntityType Name="${item.code}"><Key><PropertyRef Name="integrationKey"/></Key>${plain.join('')}<Property Name="integrationKey" Type="Edm.String" Nullable="false" s:Alias="${alias}"/>${references_.join('')}</EntityType>`;
}

function references(of: IntegrationItem) {
  return [...of.attributes.values()].flatMap((attribute: IntegrationAttribute) => {
    const target =
      attribute.target ?? (isPrimitive(attribute.descriptor.type) && attribute.descriptor.many ? 'String' : undefined);
    return target === undefined ? [] : [{ of, attribute, target }];
  });
}

const edm = (type: Primitive): string => type;
