import { Refused } from './command.js';

/**
 * Work at the brokers. What Kafka says names addresses and topics only, so it is passed on.
 * @param kept what stands although the work failed, and what to do
 * @throws Refused
 */
export async function atBrokers<T>(kept: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new Refused(`${error instanceof Error ? error.message : String(error)}\n${kept}`);
  }
}
