import { Box } from '@mui/material';
import type { ReactNode } from 'react';

/** Two inputs a line, one on a phone. */
export function InputGrid({ children }: { children: ReactNode }) {
  return (
    <Box
      sx={{
        display: 'grid',
        columnGap: 2,
        gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' },
        maxWidth: 820,
        width: '100%',
      }}
    >
      {children}
    </Box>
  );
}
