import { Box } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { Server } from '../api/client';
import { SERVER_STATES } from '../api/enums';
import { beginningWith } from '../common/choices';
import { StateBadge } from './server.badges';

/** What is in service beside what has fallen out of it. */
const STEPS = beginningWith(['draft', 'active', 'offline'], SERVER_STATES);

/** All states there are, and which one it is. */
export function ServerSteps({ state }: Pick<Server, 'state'>) {
  const translate = useTranslate();
  return (
    <Box
      component="ol"
      aria-label={translate('resources.servers.fields.state')}
      sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.75, m: 0, p: 0, listStyle: 'none', alignItems: 'center' }}
    >
      {STEPS.map((step) => (
        <Box
          component="li"
          key={step}
          aria-current={step === state ? 'step' : undefined}
          sx={{ color: 'text.secondary', typography: 'body2' }}
        >
          {step === state ? (
            <StateBadge state={state} />
          ) : (
            <Box component="span" sx={{ px: 1, py: 0.25, border: 1, borderColor: 'divider', borderRadius: 1.5 }}>
              {translate(`amiral.state.${step}`)}
            </Box>
          )}
        </Box>
      ))}
    </Box>
  );
}
