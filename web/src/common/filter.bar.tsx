import { Box } from '@mui/material';
import type { ReactNode } from 'react';
import { FilterLiveForm, TextInput } from 'react-admin';

/** Filters above a list, in as many lines as the screen needs; what is chosen stands in the address. */
export function FilterBar({ children }: { children?: ReactNode }) {
  return (
    <FilterLiveForm>
      <Box
        role="search"
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          columnGap: 1.5,
          px: 1.5,
          py: 0.5,
          // Twice, to be heard over the inputs' own full width.
          '&& > *': { width: { xs: '100%', sm: 200 } },
        }}
      >
        <TextInput source="q" label="ra.action.search" type="search" helperText={false} resettable />
        {children}
      </Box>
    </FilterLiveForm>
  );
}
