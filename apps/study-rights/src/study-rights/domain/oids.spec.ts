import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  ibm137CheckDigit,
  isLearnerOid,
  isOrganisationOid,
  isStudyRightOid,
  luhnCheckDigit,
  studyRightOidOf,
} from './oids.js';

const tenDigits = fc.integer({ min: 1_000_000_000, max: 9_999_999_999 });

describe('oids', () => {
  it.each([
    ['1.2.246.562.15.20916518804', true],
    ['1.2.246.562.15.12345678911', true],
    ['1.2.246.562.15.12345678910', false],
    ['1.2.246.562.15.02345678911', false],
    ['1.2.246.562.15.1234567891', false],
    ['1.2.246.562.24.12345678911', false],
    [' 1.2.246.562.15.12345678911', false],
    ['1.2.246.562.15.12345678911\n', false],
    ['', false],
  ])('study right oid %s is valid: %s', (oid, valid) => {
    expect(isStudyRightOid(oid)).toBe(valid);
  });

  it.each([
    ['1.2.246.562.24.12345678910', true],
    ['1.2.246.562.24.00000000001', false],
    ['1.2.246.562.24.12345678911', false],
    ['1.2.246.562.98.12345678911', true],
    ['1.2.246.562.198.12345678911', true],
    ['1.2.246.562.298.12345678911', true],
    ['1.2.246.562.98.12345678910', false],
    ['1.2.246.562.398.12345678910', false],
  ])('learner oid %s is valid: %s', (oid, valid) => {
    expect(isLearnerOid(oid)).toBe(valid);
  });

  it.each([
    ['1.2.246.562.10.00000000001', true],
    ['1.2.246.562.10.2013102416241359289612', true],
    ['1.2.246.562.10.2015102416241359289612', false],
    ['1.2.246.562.10.346830761110', true],
    ['1.2.246.562.99.30000000003', true],
    ['1.2.246.562.10.3000000000', false],
    ['1.2.246.562.15.30000000003', false],
  ])('organisation oid %s is valid: %s', (oid, valid) => {
    expect(isOrganisationOid(oid)).toBe(valid);
  });

  it('accepts the check digit 0 written as the two characters 10', () => {
    fc.assert(
      fc.property(tenDigits, (digits) => {
        const written = isStudyRightOid(`1.2.246.562.15.${digits}10`);
        expect(written).toBe(luhnCheckDigit(String(digits)) === 0);
      }),
    );
  });

  it('makes study right oids that are valid, and invalid with any other check digit', () => {
    fc.assert(
      fc.property(tenDigits, fc.integer({ min: 1, max: 9 }), (digits, shift) => {
        const oid = studyRightOidOf(digits);
        const wrong = oid.slice(0, -1) + String((Number(oid.at(-1)) + shift) % 10);
        expect([isStudyRightOid(oid), isStudyRightOid(wrong)]).toEqual([true, false]);
      }),
    );
  });

  it('finds one wrong digit in a learner oid', () => {
    fc.assert(
      fc.property(tenDigits, fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), (digits, place, shift) => {
        const text = String(digits);
        const changed = [...text]
          .map((digit, index) => (index === place ? (Number(digit) + shift) % 10 : digit))
          .join('');
        const checkDigit = ibm137CheckDigit(text);
        expect(isLearnerOid(`1.2.246.562.24.${text}${checkDigit}`)).toBe(true);
        expect(isLearnerOid(`1.2.246.562.24.${changed}${checkDigit}`)).toBe(false);
      }),
    );
  });
});
