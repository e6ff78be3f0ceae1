import { connectionSdl, PAGE_ARGS } from './scalars-sdl.ts';

// Types and nullability: the public 2026-04 schema (mores/java-shopify-graphql, support/2026-04-admin-schema.graphql),
// MetafieldDefinition and what it is made of. Owner types are those that the twin has.
export const METAFIELD_DEFINITION_SDL = `
enum MetafieldOwnerType { COLLECTION COMPANY COMPANY_LOCATION CUSTOMER LOCATION ORDER PRODUCT PRODUCTVARIANT }
type MetafieldDefinitionType { category: String! name: String! }
type MetafieldDefinitionValidation { name: String! type: String! value: String }
type MetafieldCapabilityUniqueValues { eligible: Boolean! enabled: Boolean! }
type MetafieldCapabilities { uniqueValues: MetafieldCapabilityUniqueValues! }
type MetafieldDefinition implements Node {
  id: ID! name: String! namespace: String! key: String! description: String ownerType: MetafieldOwnerType!
  type: MetafieldDefinitionType! capabilities: MetafieldCapabilities! validations: [MetafieldDefinitionValidation!]!
  metafieldsCount: Int! pinnedPosition: Int
}
${connectionSdl('MetafieldDefinition')}
input MetafieldCapabilityUniqueValuesInput { enabled: Boolean! }
input MetafieldCapabilityCreateInput { uniqueValues: MetafieldCapabilityUniqueValuesInput }
input MetafieldDefinitionValidationInput { name: String! value: String! }
input MetafieldDefinitionInput {
  namespace: String key: String! name: String! description: String ownerType: MetafieldOwnerType! type: String!
  validations: [MetafieldDefinitionValidationInput!] pin: Boolean = false capabilities: MetafieldCapabilityCreateInput
}
input MetafieldDefinitionIdentifierInput { ownerType: MetafieldOwnerType! namespace: String key: String! }
enum MetafieldDefinitionCreateUserErrorCode {
  BLANK CAPABILITY_REQUIRED_BUT_DISABLED DUPLICATE_OPTION INCLUSION INVALID INVALID_CAPABILITY INVALID_CHARACTER
  INVALID_INPUT_COMBINATION INVALID_OPTION LIMIT_EXCEEDED PINNED_LIMIT_REACHED PRESENT RESERVED_NAMESPACE_KEY
  RESOURCE_TYPE_LIMIT_EXCEEDED TAKEN TOO_LONG TOO_SHORT UNSTRUCTURED_ALREADY_EXISTS UNSUPPORTED_PINNING
}
type MetafieldDefinitionCreateUserError implements DisplayableError {
  field: [String!] message: String! code: MetafieldDefinitionCreateUserErrorCode elementIndex: Int elementKey: String
}
type MetafieldDefinitionCreatePayload { createdDefinition: MetafieldDefinition userErrors: [MetafieldDefinitionCreateUserError!]! }

extend type Query {
  metafieldDefinition(identifier: MetafieldDefinitionIdentifierInput): MetafieldDefinition
  metafieldDefinitions(${PAGE_ARGS}, ownerType: MetafieldOwnerType!, namespace: String, key: String): MetafieldDefinitionConnection!
}
extend type Mutation {
  metafieldDefinitionCreate(definition: MetafieldDefinitionInput!): MetafieldDefinitionCreatePayload
}
`;
