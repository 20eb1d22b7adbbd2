import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { faultOfJson } from './json-faults.js';

describe('faults of JSON', () => {
  it.each([
    ['duplicate-name', '{"a":1,"a":2}'],
    ['duplicate-name', '[{"x":{"b": 1 , "c" : "}" ,\n "b"\t: 2}}]'],
    ['duplicate-name', String.raw`{"ab":1,"a\u0062":2}`],
    ['duplicate-name', String.raw`{"\"":1,"\"":2}`],
    ['too-deep', `${'['.repeat(101)}${']'.repeat(101)}`],
    ['number', '[1e999]'],
    ['number', '{"a":-1e400}'],
    ['number', '12345678901234567890'],
    [undefined, `${'['.repeat(100)}${']'.repeat(100)}`],
    [undefined, '{"a":{"a":{"a":[{"a":1},{"a":2}]}}}'],
    [undefined, String.raw`{"a":"b\\","c":"\"c\":","d":"{\"c\":1"}`],
    [undefined, '{"a":"a","b":"a"}'],
    [undefined, '[9007199254740991,-0.5e-3,1E+2]'],
    [undefined, '"12345678901234567890"'],
  ])('%s: %s', (fault, text) => {
    JSON.parse(text);
    expect(faultOfJson(text)).toBe(fault);
  });

  it('finds none in what JSON.stringify writes, and the doubled name in what it is put into', () => {
    fc.assert(
      fc.property(fc.string(), fc.jsonValue({ noUnicodeString: false }), (name, value) => {
        const text = JSON.stringify({ [name]: value }, null, 1);
        const numbers = JSON.stringify(value).match(/\d{16,}|e\+/i);
        if (numbers === null) expect(faultOfJson(text)).toBeUndefined();
        expect(faultOfJson(`{${JSON.stringify(name)}:0,${JSON.stringify(name)}:0}`)).toBe('duplicate-name');
      }),
    );
  });
});
