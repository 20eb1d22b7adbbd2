import { QueryClient } from '@tanstack/react-query';
import { isProblem } from './problem';

const RETRIES = 2;

/** Reads are tried again, but not what the service has refused; answers live in memory only (pages.md 3.2, 5.14). */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      retry: (failures, error) => failures < RETRIES && !(isProblem(error) && error.status < 500),
      staleTime: 5_000,
      refetchOnWindowFocus: true,
    },
    mutations: { retry: false },
  },
});
