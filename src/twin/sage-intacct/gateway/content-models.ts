import { schemaError } from './gateway-error.ts';
import type { XmlElement } from './xml-element.ts';

/*
 * What the older functions hold, in this order: the DTDs in https://github.com/intacct/intacct_dtd (v2.1), with what the
 * reference at developer.intacct.com has added since. `a | b` in a model is either, any number of times.
 */
const DAY = 'year, month, day';
const CONTACT_CHOICE = 'contact?, contactname?';
const CURRENCY = 'basecurr?, currency?, exchratedate?, exchratetype?, exchrate?';
const CONSTRUCTION = [
  ...['scope', 'inclusions', 'exclusions', 'terms', 'schedulestartdate', 'actualstartdate', 'scheduledcompletiondate'],
  ...['revisedcompletiondate', 'substantialcompletiondate', 'actualcompletiondate', 'noticetoproceed', 'responsedue'],
  ...['executedon', 'scheduleimpact', 'internalrefno', 'internalinitiatedby', 'internalverbalby', 'internalissuedby'],
  ...['internalissuedon', 'internalapprovedby', 'internalapprovedon', 'internalsignedby', 'internalsignedon'],
  ...['internalsource', 'internalsourcerefno', 'externalrefno', 'externalverbalby', 'externalapprovedby'],
  ...['externalapprovedon', 'externalsignedby', 'externalsignedon', 'performancebondrequired'],
  ...['performancebondreceived', 'performancebondamount', 'performancesuretycompany', 'paymentbondrequired'],
  ...['paymentbondreceived', 'paymentbondamount', 'paymentsuretycompany'],
];
const PROJECT_CONTRACT = [
  ...['projectcontractid', 'pcbexternalrefno', 'pcbdescription', 'pcbdate', 'architect', 'billthroughdate'],
  ...['billapplicationno', 'orgcontractamt', 'retcompletedamt', 'retstoredmaterials', 'lesspriorapplication'],
  ...['tcapmaddition', 'tcapmdeduction', 'tcatmaddition', 'tcatmdeduction', 'previousretainagebalance'],
];
const optional = (names: readonly string[]): string => names.map((name) => `${name}?`).join(', ');

const ORDER_DATES = `needbydate?, shipbydate?, cancelafterdate?, donotshipbeforedate?, donotshipafterdate?,
  servicedeliverydate?, trackingnumber?, shippeddate?, customerponumber?, ${optional(CONSTRUCTION)}`;
const ORDER_TAIL = `vsoepricelist?, customfields?, state?, projectid?, changelognumber?, ${ORDER_DATES}`;
const LINE_TAIL = `unit?, linelevelsimpletaxtype?, discountpercent?, price?, relateddockey?, relateddoclinekey?,
  retainagepercentage?, trx_amountretained?, conversiontype?, sourcelinekey?, discsurchargememo?, locationid?,
  linesubtotals?, departmentid?, memo?, itemdetails?, customfields?, revrectemplate?, revrecstartdate?, revrecenddate?,
  renewalmacro?, projectid?, taskid?, costtypeid?, customerid?, vendorid?, employeeid?, classid?, paymenttaxcapture?,
  contractid?, fulfillmentstatus?, taskno?, billingtemplate?, dropship?, shipto?, needbydate?, shipby?,
  donotshipbeforedate?, donotshipafterdate?, datepickticketprinted?, cancelafterdate?, shippeddate?`;
const SUBTOTAL = `description, total, absval?, percentval?, locationid?, departmentid?, projectid?, taskid?, costtypeid?,
  customerid?, vendorid?, employeeid?, classid?, itemid?, contractid?, customfields?`;
const CONTACT_DETAILS = `taxgroup?, prefix?, firstname?, lastname?, initial?, phone1?, phone2?,
  cellphone?, pager?, fax?, email1?, email2?, url1?, url2?, status?, mailaddress?, taxid?, taxsolutionid?, taxschedule?`;
const CUSTOMER = `parentid?, termname?, custrepid?, shippingmethod?, custtype?, taxid?, creditlimit?,
  retainagepercentage?, territoryid?, resaleno?, deliveryoptions?, accountlabel?, glaccountno?, glgroup?, onhold?,
  comments?, status?, currency?`;
const CUSTOMER_CONTACTS = `primary?, billto?, shipto?, contactinfo?, contactlist?, vsoepricelist?, customfields?,
  visibility?, supdocid?, offsetglaccountno?`;

const MODELS: Readonly<Record<string, string>> = {
  create_sotransaction: `transactiontype, datecreated, dateposted?, createdfrom?, customerid, documentno?, origdocdate?,
    referenceno?, termname?, datedue?, message?, shippingmethod?, shipto?, billto?, supdocid?, externalid?, ${CURRENCY},
    ${ORDER_TAIL}, taxsolutionid?, ${optional(PROJECT_CONTRACT)}, sotransitems, subtotals?`,
  update_sotransaction: `datecreated?, dateposted?, referenceno?, termname?, datedue?, origdocdate?, message?,
    shippingmethod?, shipto?, billto?, supdocid?, externalid?, ${CURRENCY}, ${ORDER_TAIL}, ${optional(PROJECT_CONTRACT)},
    updatesotransitems?, updatesubtotals?`,
  sotransitems: 'sotransitem+',
  sotransitem: `bundlenumber?, itemid, itemaliasid?, itemdesc?, taxable?, warehouseid?, quantity, ${LINE_TAIL}`,
  updatesotransitems: 'sotransitem | updatesotransitem',
  updatesotransitem: `bundlenumber?, itemid?, itemaliasid?, itemdesc?, taxable?, warehouseid?, quantity?, ${LINE_TAIL}`,
  linesubtotals: 'linesubtotal+',
  linesubtotal: 'overridedetailid, trx_tax?',
  subtotals: 'subtotal+',
  subtotal: SUBTOTAL,
  updatesubtotals: 'updatesubtotal+',
  updatesubtotal: SUBTOTAL,
  customfields: 'customfield*',
  customfield: 'customfieldname, customfieldvalue',
  create_customer: `customerid, name, ${CUSTOMER}, externalid?, ${CUSTOMER_CONTACTS}`,
  update_customer: `name?, ${CUSTOMER}, ${CUSTOMER_CONTACTS}`,
  create_contact: `contactname, printas, companyname?, taxable?, ${CONTACT_DETAILS}, externalid?`,
  update_contact: `printas, companyname?, taxable?, ${CONTACT_DETAILS}`,
  // The schema of version 3.0 has these two the other way round where a contact stands in a customer.
  contact: `contactname, printas, taxable?, companyname?, ${CONTACT_DETAILS}`,
  mailaddress:
    'address1?, address2?, address3?, city?, state?, zip?, country?, countrycode?, isocountrycode?, latitude?, longitude?',
  primary: CONTACT_CHOICE,
  billto: CONTACT_CHOICE,
  shipto: CONTACT_CHOICE,
  contactinfo: CONTACT_CHOICE,
  contactlist: 'contactitem*',
  contactitem: 'category, contactname',
  create_aradjustment: `customerid, datecreated, dateposted?, batchkey?, adjustmentno?, action?, invoiceno?,
    description?, externalid?, ${CURRENCY}, nogl?, taxsolutionid?, aradjustmentitems`,
  aradjustmentitems: 'lineitem+',
  lineitem: `glaccountno?, accountlabel?, offsetglaccountno?, amount, memo?, locationid?, departmentid?, key?,
    totalpaid?, totaldue?, customfields?, projectid?, taskid?, costtypeid?, customerid?, vendorid?, employeeid?, itemid?,
    classid?, contractid?, warehouseid?`,
  create_arpayment: `customerid, paymentamount, translatedamount?, batchkey?, bankaccountid?, undepfundsacct?, refid?,
    overpaylocid?, overpaydeptid?, datereceived?, paymentmethod?, ${CURRENCY}, cctype?, authcode?, arpaymentitem*`,
  arpaymentitem: 'invoicekey, amount',
  delete_sotransaction: '',
  delete_customer: '',
  delete_contact: '',
  delete_aradjustment: '',
  delete_arpayment: '',
  get: 'fields?',
  fields: 'field+',
  ...Object.fromEntries(
    [
      ...['datecreated', 'dateposted', 'datedue', 'origdocdate', 'exchratedate', 'needbydate', 'shipbydate', 'shipby'],
      ...['cancelafterdate', 'donotshipbeforedate', 'donotshipafterdate', 'servicedeliverydate', 'shippeddate'],
      ...['datepickticketprinted', 'datereceived', 'pcbdate', 'billthroughdate', 'revrecstartdate', 'revrecenddate'],
    ].map((name) => [name, DAY]),
  ),
};

/** Attributes without which an older function is refused. */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  update_sotransaction: ['key'],
  delete_sotransaction: ['key'],
  updatesotransitem: ['line_num'],
  update_customer: ['customerid'],
  delete_customer: ['customerid'],
  update_contact: ['contactname'],
  delete_contact: ['contactname'],
  delete_aradjustment: ['key'],
  delete_arpayment: ['key'],
  get: ['object', 'key'],
};

interface Particle {
  readonly names: readonly string[];
  readonly least: 0 | 1;
  readonly repeats: boolean;
}

const PARTICLES: ReadonlyMap<string, readonly Particle[]> = new Map(
  Object.entries(MODELS).map(([name, model]) => [name, particlesOf(model)]),
);

function particlesOf(model: string): readonly Particle[] {
  if (model.includes('|')) return [{ names: model.split('|').map((name) => name.trim()), least: 1, repeats: true }];
  return model
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => ({
      names: [part.replace(/[?*+]$/, '')],
      least: /[?*]$/.test(part) ? 0 : 1,
      repeats: /[*+]$/.test(part),
    }));
}

/** Names of a line's ship-to contact stand there as text, those of a document inside (reference of create_sotransaction). */
const isTextHere = (element: XmlElement, parent: string): boolean =>
  element.name === 'shipto' && (parent === 'sotransitem' || parent === 'updatesotransitem');

/** Whether this is an older function whose content is checked here. */
export const isOlderFunction = (name: string): boolean =>
  MODELS[name] !== undefined && /^(create|update|delete)_|^get$/.test(name);

/** Throws GatewayError for an element of an older function that is missing, unknown or in another place than the schema says. */
export function checkContent(element: XmlElement, parent = ''): void {
  const particles = PARTICLES.get(element.name);
  for (const name of NEEDED[element.name] ?? [])
    if (element.attributes[name] === undefined)
      throw schemaError(`Error 1868: Element '${element.name}': The attribute '${name}' is required but missing.`);
  if (particles === undefined || isTextHere(element, parent)) {
    const [first] = element.children;
    if (first !== undefined) throw schemaError(`Error 1871: Element '${first.name}': This element is not expected.`);
    return;
  }
  checkSequence(element, particles);
  for (const child of element.children) checkContent(child, element.name);
}

function checkSequence({ name, children }: XmlElement, particles: readonly Particle[]): void {
  let at = 0;
  let count = 0;
  for (const child of children) {
    const expected: string[] = [];
    for (;;) {
      const particle = particles[at];
      if (particle === undefined) throw unexpected(child.name, expected);
      if (particle.repeats || count === 0) {
        if (particle.names.includes(child.name)) break;
        expected.push(...particle.names);
        if (particle.least > count) throw unexpected(child.name, expected);
      }
      at += 1;
      count = 0;
    }
    count += 1;
  }
  const missing = particles.slice(at).find(({ least }, index) => least > (index === 0 ? count : 0));
  if (missing !== undefined)
    throw schemaError(
      `Error 1871: Element '${name}': Missing child element(s). Expected is ( ${missing.names.join(', ')} ).`,
    );
}

function unexpected(name: string, expected: readonly string[]) {
  const shown =
    expected.length === 1
      ? `Expected is ( ${expected[0]} ).`
      : `Expected is one of ( ${expected.slice(0, 10).join(', ')} ).`;
  return schemaError(
    `Error 1871: Element '${name}': This element is not expected.${expected.length === 0 ? '' : ` ${shown}`}`,
  );
}
