import { creditsOf } from '#kernel';
import type { AttainmentView } from './answer-shapes.js';
import type { Attainment } from '../persistence/attainment.entity.js';

export function attainmentView(attainment: Attainment): AttainmentView {
  return { ...attainment, credits: creditsOf(attainment.credits) };
}
