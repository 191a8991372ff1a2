import { Button, Card, Stack, Typography } from '@mui/material';
import { ReferenceField, TextField, useLocaleState, useTranslate } from 'react-admin';
import { Link } from 'react-router-dom';
import type { Instance } from '../api/client';
import { useCan } from '../auth/use-can';
import { bytesText } from '../common/bytes';
import { RecordDelete } from '../common/record.delete';
import { RecordForm } from '../common/record.form';
import { RecordPage } from '../common/record.page';
import { RelativeTime } from '../common/relative-time';
import { InstanceBadge } from './instance.badge';
import { InstanceButtons } from './instance.buttons';
import { INSTANCE_FIELDS, InstanceInputs } from './instance.inputs';
import { InstanceNotices } from './instance.notices';

type Moment = 'createdAt' | 'activatedAt' | 'expiresAt';

function When({ of, at }: { of: Moment; at: string | null }) {
  const translate = useTranslate();
  return (
    at !== null && (
      <Typography color="text.secondary" variant="body2">
        {translate(`resources.instances.fields.${of}`)}: <RelativeTime at={at} />
      </Typography>
    )
  );
}

/** What the last look inside saw. */
function Inside({ instance: { sizeBytes, activeUsers } }: { instance: Instance }) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  if (sizeBytes === null) return null;
  const users = activeUsers === null ? '' : ` · ${translate('amiral.active_users', { smart_count: activeUsers })}`;
  return <Typography variant="body2" color="text.secondary">{`${bytesText(sizeBytes, locale)}${users}`}</Typography>;
}

function Facts({ instance }: { instance: Instance }) {
  return (
    <Stack direction="row" useFlexGap sx={{ gap: 1.5, alignItems: 'center', flexWrap: 'wrap', mt: 0.5 }}>
      <InstanceBadge state={instance.state} />
      <Typography color="text.secondary">{instance.databaseName}</Typography>
      <ReferenceField source="serverId" reference="servers" link="edit">
        <TextField source="name" />
      </ReferenceField>
      {(['createdAt', 'activatedAt', 'expiresAt'] as const).map((of) => (
        <When key={of} of={of} at={instance[of]} />
      ))}
      <Inside instance={instance} />
    </Stack>
  );
}

function Header({ instance }: { instance: Instance }) {
  const translate = useTranslate();
  const { id, state, purgeAfter } = instance;
  const ofIt = encodeURIComponent(JSON.stringify({ subjectId: id }));
  return (
    <Stack spacing={1.25}>
      <Facts instance={instance} />
      <Stack direction="row" useFlexGap sx={{ gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
        <InstanceButtons instance={instance} />
        {state === 'terminated' && (
          <RecordDelete resource="instances" hindrance={purgeAfter === null ? null : translate('amiral.not_purged')} />
        )}
        <Button component={Link} to={`/operations?filter=${ofIt}`} size="small">
          {translate('resources.operations.name', { smart_count: 2 })}
        </Button>
      </Stack>
      <InstanceNotices instance={instance} />
    </Stack>
  );
}

export function InstancePage() {
  const mayUpdate = useCan('update', 'instances');
  return (
    <RecordPage<Instance>
      resource="instances"
      nameOf={({ name }) => name}
      header={(instance) => <Header instance={instance} />}
    >
      {(instance) => (
        <Card key={instance.id} variant="outlined" sx={{ p: 2 }}>
          <RecordForm
            resource="instances"
            record={instance}
            fields={INSTANCE_FIELDS}
            disabled={!mayUpdate || instance.state === 'terminated'}
          >
            <InstanceInputs instance={instance} />
          </RecordForm>
        </Card>
      )}
    </RecordPage>
  );
}
