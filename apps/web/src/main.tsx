import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { queryClient } from './api/query-client';
import { router } from './routes';
import { loadSession } from './session/session-store';
import { startTexts } from './texts/texts';
import { InstitutionTheme } from './shell/institution-theme';

// Who is signed in, the texts, and the code and the content of the page come at the same time (pages.md 5.9).
void loadSession();
const textsAreThere = startTexts();
void router.load();
await textsAreThere;
const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <InstitutionTheme>
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </InstitutionTheme>
    </StrictMode>,
  );
}
