import ReportProblem from '@mui/icons-material/ReportProblem';
import { Badge } from '@mui/material';
import { Menu, useGetList, useTranslate } from 'react-admin';
import { useLive } from '../common/use-live';

const UNCARED = { state: 'open', acknowledged: 'false' };

/** The way to the incidents, with the number of those that nobody takes care of. */
export function IncidentsItem() {
  useLive('incidents');
  const translate = useTranslate();
  const { total = 0 } = useGetList('incidents', { filter: UNCARED, pagination: { page: 1, perPage: 1 } });
  // An empty badge stays in the page, unseen.
  const badge =
    total > 0
      ? { role: 'img', 'aria-label': translate('amiral.incident.uncared', { smart_count: total }) }
      : { 'aria-hidden': true };
  return (
    <Menu.Item
      to="/incidents"
      primaryText="resources.incidents.menu"
      leftIcon={
        <Badge badgeContent={total} color="error" max={999} slotProps={{ badge }}>
          <ReportProblem />
        </Badge>
      }
    />
  );
}
