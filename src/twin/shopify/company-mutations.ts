import {
  assignRole,
  type CompanyAddressInput,
  type CompanyContactInput,
  type CompanyInput,
  type CompanyLocationInput,
  companyAddress,
  createCompany,
  createContact,
  createLocation,
  PAYMENT_TERMS_TEMPLATES,
  writeLocation,
} from './companies.ts';
import { findCustomer } from './customers.ts';
import { changed } from './owners.ts';
import type { Resolvers } from './resolvers.ts';
import type { Shop } from './shop.ts';
import { NO_ERRORS, refuse, type UserError } from './user-error.ts';

const notFound = (field: string) => refuse([field], 'Resource requested does not exist.', 'RESOURCE_NOT_FOUND');

function companyFaults(shop: Shop, input: CompanyInput, ownId: string | undefined, at: readonly string[]): UserError[] {
  const errors: UserError[] = [];
  if (input.name !== undefined ? !input.name?.trim() : ownId === undefined)
    errors.push({ field: [...at, 'name'], message: "Name can't be blank", code: 'BLANK' });
  if (
    input.externalId &&
    [...shop.companies.values()].some(({ id, externalId }) => id !== ownId && externalId === input.externalId)
  )
    errors.push({ field: [...at, 'externalId'], message: 'External id has already been taken.', code: 'TAKEN' });
  return errors;
}

function locationFaults(
  shop: Shop,
  input: CompanyLocationInput,
  ownId: string | undefined,
  at: readonly string[],
): UserError[] {
  const errors: UserError[] = [];
  if (
    input.externalId &&
    [...shop.companyLocations.values()].some(({ id, externalId }) => id !== ownId && externalId === input.externalId)
  )
    errors.push({ field: [...at, 'externalId'], message: 'External id has already been taken.', code: 'TAKEN' });
  const template = input.buyerExperienceConfiguration?.paymentTermsTemplateId;
  if (template && !PAYMENT_TERMS_TEMPLATES.some(({ id }) => id === template))
    errors.push({
      field: [...at, 'buyerExperienceConfiguration', 'paymentTermsTemplateId'],
      message: 'Payment terms template does not exist.',
      code: 'INVALID_INPUT',
    });
  if (input.billingSameAsShipping === true && input.billingAddress)
    errors.push({
      field: [...at, 'billingAddress'],
      message: 'Billing address cannot be given when billingSameAsShipping is true.',
      code: 'INVALID_INPUT',
    });
  return errors;
}

function contactFaults(shop: Shop, input: CompanyContactInput, at: readonly string[]): UserError[] {
  if (!input.email) return [{ field: [...at, 'email'], message: "Email can't be blank", code: 'BLANK' }];
  return findCustomer(shop, { email: input.email }) === undefined
    ? []
    : [{ field: [...at, 'email'], message: 'Email address has already been taken.', code: 'DUPLICATE_EMAIL_ADDRESS' }];
}

export const companyMutations: Resolvers<unknown> = {
  /** Makes the company with one location (named after it when none is given) and its main contact, who has no role yet. */
  companyCreate: (
    _,
    {
      input,
    }: {
      input: {
        company: CompanyInput;
        companyContact?: CompanyContactInput | null;
        companyLocation?: CompanyLocationInput | null;
      };
    },
    { shop },
  ) => {
    const errors = [
      ...companyFaults(shop, input.company, undefined, ['input', 'company']),
      ...(input.companyContact ? contactFaults(shop, input.companyContact, ['input', 'companyContact']) : []),
      ...locationFaults(shop, input.companyLocation ?? {}, undefined, ['input', 'companyLocation']),
    ];
    if (errors.length > 0) return { userErrors: errors };
    const company = createCompany(shop, input.company);
    createLocation(shop, company, input.companyLocation ?? {});
    if (input.companyContact) createContact(shop, company, input.companyContact);
    return { company, userErrors: NO_ERRORS };
  },

  companyUpdate: (_, { companyId, input }: { companyId: string; input: CompanyInput }, { shop }) => {
    const company = shop.companies.get(companyId);
    if (company === undefined) return notFound('companyId');
    const errors = companyFaults(shop, input, company.id, ['input']);
    if (errors.length > 0) return { userErrors: errors };
    if (input.name) company.name = input.name;
    if (input.externalId !== undefined) company.externalId = input.externalId;
    if (input.note !== undefined) company.note = input.note;
    changed(shop, company);
    return { company, userErrors: NO_ERRORS };
  },

  companyLocationCreate: (_, { companyId, input }: { companyId: string; input: CompanyLocationInput }, { shop }) => {
    const company = shop.companies.get(companyId);
    if (company === undefined) return notFound('companyId');
    const errors = locationFaults(shop, input, undefined, ['input']);
    if (errors.length > 0) return { userErrors: errors };
    return { companyLocation: createLocation(shop, company, input), userErrors: NO_ERRORS };
  },

  companyLocationUpdate: (_, args: { companyLocationId: string; input: CompanyLocationInput }, { shop }) => {
    const location = shop.companyLocations.get(args.companyLocationId);
    if (location === undefined) return notFound('companyLocationId');
    const errors = locationFaults(shop, args.input, location.id, ['input']);
    if (errors.length > 0) return { userErrors: errors };
    writeLocation(shop, location, args.input);
    changed(shop, location);
    return { companyLocation: location, userErrors: NO_ERRORS };
  },

  companyLocationAssignAddress: (
    _,
    args: { locationId: string; address: CompanyAddressInput; addressTypes: readonly ('BILLING' | 'SHIPPING')[] },
    { shop },
  ) => {
    const location = shop.companyLocations.get(args.locationId);
    const company = shop.companies.get(location?.companyId ?? '');
    if (location === undefined || company === undefined) return notFound('locationId');
    if (!args.address.address1) return refuse(['address', 'address1'], "Address1 can't be blank", 'BLANK');
    const addresses = args.addressTypes.map((type) => {
      const address = companyAddress(shop, company, args.address);
      if (type === 'BILLING') location.billingAddress = address;
      else location.shippingAddress = address;
      return address;
    });
    changed(shop, location);
    return { addresses, userErrors: NO_ERRORS };
  },

  companyLocationTaxSettingsUpdate: (
    _,
    args: {
      companyLocationId: string;
      taxRegistrationId?: string | null;
      taxExempt?: boolean | null;
      exemptionsToAssign?: readonly string[] | null;
      exemptionsToRemove?: readonly string[] | null;
    },
    { shop },
  ) => {
    const location = shop.companyLocations.get(args.companyLocationId);
    if (location === undefined) return notFound('companyLocationId');
    if (args.taxRegistrationId !== undefined) location.taxRegistrationId = args.taxRegistrationId;
    if (typeof args.taxExempt === 'boolean') location.taxExempt = args.taxExempt;
    const gone = new Set(args.exemptionsToRemove ?? []);
    const all = new Set([...location.taxExemptions, ...(args.exemptionsToAssign ?? [])]);
    location.taxExemptions = [...all].filter((exemption) => !gone.has(exemption));
    changed(shop, location);
    return { companyLocation: location, userErrors: NO_ERRORS };
  },

  companyContactCreate: (_, { companyId, input }: { companyId: string; input: CompanyContactInput }, { shop }) => {
    const company = shop.companies.get(companyId);
    if (company === undefined) return notFound('companyId');
    const errors = contactFaults(shop, input, ['input']);
    if (errors.length > 0) return { userErrors: errors };
    return { companyContact: createContact(shop, company, input), userErrors: NO_ERRORS };
  },

  companyAssignCustomerAsContact: (_, args: { companyId: string; customerId: string }, { shop }) => {
    const company = shop.companies.get(args.companyId);
    if (company === undefined) return notFound('companyId');
    if (!shop.customers.has(args.customerId)) return notFound('customerId');
    if (company.contacts.some(({ customerId }) => customerId === args.customerId))
      return refuse(['customerId'], 'Customer is already a contact of the company.', 'TAKEN');
    return { companyContact: createContact(shop, company, { customerId: args.customerId }), userErrors: NO_ERRORS };
  },

  companyContactAssignRole: (
    _,
    args: { companyContactId: string; companyContactRoleId: string; companyLocationId: string },
    { shop },
  ) => {
    const company = [...shop.companies.values()].find(({ contacts }) =>
      contacts.some(({ id }) => id === args.companyContactId),
    );
    const contact = company?.contacts.find(({ id }) => id === args.companyContactId);
    if (company === undefined || contact === undefined) return notFound('companyContactId');
    const role = company.roles.find(({ id }) => id === args.companyContactRoleId);
    if (role === undefined) return notFound('companyContactRoleId');
    if (!company.locationIds.includes(args.companyLocationId)) return notFound('companyLocationId');
    if (contact.roles.some(({ locationId }) => locationId === args.companyLocationId))
      return refuse(
        ['companyContactId'],
        'Company contact has already been assigned a role at the location.',
        'LIMIT_REACHED',
      );
    const { id } = assignRole(shop, contact, role.id, args.companyLocationId);
    return {
      companyContactRoleAssignment: { id, role, companyLocation: shop.companyLocations.get(args.companyLocationId) },
      userErrors: NO_ERRORS,
    };
  },
};
