import { creditsOf, type LocalisedText } from '#kernel';
import type { Basis } from './domain/case.js';
import type { Attainment } from './persistence/attainments.js';

/** An attainment as people read it (R68). */
export interface AttainmentView {
  readonly id: string;
  readonly decisionId: string;
  readonly recognitionType: string;
  readonly courseCode: string | null;
  readonly name: LocalisedText;
  readonly credits: number;
  readonly grade: string | null;
  readonly fieldOfEducation: number | null;
  readonly bases: readonly Basis[];
  readonly originalDate: string;
  readonly attainmentDate: string;
  readonly recognitionDate: string;
}

export function attainmentView(attainment: Attainment): AttainmentView {
  return { ...attainment, credits: creditsOf(attainment.credits) };
}
