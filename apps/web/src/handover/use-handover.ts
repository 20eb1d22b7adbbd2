import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { applications, commandHeaders, dataOf, newIntention } from '../api/client';
import type { components } from '../api/generated/applications';

export type Move = 'take-over' | 'transfer';
type Handled = components['schemas']['Application'];

/** An application of which parts go from one handler to another, as far as the dialog shows it. */
export interface HandedOver {
  readonly id: string;
  readonly version: number;
  readonly parts: readonly {
    readonly id: string;
    readonly number: number;
    readonly handlerName: string | null;
    readonly allowedActions: readonly string[];
  }[];
}

interface Wanted {
  readonly partIds: string[];
  readonly handlerId: string;
  readonly message: string;
}

/** Takes parts over, or gives them to a colleague; repeated, it is done once. A refusal is read with what stands now. */
export function useHandover(move: Move, { id, version }: HandedOver, onDone: (left: Handled) => void) {
  const client = useQueryClient();
  const [intention, setIntention] = useState(newIntention);
  return useMutation({
    mutationFn: ({ partIds, handlerId, message }: Wanted) => {
      const params = { path: { id }, header: commandHeaders(version, intention) };
      if (move === 'take-over') {
        return dataOf(
          applications.POST('/api/applications/v1/applications/{id}/take-over', { params, body: { partIds } }),
        );
      }
      const body = { handlerId, partIds, ...(message.trim() !== '' && { messageToHandler: message.trim() }) };
      return dataOf(applications.POST('/api/applications/v1/applications/{id}/transfer', { params, body }));
    },
    onSuccess: onDone,
    onError: () => setIntention(newIntention()),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['application'] }),
        client.invalidateQueries({ queryKey: ['decision', 'case', id] }),
      ]),
  });
}
