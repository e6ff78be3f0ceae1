import { badRequest } from './integration-error.ts';
import { type IntegrationAttribute, type IntegrationItem, IntegrationObject } from './integration-object.ts';
import { isPrimitive, type TypeSystem } from './type-system.ts';
import { type Body, objectOf } from './write-item.ts';

/** An integration object as `POST IntegrationService/IntegrationObjects` defines it (sheet section 3.0). */
export function definedObject(body: Body, types: TypeSystem): IntegrationObject {
  const code = textOf(body.code, 'code');
  const items = rows(body.items, 'items').map((item): IntegrationItem => {
    const type = codeOf(item.type, 'type');
    if (!types.has(type)) throw badRequest('missing_nav_property', `The ComposedType [${type}] does not exist.`);
    const attributes = rows(item.attributes, 'attributes').map((each) => attributeOf(each, type, types));
    const made = { code: textOf(item.code, 'code'), type, root: item.root === true };
    if (!attributes.some(({ unique }) => unique))
      throw badRequest(
        'invalid_attribute_value',
        `The item [${made.code}] has no key: at least one attribute must be unique.`,
      );
    return { ...made, attributes: new Map(attributes.map((each) => [each.name, each])) };
  });
  if (items.filter(({ root }) => root).length > 1)
    throw badRequest('invalid_attribute_value', `The integration object [${code}] has more than one root.`);
  const object = new IntegrationObject(code, codeOf(body.integrationType, 'integrationType'), items);
  for (const { attributes } of items)
    for (const { target } of attributes.values())
      if (target !== undefined && !object.items.has(target))
        throw badRequest('missing_nav_property', `[${code}] has no item [${target}].`);
  return object;
}

function attributeOf(written: Body, type: string, types: TypeSystem): IntegrationAttribute {
  const name = textOf(written.attributeName, 'attributeName');
  const qualifier = textOf(objectOf(written.attributeDescriptor, 'attributeDescriptor').qualifier, 'qualifier');
  const descriptor = types.attribute(type, qualifier);
  if (descriptor === undefined)
    throw badRequest('missing_nav_property', `The attribute [${qualifier}] of [${type}] does not exist.`);
  const returned = written.returnIntegrationObjectItem;
  if (!isPrimitive(descriptor.type) && returned === undefined)
    throw badRequest('missing_property', `[${name}] is a reference and needs a returnIntegrationObjectItem.`);
  return {
    name,
    descriptor,
    unique: written.unique === true || descriptor.unique,
    autoCreate: written.autoCreate === true,
    target: returned === undefined ? undefined : codeOf(returned, 'returnIntegrationObjectItem'),
  };
}

export function viewObject({ code, integrationType, items }: IntegrationObject): unknown {
  return {
    code,
    integrationKey: code,
    integrationType: { code: integrationType },
    items: {
      results: [...items.values()].map((item) => ({ code: item.code, type: { code: item.type }, root: item.root })),
    },
  };
}

function rows(sent: unknown, name: string): readonly Body[] {
  if (!Array.isArray(sent)) throw badRequest('missing_property', `The property [${name}] is mandatory.`);
  return sent.map((each) => objectOf(each, name));
}

const codeOf = (sent: unknown, name: string): string => textOf(objectOf(sent, name).code, 'code');

function textOf(sent: unknown, name: string): string {
  if (typeof sent !== 'string' || sent === '')
    throw badRequest('missing_property', `The property [${name}] is mandatory.`);
  return sent;
}
