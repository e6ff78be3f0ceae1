/**
 * The words of this code. They mean one thing each, here and in every file, message and page.
 *
 * - system: a product with an API (`woocommerce`, `business-central`); a shop or an ERP
 * - connector: what Pipewright knows of a system, as data
 * - capability: what a connector can do in the common vocabulary: `order.read`, `order.find`, `order.write` …
 * - connection: one configured system of a project: `shop`, `erp`
 * - document: a business document in the canonical model: order, customer, product, stock …
 * - native: as the system itself writes it; a mapping turns native into a document (`from`) or back (`to`)
 * - payload: the native data that is about to be written
 * - pipe: one file: from where, which steps, to where, when, how delivered
 * - record: one version of one document on its way through one pipe; its key is the document's id at the source
 * - delivery: the durable account of getting one record to its target: state, attempts, outcome
 * - ledger: the durable store of deliveries, cursors and links; the only thing that must survive a restart
 * - link: the cross-reference between a document's id in one connection and its id in another
 * - event: a change that a system tells by itself; `order.changed`. Its message is proven before anything in it is believed
 * - subscription: the agreement with a system to be told of a topic
 * - verdict: what an answer of a system means
 * - hold: a decision not to go on with a record, with the reason; a person or a later record resolves it
 * - finding: something a user got wrong in a file, with its place and what to write instead
 * - twin: a local, stateful stand-in for a system
 */
export {};
