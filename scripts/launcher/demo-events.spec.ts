import { describe, expect, it } from '@jest/globals';
import { violationsOf } from '#contracts';
import { DEMO, demoPerson } from '#testing/demo';
import { demoEvents } from './demo-events.js';

describe('the demo institutions', () => {
  it('are published as facts that keep to their schemas as a producer must', () => {
    const events = demoEvents(1);
    expect(events.length).toBeGreaterThan(20);
    expect(events.flatMap(({ name, body }) => violationsOf(name, body, 'producer'))).toEqual([]);
  });

  it('have one key per fact', () => {
    const keys = demoEvents(1).map(({ name, key }) => `${name} ${key}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('have a module whose credits are those of its courses', () => {
    const modules = DEMO.courses.filter(({ kind }) => kind === 'MODULE');
    expect(modules).toHaveLength(1);
    for (const { credits, memberCourseCodes } of modules) {
      const members = DEMO.courses.filter(({ courseCode }) => memberCourseCodes.includes(courseCode));
      expect(members).toHaveLength(3);
      expect(members.reduce((sum, course) => sum + course.credits, 0)).toBe(credits);
    }
  });

  it('refer only to people and programmes that exist', () => {
    const people = new Set(DEMO.persons.map(({ personId }) => personId));
    const programmes = new Set(DEMO.programmes.map(({ programmeCode }) => programmeCode));
    expect(DEMO.studyRights.every(({ studentId }) => people.has(studentId))).toBe(true);
    expect(DEMO.studyRights.every(({ programmeCode }) => programmes.has(programmeCode))).toBe(true);
    expect(DEMO.persons.every((person) => person.programmeCodes.every((code) => programmes.has(code)))).toBe(true);
    expect(() => demoPerson('nobody')).toThrow(/^no demo person "nobody"; there are aino, /);
  });

  it('have a learner oid with a valid check digit (IBM 1-3-7)', () => {
    const node = DEMO.learner.oid.split('.').at(-1) ?? '';
    const digits = [...node].map(Number);
    const check = digits.pop();
    const sum = digits.reverse().reduce((total, digit, index) => total + digit * ([7, 3, 1][index % 3] ?? 0), 0);
    expect(check).toBe((10 - (sum % 10)) % 10);
  });
});
