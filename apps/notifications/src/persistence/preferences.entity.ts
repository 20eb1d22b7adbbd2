import { EntitySchema } from 'typeorm';
import { type Columns, MappedTable } from '#platform';
import type { Preferences } from '../domain/preferences.js';

/** The preferences of one person. */
export interface PreferencesRow extends Preferences {
  readonly institutionOid: string;
  readonly personId: string;
  readonly changedAt: Date;
}

export const PreferencesEntity = new EntitySchema<PreferencesRow>({
  name: 'Preferences',
  tableName: 'preferences',
  columns: {
    institutionOid: { name: 'institution_oid', type: 'text', primary: true },
    personId: { name: 'person_id', type: 'text', primary: true },
    shortcuts: { name: 'shortcuts', type: 'boolean' },
    digest: { name: 'digest', type: 'jsonb' },
    views: { name: 'views', type: 'jsonb' },
    changedAt: { name: 'changed_at', type: 'timestamptz' },
  } satisfies Columns<PreferencesRow>,
});

export const PREFERENCES = new MappedTable(PreferencesEntity);
