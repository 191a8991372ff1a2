import { Alert, Box, Button, Card, Slider, Stack, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Title, useTranslate } from 'react-admin';
import { Link } from 'react-router-dom';
import { messageOf, ProblemError } from '../api/problem';
import { useCan } from '../auth/use.can';
import { useLive } from '../common/use.live';
import { getAvailableServer } from '../servers/server.calls';
import { ServerCard } from '../servers/server.card';

const USUAL_PERCENT = 20;

/** How many servers were refused, for which reason. */
function Refused({ error }: { error: Error }) {
  const translate = useTranslate();
  const rejected = error instanceof ProblemError ? error.problem.rejected : undefined;
  if (!rejected) return <Alert severity="error">{messageOf(error)}</Alert>;
  return (
    <Alert severity="warning">
      {translate('amiral.placement.none')}
      <Box component="ul" sx={{ my: 0.5, pl: 2.5 }}>
        {Object.entries(rejected).map(([reason, count]) => (
          <li key={reason}>
            {translate(`amiral.placement.rejected.${reason}`, { count, _: `${reason}: ${String(count)}` })}
          </li>
        ))}
      </Box>
    </Alert>
  );
}

/** Where would a new customer go? */
export function Placement() {
  useLive('servers');
  const translate = useTranslate();
  const mayCreate = useCan('create', 'instances');
  const [shown, setShown] = useState(USUAL_PERCENT);
  const [least, setLeast] = useState(USUAL_PERCENT);
  const { data, error } = useQuery({
    queryKey: ['servers', 'available', least],
    queryFn: () => getAvailableServer(least),
  });
  const label = translate('amiral.placement.least', { percent: shown });
  return (
    <Stack spacing={2} sx={{ py: 2, maxWidth: 520 }}>
      <Title title={translate('amiral.menu.placement')} />
      <Typography variant="h5" component="h2">
        {translate('amiral.placement.title')}
      </Typography>
      <Card variant="outlined" sx={{ p: 2 }}>
        <Typography id="least">{label}</Typography>
        <Slider
          value={shown}
          step={5}
          min={0}
          max={100}
          aria-labelledby="least"
          onChange={(_event, value) => setShown(value)}
          onChangeCommitted={(_event, value) => setLeast(value)}
        />
      </Card>
      {error && <Refused error={error} />}
      {data && !error && (
        <>
          <ServerCard server={data} />
          {mayCreate && (
            <Button
              component={Link}
              variant="contained"
              to={`/instances/create?source=${encodeURIComponent(JSON.stringify({ serverId: data.id }))}`}
              sx={{ alignSelf: 'start' }}
            >
              {translate('amiral.placement.create')}
            </Button>
          )}
        </>
      )}
    </Stack>
  );
}
