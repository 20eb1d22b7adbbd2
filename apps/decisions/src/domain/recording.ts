import {
  type Day,
  finnishDay,
  type Hundredths,
  isRefused,
  latestDay,
  type LocalisedText,
  monthOf,
  refuse,
  together,
} from '#kernel';
import type { Refusal } from '../errors.js';
import type { Basis, Case, CasePart, RecognitionType, Target } from './case.js';
import type { Course } from './course.js';
import { shareAmongTargets } from './share-among-targets.js';
import type { Decision } from './decision.js';
import { joined, namesOf, type PublicBackground, publicBackgroundOf } from './public-texts.js';
import { onlyAnApprovedFinalDecisionIsRecorded } from './rules/only-an-approved-final-decision-is-recorded.js';
import { attainmentDateInside, type StudyRightDays } from './rules/the-attainment-date-lies-inside-the-study-right.js';

/** What the university's register says at the moment of recording. */
export interface Register {
  readonly courses: ReadonlyMap<string, Course>;
  readonly studyRight: StudyRightDays | undefined;
  readonly programmeName: LocalisedText | undefined;
}

/** An attainment to be written (opintosuoritus). VIRTA: Laji 2, HyvaksilukuPvm = recognitionDate. */
export interface PlannedAttainment {
  readonly recognitionType: Exclude<RecognitionType, 'EXEMPTION'>;
  /** Null for an inclusion: it replaces nothing (R52). */
  readonly courseCode: string | null;
  readonly name: LocalisedText;
  readonly credits: Hundredths;
  readonly grade: string | null;
  readonly fieldOfEducation: number | null;
  readonly bases: readonly Basis[];
  /** D9: when the prior learning was gained. */
  readonly originalDate: Day;
  /** D9: the date that lies inside the study right. */
  readonly attainmentDate: Day;
  /** D9: when it was recognised. */
  readonly recognitionDate: Day;
}

/** The anonymous entry for the recognition bank (R85–R97): nothing in it leads to a person or an application. */
export interface Precedent extends PublicBackground {
  readonly programmeCode: string;
  readonly programmeName: LocalisedText;
  readonly basisKeywords: readonly string[];
  readonly targetName: LocalisedText | null;
  readonly recognitionType: RecognitionType;
  readonly creditsApplied: Hundredths;
  readonly creditsGranted: Hundredths;
  readonly recognisedMonth: string;
}

/** The day asked for as the attainment date, if any, and today. */
export interface RecordingWish {
  readonly recordedOn?: Day;
  readonly today: Day;
}

/** Attainments a decision yields; none for an exemption, which is recorded as "not required" (R53, D8). */
export function planAttainments(
  applicationCase: Case,
  part: CasePart,
  decision: Decision,
  register: Register,
  wish: RecordingWish,
): PlannedAttainment[] | Refusal {
  const refusal = onlyAnApprovedFinalDecisionIsRecorded(decision);
  if (refusal) return refusal;
  if (part.type === 'EXEMPTION') return [];
  const recognitionDate = finnishDay(decision.decidedAt);
  const originalDate = latestDay(part.bases.map(({ gainedOn }) => gainedOn)) ?? recognitionDate;
  const dates = { originalDate, recognitionDate, asked: wish.recordedOn, today: wish.today };
  const attainmentDate: Day | Refusal = register.studyRight
    ? attainmentDateInside(register.studyRight, dates)
    : { refused: 'decision/study-right-unknown', details: { studyRightId: applicationCase.studyRightId } };
  const items = part.type === 'INCLUSION' ? [includedItem(part, decision)] : coursesOf(part.targets, register.courses);
  if (isRefused(attainmentDate)) return together([attainmentDate, isRefused(items) ? items : null]) ?? attainmentDate;
  if (isRefused(items)) return items;
  const shares = shareAmongTargets(
    decision.grantedCredits,
    items.map(({ extent }) => extent),
  );
  const recognitionType = part.type;
  return items.map(({ courseCode, name }, index) => ({
    recognitionType,
    courseCode,
    name,
    credits: shares[index] ?? 0,
    grade: decision.grade,
    fieldOfEducation: decision.fieldOfEducation,
    bases: part.bases,
    originalDate,
    attainmentDate,
    recognitionDate,
  }));
}

/** One entry per recorded part of any type: an exemption is a precedent too (R53, R93). */
export function precedentOf(applicationCase: Case, part: CasePart, decision: Decision, register: Register): Precedent {
  return {
    programmeCode: applicationCase.programmeCode,
    programmeName: register.programmeName ?? { fi: applicationCase.programmeCode },
    ...publicBackgroundOf(part, decision.basisName),
    basisKeywords: decision.keywords,
    targetName: part.type === 'INCLUSION' || part.targets.length === 0 ? null : joinedTexts(part.targets),
    recognitionType: part.type,
    creditsApplied: part.creditsApplied,
    creditsGranted: decision.grantedCredits,
    recognisedMonth: monthOf(finnishDay(decision.decidedAt)),
  };
}

interface Item {
  readonly courseCode: string | null;
  readonly name: LocalisedText;
  readonly extent: Hundredths;
}

/** R140: named as written in the application; the officer's name only where the student left the field empty (R98). */
function includedItem(part: CasePart, decision: Decision): Item {
  const written = joined(namesOf(part.bases), 500);
  return { courseCode: null, name: { fi: written || (decision.basisName ?? '') }, extent: decision.grantedCredits };
}

/** R48, R141: every target course once; a module stands for all its courses and gets nothing itself. */
function coursesOf(targets: readonly Target[], courses: ReadonlyMap<string, Course>): Item[] | Refusal {
  const items = new Map<string, Item>();
  const opened = new Set<string>();
  const unknown = new Set<string>();
  const waiting = targets.map((target) => ({ ...target, ...membersOf(target, courses) }));
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    if (next.kind === 'COURSE') {
      if (!items.has(next.courseCode)) items.set(next.courseCode, next);
      continue;
    }
    if (opened.has(next.courseCode)) continue;
    opened.add(next.courseCode);
    const members = (next.memberCourseCodes ?? []).map((code) => ({ code, course: courses.get(code) }));
    if (members.length === 0) unknown.add(next.courseCode);
    for (const { code, course } of members) if (!course) unknown.add(code);
    waiting.unshift(...members.flatMap(({ course }) => (course ? [course] : [])));
  }
  const refusals = [...unknown].map((courseCode) => refuse('decision/course-unknown' as const, { courseCode }));
  return together(refusals) ?? [...items.values()];
}

function membersOf(target: Target, courses: ReadonlyMap<string, Course>): Pick<Course, 'memberCourseCodes'> {
  return { memberCourseCodes: courses.get(target.courseCode)?.memberCourseCodes ?? [] };
}

/** The targets' names in every language that all of them have. */
function joinedTexts(targets: readonly Target[]): LocalisedText {
  const inLanguage = (language: 'fi' | 'sv' | 'en') => {
    const texts = targets.flatMap(({ name }) => name[language] ?? []);
    return texts.length === targets.length ? joined(texts, 500) : undefined;
  };
  const [sv, en] = [inLanguage('sv'), inLanguage('en')];
  return { fi: inLanguage('fi') ?? '', ...(sv && { sv }), ...(en && { en }) };
}
