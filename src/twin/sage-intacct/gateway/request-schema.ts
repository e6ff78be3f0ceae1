import { checkContent, isOlderFunction } from './content-models.ts';
import { businessError, schemaError } from './gateway-error.ts';
import { isFunction } from './gateway-functions.ts';
import { childIn, childrenIn, textIn, type XmlElement } from './xml-element.ts';

const REQUEST_PARTS = ['control', 'operation'];
const CONTROL_PARTS = [
  ...['senderid', 'password', 'controlid', 'uniqueid', 'dtdversion', 'policyid', 'debug', 'validate'],
  ...['includewhitespace', 'showadditionalerrorinfo'],
];

/** What holds of each request whatever it asks for. Throws GatewayError. */
export function checkRequest(root: XmlElement): void {
  if (root.name !== 'request')
    throw schemaError(
      `Error 1845: Element '${root.name}': No matching global declaration available for the validation root.`,
    );
  inOrder(root, REQUEST_PARTS);
  const control = needed(root, 'control');
  inOrder(control, CONTROL_PARTS);
  for (const name of ['senderid', 'password', 'controlid', 'dtdversion']) needed(control, name);
  const controlId = textIn(control, 'controlid') ?? '';
  if (controlId.length < 1 || controlId.length > 256)
    throw schemaError(`Error 1832: Element 'controlid': The value has a length of ${controlId.length}.`);
  const version = textIn(control, 'dtdversion') ?? '';
  if (version !== '3.0' && version !== '2.1') throw businessError(`The DTD version ${version} is not valid`);
  const operation = needed(root, 'operation');
  inOrder(operation, ['authentication', 'content']);
  const authentication = needed(operation, 'authentication');
  if (childIn(authentication, 'login') === undefined) needed(authentication, 'sessionid');
  else inOrder(needed(authentication, 'login'), ['userid', 'companyid', 'password', 'clientid', 'locationid']);
  const functions = childrenIn(needed(operation, 'content'), 'function');
  if (functions.length === 0)
    throw schemaError("Error 1871: Element 'content': Missing child element(s). Expected is ( function ).");
  for (const call of functions) checkFunction(call);
}

function checkFunction(call: XmlElement): void {
  if (call.attributes.controlid === undefined)
    throw schemaError("Error 1868: Element 'function': The attribute 'controlid' is required but missing.");
  const [element, ...others] = call.children;
  if (element === undefined || others.length > 0)
    throw schemaError(
      "Error 1871: Element 'function': Missing or too many child element(s). Expected is one function.",
    );
  if (!isFunction(element.name))
    throw schemaError(`Error 1871: Element '${element.name}': This element is not expected.`);
  if (isOlderFunction(element.name)) checkContent(element);
}

export function needed(element: XmlElement, name: string): XmlElement {
  const child = childIn(element, name);
  if (child === undefined)
    throw schemaError(`Error 1871: Element '${element.name}': Missing child element(s). Expected is ( ${name} ).`);
  return child;
}

/** Each name once at most, and in this order. */
function inOrder({ children }: XmlElement, names: readonly string[]): void {
  let at = -1;
  for (const { name } of children) {
    const place = names.indexOf(name);
    if (place <= at) throw schemaError(`Error 1871: Element '${name}': This element is not expected.`);
    at = place;
  }
}
