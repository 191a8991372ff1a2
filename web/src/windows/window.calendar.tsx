import ChevronLeft from '@mui/icons-material/ChevronLeft';
import ChevronRight from '@mui/icons-material/ChevronRight';
import { Alert, Box, Card, IconButton, Link, Stack, Typography } from '@mui/material';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocaleState, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router-dom';
import { api, dataOf, type Schemas } from '../api/client';
import { messageOf } from '../api/problem';
import { type Day, weeksOf } from './month';
import { weekdays } from './window.words';

type Occurrence = Schemas['MaintenanceCalendar']['items'][number];

const GRID = {
  display: 'grid',
  gridTemplateColumns: { xs: '1fr', sm: 'repeat(7, minmax(0, 1fr))' },
  border: 1,
  borderColor: 'divider',
};

function useOccurrences(from: Date, to: Date) {
  const query = { from: from.toISOString(), to: to.toISOString() };
  return useQuery({
    queryKey: ['maintenance-windows', 'calendar', query],
    queryFn: () => dataOf(api.GET('/api/v1/maintenance-windows/calendar', { params: { query } })),
    placeholderData: keepPreviousData,
  });
}

const isOn = ({ startsAt, endsAt }: Occurrence, { begins, ends }: Day) =>
  new Date(startsAt) < ends && new Date(endsAt) > begins;

/** Begun the day before, it is shown without a time. */
function Planned({ occurrence: { windowId, name, startsAt }, day }: { occurrence: Occurrence; day: Day }) {
  const [locale] = useLocaleState();
  const start = new Date(startsAt);
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short' }).format(start);
  return (
    <li>
      <Link component={RouterLink} to={`/maintenance-windows/${windowId}`} variant="body2">
        {start >= day.begins ? time : '…'} <bdi>{name}</bdi>
      </Link>
    </li>
  );
}

function DayCell({ day, occurrences }: { day: Day; occurrences: Occurrence[] }) {
  const [locale] = useLocaleState();
  const today = new Date();
  const isToday = day.begins <= today && today < day.ends;
  const whole = new Intl.DateTimeFormat(locale, { dateStyle: 'full' }).format(day.begins);
  return (
    <Box
      sx={{
        display: { xs: occurrences.length > 0 && day.isInside ? 'block' : 'none', sm: 'block' },
        minHeight: { sm: 72 },
        p: 0.5,
        border: '0.5px solid',
        borderColor: 'divider',
        bgcolor: day.isInside ? 'background.paper' : 'background.default',
        overflowWrap: 'anywhere',
      }}
    >
      <Typography variant="caption" component="time" dateTime={day.begins.toISOString()} sx={{ display: 'block' }}>
        <Box component="span" sx={{ display: { sm: 'none' } }}>
          {whole}
        </Box>
        <Box
          component="span"
          sx={{
            display: { xs: 'none', sm: 'inline' },
            ...(isToday && { fontWeight: 700, textDecoration: 'underline' }),
          }}
        >
          {day.begins.getDate()}
        </Box>
      </Typography>
      {occurrences.length > 0 && (
        <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
          {occurrences.map((occurrence) => (
            <Planned key={occurrence.windowId + occurrence.startsAt} occurrence={occurrence} day={day} />
          ))}
        </Box>
      )}
    </Box>
  );
}

function Head({ month, onMove }: { month: Date; onMove: (by: number) => void }) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const name = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric' }).format(month);
  return (
    <Stack direction="row" sx={{ alignItems: 'center', gap: 1, mb: 1 }}>
      <IconButton size="small" onClick={() => onMove(-1)} aria-label={translate('amiral.window.before')}>
        <ChevronLeft />
      </IconButton>
      <Typography variant="h6" component="h2" aria-live="polite">
        {name}
      </Typography>
      <IconButton size="small" onClick={() => onMove(1)} aria-label={translate('amiral.window.after')}>
        <ChevronRight />
      </IconButton>
    </Stack>
  );
}

/** The days in weeks; on a phone those with something planned, below each other. */
function Grid({ days, occurrences }: { days: Day[]; occurrences: Occurrence[] }) {
  const [locale] = useLocaleState();
  return (
    <Box sx={GRID}>
      {weekdays(locale, 'short').map(({ id, name }) => (
        <Typography key={id} variant="caption" sx={{ p: 0.5, fontWeight: 600, display: { xs: 'none', sm: 'block' } }}>
          {name}
        </Typography>
      ))}
      {days.map((day) => (
        <DayCell
          key={day.begins.getTime()}
          day={day}
          occurrences={occurrences.filter((occurrence) => isOn(occurrence, day))}
        />
      ))}
    </Box>
  );
}

/** When windows are on in a month, by the clock of whoever looks. */
export function Calendar() {
  const translate = useTranslate();
  const [month, setMonth] = useState(() => new Date(new Date().getFullYear(), new Date().getMonth(), 1));
  const { from, to, days } = weeksOf(month.getFullYear(), month.getMonth());
  const { data, error, isPlaceholderData } = useOccurrences(from, to);
  return (
    <Card variant="outlined" sx={{ p: 1.5 }}>
      <Head month={month} onMove={(by) => setMonth(new Date(month.getFullYear(), month.getMonth() + by, 1))} />
      {error && <Alert severity="error">{messageOf(error)}</Alert>}
      {data?.items.length === 0 && !isPlaceholderData && (
        <Typography color="text.secondary">{translate('amiral.window.none')}</Typography>
      )}
      <Grid days={days} occurrences={data?.items ?? []} />
    </Card>
  );
}
