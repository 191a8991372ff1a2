import { Table, TableBody, TableCell, TableContainer, TableHead, TableRow, Typography } from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import { availabilityOf, type Point } from './server.series';
import { useFigures } from './use-figures';

const HEADS = ['time', 'p50', 'p95', 'max', 'availability', 'maintenance'];
const isKnown = ({ okSeconds }: Point) => okSeconds !== null;

/** What the charts show, for those who do not see them: the newest first, without what is not known. */
export function HistoryTable({ points }: { points: readonly Point[] }) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const { ms, percent, minutes } = useFigures();
  const time = new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'short' });
  const rows = points.filter(isKnown).toReversed();
  const given = (value: number | null, write: (value: number) => string) => (value === null ? '–' : write(value));
  if (rows.length === 0) return <Typography>{translate('amiral.history.too_little')}</Typography>;
  return (
    <TableContainer sx={{ maxHeight: 420 }} tabIndex={0} role="region" aria-label={translate('amiral.history.table')}>
      <Table size="small" stickyHeader>
        <TableHead>
          <TableRow>
            {HEADS.map((head) => (
              <TableCell key={head}>{translate(`amiral.history.${head}`)}</TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map((point) => (
            <TableRow key={point.at}>
              <TableCell sx={{ whiteSpace: 'nowrap' }}>{time.format(Date.parse(point.at))}</TableCell>
              <TableCell>{given(point.p50Ms, ms)}</TableCell>
              <TableCell>{given(point.p95Ms, ms)}</TableCell>
              <TableCell>{given(point.maxMs, ms)}</TableCell>
              <TableCell>{given(availabilityOf(point), percent)}</TableCell>
              <TableCell>{minutes((point.maintenanceSeconds ?? 0) / 60)}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
}
