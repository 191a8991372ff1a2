import { Typography } from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import type { Schemas } from '../api/client';
import { CapacityBar } from '../common/capacity.bar';
import { Section } from './overview.section';

/** How full the fleet is, and how much of what is free can be used now. */
export function Slots({ slots, cordoned }: Pick<Schemas['Overview'], 'slots' | 'cordoned'>) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const number = new Intl.NumberFormat(locale);
  const { total, used, placeable } = slots;
  return (
    <Section title="slots">
      <CapacityBar used={used} total={total} />
      <Typography variant="body2" sx={{ mt: 1 }}>
        {translate('amiral.overview.placeable', { smart_count: placeable, count: number.format(placeable) })}
        {' · '}
        {translate('amiral.overview.cordoned', { smart_count: cordoned, count: number.format(cordoned) })}
      </Typography>
    </Section>
  );
}
