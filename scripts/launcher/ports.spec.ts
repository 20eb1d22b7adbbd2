import net from 'node:net';
import { describe, expect, it } from '@jest/globals';
import {
  freePortNumbers,
  freePorts,
  PORTS,
  type PortName,
  portSentence,
  portsFrom,
  requireFreePorts,
} from './ports.js';

describe('ports', () => {
  it('are the standard ones unless a variable says otherwise', () => {
    const ports = portsFrom({ GATEWAY_PORT: '18080', KAFKA_PORT: '' });
    expect(ports.gateway).toBe(18080);
    expect(ports.kafka).toBe(PORTS.kafka.standard);
  });

  it.each(['0', '65536', '80x', '-1', '8080.5'])('%s is refused, naming the variable', (value) => {
    expect(() => portsFrom({ GATEWAY_PORT: value })).toThrow(`GATEWAY_PORT must be a port between 1 and 65535`);
  });

  it('are refused when two variables say the same', () => {
    expect(() => portsFrom({ DECISIONS_PORT: '8101' })).toThrow(
      'APPLICATIONS_PORT and DECISIONS_PORT both say port 8101: change one of them.',
    );
  });

  it('have standard values that do not collide', () => {
    const standard = Object.values(PORTS).map((port) => port.standard);
    expect(new Set(standard).size).toBe(standard.length);
  });
});

describe('the sentence about a taken port', () => {
  it('names the port, its user and the variable', () => {
    expect(portSentence('gateway', 8080, 'taken')).toBe(
      'Port 8080 for the gateway is already used: stop that program, or set GATEWAY_PORT to another port.',
    );
  });

  it('offers to use the broker or the server that already runs', () => {
    expect(portSentence('kafka', 9092, 'taken')).toMatch(
      /KAFKA_PORT to another port, or KAFKA_BROKERS to use a broker/,
    );
    expect(portSentence('postgres', 5433, 'taken')).toMatch(/POSTGRES_PORT to another port, or DATABASE_URL to use/);
  });

  it('distinguishes a forbidden port from a taken one', () => {
    expect(portSentence('gateway', 80, 'forbidden')).toBe(
      'Port 80 for the gateway may not be opened by this user: set GATEWAY_PORT to a port above 1023.',
    );
  });
});

describe('free ports', () => {
  it('lie below the ones of outgoing connections and are never given out twice', async () => {
    const ports = [...(await freePortNumbers(60)), ...(await freePortNumbers(60))];
    expect(new Set(ports).size).toBe(120);
    expect(Math.max(...ports)).toBeLessThan(32_000);
  });
});

describe('the check of all ports', () => {
  it('passes when they are free and names each one that is not', async () => {
    const ports = await freePorts();
    const names = Object.keys(PORTS) as PortName[];
    await expect(requireFreePorts(ports, names)).resolves.toBeUndefined();

    const server = net.createServer().listen(ports.devIdp, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    try {
      await expect(requireFreePorts(ports, names)).rejects.toThrow(
        `Port ${ports.devIdp} for the development issuer is already used`,
      );
    } finally {
      await new Promise((resolve) => server.close(resolve));
    }
  });
});
