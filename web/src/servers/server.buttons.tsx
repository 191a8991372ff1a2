import { Button, Stack } from '@mui/material';
import { useState } from 'react';
import { useTranslate } from 'react-admin';
import type { Server } from '../api/client';
import { useCan } from '../auth/use.can';
import { ACTION_ICONS } from './server.action-icons';
import { ASKS, AskDialog } from './server.ask';
import { LIFECYCLE_ACTIONS, type ServerAction } from './server.calls';
import { TestConnection } from './server.test-connection';
import { useServerAction } from './use.server.action';

/** Everything that may be done with a server now, and nothing that would be refused. */
export function ServerButtons({ server }: { server: Server }) {
  const translate = useTranslate();
  const { run, busy } = useServerAction();
  const [asked, setAsked] = useState<ServerAction | null>(null);
  const mayCheck = useCan('check-health', 'servers');
  const mayTest = useCan('test-connection', 'servers');
  const actions = [
    ...LIFECYCLE_ACTIONS.filter((action) => server.actions.includes(action)),
    ...(mayCheck ? (['check-health'] as const) : []),
  ];
  return (
    <Stack direction="row" useFlexGap sx={{ gap: 1, flexWrap: 'wrap' }}>
      {actions.map((action) => (
        <Button
          key={action}
          size="small"
          variant={action === 'activate' ? 'contained' : 'outlined'}
          startIcon={ACTION_ICONS[action]}
          loading={busy === action}
          loadingPosition="start"
          disabled={busy !== null}
          onClick={() => (ASKS[action] ? setAsked(action) : void run(action, server))}
        >
          {translate(`amiral.action.${action}`)}
        </Button>
      ))}
      {mayTest && <TestConnection server={server} />}
      <AskDialog
        action={asked}
        name={server.name}
        onClose={() => setAsked(null)}
        onAnswer={(body) => {
          if (asked) void run(asked, server, body);
          setAsked(null);
        }}
      />
    </Stack>
  );
}
