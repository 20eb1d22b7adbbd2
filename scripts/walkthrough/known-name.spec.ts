import { describe, expect, it } from '@jest/globals';
import { requireKnownName } from './known-name.js';

describe('an address that the walkthrough is given', () => {
  it('whose name this machine does not know is reported, with the line that is missing', async () => {
    await expect(requireKnownName('http://idp.invalid:8090')).rejects.toThrow(
      'add the line "127.0.0.1 idp.invalid" to /etc/hosts',
    );
  });

  it.each(['http://127.0.0.1:8080', 'http://localhost:8090'])('%s is taken', async (address) => {
    await expect(requireKnownName(address)).resolves.toBeUndefined();
  });
});
