import { Paper, Typography } from '@mui/material';
import { type ReactNode, useId } from 'react';
import { useTranslate } from 'react-admin';

interface Props {
  title: string;
  /** Takes the whole width. */
  isWide?: boolean;
  children: ReactNode;
}

/** One thing to know, under its heading. */
export function Section({ title, isWide = false, children }: Props) {
  const translate = useTranslate();
  const id = useId();
  return (
    <Paper
      component="section"
      variant="outlined"
      aria-labelledby={id}
      sx={{ p: 1.5, minWidth: 0, ...(isWide && { gridColumn: '1 / -1' }) }}
    >
      <Typography id={id} component="h3" variant="subtitle2" sx={{ mb: 1 }}>
        {translate(`amiral.overview.${title}`)}
      </Typography>
      {children}
    </Paper>
  );
}
