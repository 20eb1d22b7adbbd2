import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import type { ReactNode } from 'react';

export interface NoticeProps {
  readonly kind?: 'info' | 'success' | 'warning' | 'error';
  readonly title?: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  /** `alert` interrupts a screen reader: for what has just gone wrong. */
  readonly role?: 'status' | 'alert' | 'note';
}

export function Notice({ kind = 'info', title, children, action, role = 'note' }: NoticeProps) {
  return (
    <Alert
      severity={kind}
      variant="outlined"
      icon={false}
      role={role}
      sx={{ mb: 2, borderLeftWidth: 6, color: 'text.primary' }}
    >
      {title ? <AlertTitle sx={{ fontWeight: 600 }}>{title}</AlertTitle> : null}
      {children}
      {action ? <div style={{ marginTop: 8 }}>{action}</div> : null}
    </Alert>
  );
}
