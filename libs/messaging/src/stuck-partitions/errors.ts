import type { ErrorTable } from '#platform';

/** What the stuck partitions' interface answers with besides the platform's codes; the same in every service. */
export const stuckPartitionErrors = {
  'stuck-partition/read': {
    status: 409,
    level: 'info',
    title: { fi: 'Tietueet on luettu', sv: 'Posterna har lästs', en: 'The records have been read' },
    detail: {
      fi: 'Mitään ei muutettu: kohta {id} luettiin lopulta, eikä sitä tarvitse ohittaa.',
      sv: 'Ingenting ändrades: ställe {id} lästes till slut och behöver inte hoppas över.',
      en: 'Nothing was changed: stretch {id} was read after all and need not be stepped over.',
    },
  },
} satisfies ErrorTable;
