import { Injectable } from '@nestjs/common';
import type { Actor, SqlRunner } from '#platform';
import { type Preferences, USUAL } from '../domain/preferences.js';
import { PREFERENCES } from './preferences.entity.js';

type Owner = Pick<Actor, 'institutionOid' | 'personId'>;

@Injectable()
export class PreferencesRepository {
  async find(sql: SqlRunner, { institutionOid, personId }: Owner): Promise<Preferences> {
    const [found] = await PREFERENCES.find(sql, { institutionOid, personId });
    return found ? contentOf(found) : USUAL;
  }

  /** The same, locked until the transaction ends, also where nothing has been chosen yet. */
  async lock(sql: SqlRunner, { institutionOid, personId }: Owner, at: Date): Promise<Preferences> {
    await sql.query(
      `INSERT INTO preferences (institution_oid, person_id, shortcuts, views, changed_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (institution_oid, person_id) DO NOTHING`,
      [institutionOid, personId, USUAL.shortcuts, JSON.stringify(USUAL.views), at],
    );
    const [found] = await PREFERENCES.find(sql, { institutionOid, personId }, { lock: 'pessimistic_write' });
    return found ? contentOf(found) : USUAL;
  }

  async save(sql: SqlRunner, { institutionOid, personId }: Owner, preferences: Preferences, at: Date): Promise<void> {
    await PREFERENCES.update(sql, { institutionOid, personId }, { ...preferences, changedAt: at });
  }

  /** In every institution: the id is all that is known. */
  async forget(sql: SqlRunner, personId: string): Promise<void> {
    await PREFERENCES.delete(sql, { personId });
  }
}

function contentOf({ shortcuts, digest, views }: Preferences): Preferences {
  return { shortcuts, digest, views };
}
