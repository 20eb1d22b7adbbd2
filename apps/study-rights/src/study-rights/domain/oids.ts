/**
 * National object identifiers `1.2.246.562.<node>.<number>`. The number is ten digits, not starting with zero, and a
 * check digit. An old generator wrote the check digit 0 as the two characters `10`; such oids are in use and valid.
 * Source: ehoks src/oph/ehoks/schema/oid.clj.
 */
const studyRightPattern = /^1\.2\.246\.562\.15\.([1-9]\d{9})(\d|10)$/;
const learnerPattern = /^1\.2\.246\.562\.24\.([1-9]\d{9})(\d|10)$/;
const testLearnerPattern = /^1\.2\.246\.562\.[12]?98\.([1-9]\d{9})(\d|10)$/;
const organisationPattern = /^1\.2\.246\.562\.(?:10|[12]?99)\.(?:[1-9]\d{9}(?:\d|10)|0{10}1|201[34]\d{18})$/;

/** Luhn check digit of a row of digits. */
export function luhnCheckDigit(digits: string): number {
  const sum = [...digits].reverse().reduce((total, character, index) => {
    const doubled = Number(character) * (index % 2 === 0 ? 2 : 1);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return (10 - (sum % 10)) % 10;
}

/** IBM 1-3-7 check digit: weights 7, 3, 1 from the right. Used for persons of node 24 only. */
export function ibm137CheckDigit(digits: string): number {
  const weights = [7, 3, 1];
  const sum = [...digits]
    .reverse()
    .reduce((total, character, index) => total + Number(character) * (weights[index % 3] ?? 0), 0);
  return (10 - (sum % 10)) % 10;
}

function hasCheckDigit(oid: string, pattern: RegExp, checkDigit: (digits: string) => number): boolean {
  const match = pattern.exec(oid);
  return match !== null && checkDigit(match[1] ?? '') === Number(match[2] === '10' ? '0' : match[2]);
}

/** Study right oid: node 15, Luhn. */
export function isStudyRightOid(oid: string): boolean {
  return hasCheckDigit(oid, studyRightPattern, luhnCheckDigit);
}

/** Learner oid: node 24, IBM 1-3-7; or node 98, 198, 298 of the test environments, Luhn. */
export function isLearnerOid(oid: string): boolean {
  return hasCheckDigit(oid, learnerPattern, ibm137CheckDigit) || hasCheckDigit(oid, testLearnerPattern, luhnCheckDigit);
}

/** Organisation oid: node 10 (or 99, 199, 299). No check digit: wrong ones and 22-digit time stamps are in use. */
export function isOrganisationOid(oid: string): boolean {
  return organisationPattern.test(oid);
}

/**
 * Learner oid made of a random number.
 * @param tenDigits 1 000 000 000 – 9 999 999 999
 */
export function learnerOidOf(tenDigits: number): string {
  return `1.2.246.562.24.${tenDigits}${ibm137CheckDigit(String(tenDigits))}`;
}

/**
 * Study right oid made of a random number.
 * @param tenDigits 1 000 000 000 – 9 999 999 999
 */
export function studyRightOidOf(tenDigits: number): string {
  return `1.2.246.562.15.${tenDigits}${luhnCheckDigit(String(tenDigits))}`;
}
