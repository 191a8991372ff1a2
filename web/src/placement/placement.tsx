import { Alert, Button, Card, Skeleton, Slider, Stack, TextField, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Title, useLocaleState, useTranslate } from 'react-admin';
import { Link } from 'react-router-dom';
import type { Schemas, Server } from '../api/client';
import { messageOf, rejectedIn } from '../api/problem';
import { useCan } from '../auth/use-can';
import { numberIn, textOf } from '../common/number-text';
import { Rejected } from '../common/rejected';
import { useLive } from '../common/use-live';
import { getAvailableServer } from '../servers/server.calls';
import { ServerCard } from '../servers/server.card';

const USUAL_PERCENT = 20;

/** The percentage that a text says in a language, or null. */
function percentIn(text: string, locale: string): number | null {
  const percent = numberIn(text, locale);
  return typeof percent === 'number' && percent >= 0 && percent <= 100 ? percent : null;
}

/** How much of the server must be free: dragged or typed. */
function LeastFree({ least, onChange }: { least: number; onChange: (percent: number) => void }) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const [text, setText] = useState(() => textOf(least, locale));
  const shown = percentIn(text, locale);
  const type = (next: string) => {
    const percent = percentIn(next, locale);
    setText(next);
    if (percent !== null) onChange(percent);
  };
  const label = translate('amiral.rejected.least');
  return (
    <Stack direction="row" spacing={2.5} sx={{ alignItems: 'center' }}>
      <Slider
        value={shown ?? least}
        step={5}
        aria-label={label}
        onChange={(_event, percent) => setText(textOf(percent, locale))}
        onChangeCommitted={(_event, percent) => onChange(percent)}
      />
      <TextField
        size="small"
        margin="none"
        label={label}
        value={text}
        error={shown === null}
        helperText={shown === null && translate('amiral.placement.percent')}
        onChange={(event) => type(event.target.value)}
        slotProps={{ htmlInput: { inputMode: 'decimal', name: 'minCapacityPercent' } }}
        sx={{ minWidth: 130 }}
      />
    </Stack>
  );
}

function Chosen({ server }: { server: Server }) {
  const translate = useTranslate();
  const mayCreate = useCan('create', 'instances');
  return (
    <>
      <ServerCard server={server} />
      {mayCreate && (
        <Button
          component={Link}
          variant="contained"
          to={`/instances/create?source=${encodeURIComponent(JSON.stringify({ serverId: server.id }))}`}
          sx={{ alignSelf: 'start' }}
        >
          {translate('amiral.placement.create')}
        </Button>
      )}
    </>
  );
}

/** Where it would go, and where it would not. */
function Answer({ server, error }: { server: Schemas['AvailableServer'] | undefined; error: Error | null }) {
  const translate = useTranslate();
  const rejected = error ? rejectedIn(error) : server?.rejected;
  if (!rejected) {
    return error ? <Alert severity="error">{messageOf(error)}</Alert> : <Skeleton variant="rounded" height={160} />;
  }
  return (
    <>
      {server ? <Chosen server={server} /> : <Alert severity="warning">{translate('amiral.rejected.none')}</Alert>}
      <Card variant="outlined" sx={{ p: 2 }}>
        <Typography sx={{ mb: 1 }}>{translate('amiral.rejected.others')}</Typography>
        <Rejected rejected={rejected} />
      </Card>
    </>
  );
}

/** Where would a new customer go? */
export function Placement() {
  useLive('servers');
  const translate = useTranslate();
  const [least, setLeast] = useState(USUAL_PERCENT);
  const { data, error } = useQuery({
    queryKey: ['servers', 'available', least],
    queryFn: () => getAvailableServer(least),
  });
  return (
    <Stack spacing={2} sx={{ py: 2, maxWidth: 520 }}>
      <Title title={translate('amiral.menu.placement')} />
      <Typography variant="h5" component="h2">
        {translate('amiral.placement.title')}
      </Typography>
      <Card variant="outlined" sx={{ p: 2 }}>
        <LeastFree least={least} onChange={setLeast} />
      </Card>
      <Answer server={error ? undefined : data} error={error} />
    </Stack>
  );
}
