import { Box, Link } from '@mui/material';
import { Link as RouterLink } from 'react-router-dom';
import type { Server } from '../api/client';
import { HealthBadge, StateBadge } from '../servers/server.badges';
import { addressOf, START } from '../servers/server.search';
import { Section } from './overview.section';

type Props =
  | { by: 'state'; counts: [Server['state'], number][] }
  | { by: 'healthStatus'; counts: [Server['healthStatus'], number][] };

const ROW = { display: 'flex', gap: 1, alignItems: 'center' };
const ROWS = { m: 0, p: 0, listStyle: 'none', display: 'flex', flexWrap: 'wrap', columnGap: 2.5, rowGap: 1 };

function badgesOf(props: Props) {
  return props.by === 'state'
    ? props.counts.map(([word, servers]) => ({ word, servers, badge: <StateBadge state={word} /> }))
    : props.counts.map(([word, servers]) => ({ word, servers, badge: <HealthBadge healthStatus={word} /> }));
}

/** How many servers are in each state, or health, with the way to them. */
export function Counts(props: Props) {
  const { by } = props;
  return (
    <Section title={by}>
      <Box component="ul" sx={ROWS}>
        {badgesOf(props).map(({ word, servers, badge }) => (
          <Box component="li" key={word} sx={ROW}>
            <Link
              component={RouterLink}
              to={`/servers${addressOf({ filter: { [by]: [word] }, sort: START.sort })}`}
              color="text.primary"
              underline="hover"
              sx={{ ...ROW, fontWeight: 600, fontVariantNumeric: 'tabular-nums' }}
            >
              {badge}
              {servers}
            </Link>
          </Box>
        ))}
      </Box>
    </Section>
  );
}
