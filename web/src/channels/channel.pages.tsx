import { Alert, Card, Stack, Typography } from '@mui/material';
import { ReferenceManyField, useTranslate } from 'react-admin';
import { Pages } from '../common/pages';
import type { Channel } from '../api/client';
import { useCan } from '../auth/use-can';
import { filled } from '../common/filled';
import { RecordCreate } from '../common/record.create';
import { RecordDelete } from '../common/record.delete';
import { RecordForm } from '../common/record.form';
import { RecordPage } from '../common/record.page';
import { useLive } from '../common/use-live';
import { DeliveryTable } from './delivery.table';
import { CHANNEL_FIELDS, ChannelInputs } from './channel.inputs';
import { TestButton } from './channel.test-button';
import { channelOf, isKind } from './channel.values';

const entered = (values: { kind?: unknown }) => filled(isKind(values.kind) ? channelOf(values.kind, values) : values);

export function ChannelCreate() {
  return (
    <RecordCreate transform={entered}>
      <ChannelInputs />
    </RecordCreate>
  );
}

function Header({ channel }: { channel: Channel }) {
  const translate = useTranslate();
  const mayTest = useCan('test', 'channels');
  return (
    <Stack direction="row" useFlexGap sx={{ gap: 1.5, alignItems: 'center', flexWrap: 'wrap', mt: 0.5 }}>
      <Typography color="text.secondary">
        {[translate(`amiral.channel.kind.${channel.kind}`), channel.settings.host ?? ''].filter(Boolean).join(', ')}
      </Typography>
      {mayTest && <TestButton channel={channel} />}
      <RecordDelete resource="channels" hindrance={null} />
    </Stack>
  );
}

/** What went there, and how. */
function Log() {
  useLive('deliveries');
  const translate = useTranslate();
  return (
    <Card variant="outlined">
      <Typography variant="h6" component="h3" sx={{ p: 2, pb: 1 }}>
        {translate('resources.deliveries.name')}
      </Typography>
      <ReferenceManyField
        reference="deliveries"
        target="channelId"
        sort={{ field: 'createdAt', order: 'DESC' }}
        pagination={<Pages />}
      >
        <DeliveryTable />
      </ReferenceManyField>
    </Card>
  );
}

export function ChannelPage() {
  const mayUpdate = useCan('update', 'channels');
  const mayReadLog = useCan('read', 'deliveries');
  const translate = useTranslate();
  return (
    <RecordPage<Channel>
      resource="channels"
      nameOf={({ name }) => name}
      header={(channel) => <Header channel={channel} />}
    >
      {(channel) => (
        <Stack key={channel.id} spacing={1.5}>
          {channel.goneAt !== null && <Alert severity="warning">{translate('amiral.channel.gone')}</Alert>}
          <Card variant="outlined" sx={{ p: 2 }}>
            <RecordForm
              resource="channels"
              record={channel}
              fields={CHANNEL_FIELDS}
              disabled={!mayUpdate}
              transform={(changes) => channelOf(channel.kind, changes)}
            >
              <ChannelInputs channel={channel} disabled={!mayUpdate} />
            </RecordForm>
          </Card>
          {mayReadLog && <Log />}
        </Stack>
      )}
    </RecordPage>
  );
}
