import { Box } from '@mui/material';
import type { ReactNode } from 'react';

/** What is wider than the screen scrolls in its own frame. */
export function Scroll({ children }: { children: ReactNode }) {
  return <Box sx={{ overflowX: 'auto', maxWidth: { xs: 'calc(100vw - 24px)', sm: '100%' } }}>{children}</Box>;
}
