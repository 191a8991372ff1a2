import { Chip, type ChipProps } from '@mui/material';
import type { ReactElement } from 'react';

export type Tone = 'good' | 'notice' | 'bad' | 'quiet' | 'info';

/** Text and ground of each tone, for light and dark: at least 4.5 to 1. */
const COLOURS: Record<Tone, { light: [string, string]; dark: [string, string] }> = {
  good: { light: ['#0f5a2e', '#dcf3e3'], dark: ['#9fe3b8', '#15402a'] },
  notice: { light: ['#7a4100', '#fdeccd'], dark: ['#ffd08a', '#4a3210'] },
  bad: { light: ['#8f1d1d', '#fbe0de'], dark: ['#ffb4ab', '#561f1c'] },
  quiet: { light: ['#434d59', '#e6e9ed'], dark: ['#c3ccd6', '#2e3742'] },
  info: { light: ['#1b4b72', '#dcebf8'], dark: ['#a9d2f5', '#17364f'] },
};

interface Props {
  tone: Tone;
  icon: ReactElement;
  label: string;
  size?: ChipProps['size'];
}

/** A word with its colour and its sign: nobody has to see the colour. */
export function Badge({ tone, icon, label, size = 'small' }: Props) {
  const paint = ([color, bgcolor]: [string, string]) => ({
    color,
    bgcolor,
    '& .MuiChip-icon': { color, fontSize: 16 },
  });
  return (
    <Chip
      size={size}
      icon={icon}
      label={label}
      sx={(theme) => ({ fontWeight: 600, borderRadius: 1.5, ...paint(COLOURS[tone][theme.palette.mode]) })}
    />
  );
}
