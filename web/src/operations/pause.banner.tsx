import PauseCircle from '@mui/icons-material/PauseCircle';
import { Alert } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useGetOne, useTranslate } from 'react-admin';
import type { Schemas } from '../api/client';
import { useCan } from '../auth/use-can';
import { AskedButton } from '../common/asked.button';
import { RelativeTime } from '../common/relative-time';
import { useLive } from '../common/use-live';
import { readPauses, unpause } from './pause.calls';

type Pause = Schemas['OperationPauses']['pauses'][number];

const SHOWN = 'operation-pauses';

function Unpause({ serverId }: Pick<Pause, 'serverId'>) {
  return (
    <AskedButton
      label="amiral.operation.pause.unpause"
      title="amiral.operation.pause.unpause_title"
      consequence="amiral.operation.pause.unpause_text"
      confirm="amiral.operation.pause.unpause"
      run={() => unpause(serverId)}
      done="amiral.operation.pause.unpaused"
      reread={{ queryKey: [SHOWN] }}
      color="inherit"
      sx={{ whiteSpace: 'nowrap' }}
    />
  );
}

/** Where it is. */
function Where({ serverId }: Pick<Pause, 'serverId'>) {
  const translate = useTranslate();
  const { data } = useGetOne<{ id: string; name: string }>(
    'servers',
    { id: serverId ?? '' },
    { enabled: serverId !== null, retry: false },
  );
  if (serverId === null) return <>{translate('amiral.operation.pause.everywhere')}</>;
  return <>{translate('amiral.operation.pause.on', { name: data?.name ?? serverId })}</>;
}

function Banner({ pause: { serverId, reason, authorName, createdAt } }: { pause: Pause }) {
  const translate = useTranslate();
  const mayUnpause = useCan('unpause', SHOWN);
  return (
    <Alert
      severity="warning"
      role="status"
      icon={<PauseCircle />}
      sx={{ borderRadius: 0, overflowWrap: 'anywhere' }}
      action={mayUnpause && <Unpause serverId={serverId} />}
    >
      <strong>
        <Where serverId={serverId} />
      </strong>{' '}
      <RelativeTime at={createdAt} /> {translate('amiral.operation.pause.by', { name: authorName })}:{' '}
      <bdi>{reason}</bdi> {translate('amiral.operation.pause.meaning')}
    </Alert>
  );
}

/** Says that operations stand still: since when, by whom, why; and lets them go on. */
export function PauseBanner() {
  useLive(SHOWN);
  const mayRead = useCan('read', SHOWN);
  const { data } = useQuery({ queryKey: [SHOWN], queryFn: readPauses, enabled: mayRead });
  return (data?.pauses ?? []).map((pause) => <Banner key={pause.serverId} pause={pause} />);
}
