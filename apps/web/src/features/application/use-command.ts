import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { applications, commandHeaders, dataOf, newIntention } from '../../api/client';
import type { components } from '../../api/generated/applications';

export type Application = components['schemas']['NamedApplication'];
export type Command = 'cancel' | 'reopen' | 'delete';

interface Wanted {
  readonly one: Command;
  readonly partIds?: string[];
}

/** A command of the student on the application; repeated, it is done once. */
export function useCommand({ id, version }: Application, onSettled: () => void) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [intention] = useState(newIntention);
  return useMutation({
    mutationFn: async ({ one, partIds }: Wanted): Promise<string | null> => {
      const params = { path: { id }, header: commandHeaders(version, `${intention}-${one}-${version}`) };
      if (one === 'delete') {
        const { data } = await applications.DELETE('/api/applications/v1/applications/{id}', { params });
        return data === undefined ? null : id;
      }
      const answer = await dataOf(
        one === 'cancel'
          ? applications.POST('/api/applications/v1/applications/{id}/cancel', {
              params,
              body: partIds === undefined ? {} : { partIds },
            })
          : applications.POST('/api/applications/v1/applications/{id}/reopen', { params, body: {} }),
      );
      return answer.id;
    },
    onSuccess: async (left, { one }) => {
      if (left === null) await navigate({ to: '/my/applications' });
      await client.invalidateQueries({ queryKey: left === null ? ['application', 'list'] : ['application'] });
      if (left !== null && one === 'reopen') await navigate({ to: '/applications/$id/edit', params: { id: left } });
    },
    onError: () => client.invalidateQueries({ queryKey: ['application', id] }),
    onSettled,
  });
}
