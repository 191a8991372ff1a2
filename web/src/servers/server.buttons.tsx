import { Button, Stack } from '@mui/material';
import { useState } from 'react';
import { useTranslate } from 'react-admin';
import type { Server } from '../api/client';
import { ACTION_ICONS } from './server.action-icons';
import { ASKS, AskDialog } from './server.ask';
import { PLAIN_ACTIONS, type PlainAction } from './server.calls';
import { TestConnection } from './server.test-connection';
import { useServerAction } from './use-server-action';

/** Everything that may be done with a server now, and nothing that would be refused. */
export function ServerButtons({ server }: { server: Server }) {
  const translate = useTranslate();
  const { run, busy } = useServerAction();
  const [asked, setAsked] = useState<PlainAction | null>(null);
  return (
    <Stack direction="row" useFlexGap sx={{ gap: 1, flexWrap: 'wrap' }}>
      {PLAIN_ACTIONS.filter((action) => server.actions.includes(action)).map((action) => (
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
      {server.actions.includes('test-connection') && <TestConnection server={server} />}
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
