export { closeTesting } from './at-the-end.js';
export { asDescribed } from './described-answers.js';
export { database } from './database.js';
export { eventually } from './eventually.js';
export { CookieBrowser, type Landed } from './cookie-browser.js';
export { type Heard, Listening } from './listening.js';
export { FrozenClock } from './frozen-clock.js';
export { AUDIENCE, localIssuer, type LocalIssuer } from './local-issuer.js';
export {
  accessToken,
  anonymous,
  as,
  basic,
  type Client,
  type Reply,
  type RequestBody,
  withToken,
} from './http-client.js';
export { mutated, type Mutation, mutations, oddValues } from './mutations.js';
export {
  type EnvelopeDifferences,
  outsideClient,
  publish,
  readTopic,
  type TopicMessage,
  topicMessages,
} from './outside.js';
export { crash, restarted } from './processes.js';
export { type KafkaBroker, startKafkaBroker } from './kafka-broker.js';
export { metricOf, type OwnService, startOwnGateway, startOwnService, untilHealthy } from './own-service.js';
export { type OwnSchema, ownSchema } from './own-schema.js';
export { type RunningStack, stack } from './stack.js';
export { type LostAnswer, type ProxyMode, type Slowness, TcpProxy } from './tcp-proxy.js';
