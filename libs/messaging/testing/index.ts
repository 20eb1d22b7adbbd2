/**
 * Suites that hold a broker, an outbox and an inbox to the promises of their ports; for tests only. Each is a function that
 * registers its cases with Jest, for whichever implementation it is given.
 */
export { type BrokerUnderTest, brokerSuite } from './broker-suite.js';
export { type InboxUnderTest, inboxSuite } from './inbox-suite.js';
export { type OutboxUnderTest, outboxSuite } from './outbox-suite.js';
