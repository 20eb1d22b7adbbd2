import { lookup } from 'node:dns/promises';

/** @throws Error with the line that is missing: a name like idp.localhost is this machine for browsers, not for every resolver. */
export async function requireKnownName(address: string): Promise<void> {
  const { hostname } = new URL(address);
  await lookup(hostname).catch((cause: unknown) => {
    throw new Error(
      `This machine does not know the name ${hostname} of ${address}. ` +
        `If it stands for this machine, add the line "127.0.0.1 ${hostname}" to /etc/hosts, then try again.`,
      { cause },
    );
  });
}
