export { creditsOf, hundredthsOf, MAX_CREDITS, type Hundredths } from './credits.js';
export { addDays, addYears, finnishDay, finnishHour, isPlausibleDay, latestDay, monthOf, type Day } from './day.js';
export { firstWorkingDayFrom, isWorkingDay, lastDayOf, type Period } from './legal-periods.js';
export { LIMITS } from './limits.js';
export type { LocalisedText } from './localised-text.js';
export { PERSONAL_DATA_SCAN, personalDataIn, type PersonalData } from './personal-data.js';
export { firstRefusal, isRefused, refuse, together, type Refusal } from './refusal.js';
export {
  CONDITIONS,
  type Condition,
  type Grants,
  RIGHTS_BY_DEFAULT,
  type RightsOfAction,
  ROLES_WITH_RIGHTS,
  type RoleWithRights,
} from './rights-by-default.js';
export {
  type ActedOn,
  type ActionOf,
  DEFAULT_RIGHTS,
  type HolderOfRights,
  obstacleTo,
  readingAsksProgramme,
  RIGHTS_ACTIONS,
  RIGHTS_OF_ACTIONS,
  type Rights,
  type RightsAction,
  type RightsRows,
  rightsWith,
  rolesByDefault,
  waysTo,
} from './rights.js';
